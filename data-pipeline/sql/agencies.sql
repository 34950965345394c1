-- Agencies that occur in the record; one that is not in the reference table keeps its own name.
CREATE OR REPLACE TEMP TABLE agencies AS
WITH counted AS (
  SELECT agency, count(*)::INTEGER AS requests
  FROM detail
  WHERE agency IS NOT NULL
  GROUP BY agency
)
SELECT agency, coalesce(name_en, agency) AS name_en, coalesce(name_es, agency) AS name_es, requests
FROM counted
LEFT JOIN agency_names USING (agency)
ORDER BY agency

-- Agencies that occur in the record; one that is not in the reference table keeps its own name.
CREATE OR REPLACE TEMP TABLE agencies AS
SELECT
  agency,
  coalesce(any_value(name_en), agency) AS name_en,
  coalesce(any_value(name_es), agency) AS name_es,
  count(*)::INTEGER AS requests
FROM detail
LEFT JOIN agency_names USING (agency)
WHERE agency IS NOT NULL
GROUP BY agency
ORDER BY agency

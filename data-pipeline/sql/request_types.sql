-- Types that occur in the record, with their plain names.
CREATE OR REPLACE TEMP TABLE request_types AS
WITH counted AS (
  SELECT request_type AS request_type_id, count(*)::INTEGER AS requests
  FROM core
  GROUP BY request_type
)
SELECT
  types.request_type_id::USMALLINT AS request_type_id,
  types.request_type,
  name_en,
  name_es,
  types.family,
  types.problem_class,
  types.origin,
  types.clock,
  types.sensitive,
  types.current_name,
  reviewed,
  requests
FROM types
JOIN counted USING (request_type_id)
ORDER BY request_type_id

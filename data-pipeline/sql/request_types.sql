-- Types that occur in the record, with their plain names.
CREATE OR REPLACE TABLE request_types AS
SELECT
  types.request_type_id::USMALLINT AS request_type_id,
  types.request_type,
  name_en,
  name_es,
  types.family,
  types.problem_class,
  types.origin,
  types.clock,
  reviewed,
  count(*)::INTEGER AS requests
FROM types
JOIN requests ON requests.request_type_id = types.request_type_id
GROUP BY ALL
ORDER BY request_type_id

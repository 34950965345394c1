-- Types that occur in the record, with their plain names.
CREATE OR REPLACE TEMP TABLE request_types AS
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
  count(*)::INTEGER AS requests
FROM types
JOIN core ON core.request_type = types.request_type_id
GROUP BY ALL
ORDER BY request_type_id

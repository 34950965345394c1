-- The ten types with most of each problem that is worth following up by type, in the last 365 days.
CREATE OR REPLACE TEMP TABLE problem_types AS
WITH recent AS (
  SELECT detail.*
  FROM detail, record_end
  WHERE created_at >= moment::DATE - INTERVAL 364 DAY
), counted AS (
  SELECT request_type, 'closed_instantly' AS problem,
    count(*) FILTER (closed_instantly) AS requests,
    count(*) FILTER (origin = 'resident' AND timed AND status = 'closed') AS "of"
  FROM recent GROUP BY request_type
  UNION ALL
  SELECT request_type, 'closed_in_batch', count(*) FILTER (closed_in_batch), count(*) FILTER (status = 'closed')
  FROM recent GROUP BY request_type
  UNION ALL
  SELECT request_type, 'work_not_stated',
    count(*) FILTER (origin = 'resident' AND timed AND status = 'closed' AND work_recorded = 'not_stated'),
    count(*) FILTER (origin = 'resident' AND timed AND status = 'closed')
  FROM recent GROUP BY request_type
)
SELECT problem, types.request_type_id::USMALLINT AS request_type_id, requests::INTEGER AS requests, "of"::INTEGER AS "of"
FROM counted
JOIN types USING (request_type)
WHERE requests > 0
QUALIFY row_number() OVER (PARTITION BY problem ORDER BY requests DESC, request_type) <= 10
ORDER BY problem, requests DESC, request_type_id

-- Closings in bulk: twenty or more of one type within a minute, or a day on which a type closes more
-- than eight times its usual number, of requests more than three times as old as usual. Requests closed within the
-- hour they were opened are left out: crews' own rows are opened and closed together by design.
CREATE OR REPLACE TEMP TABLE batch_closings AS
WITH closings AS (
  SELECT
    request_type,
    date_trunc('minute', closed_at) AS minute,
    closed_at::DATE AS day,
    date_diff('second', created_at, closed_at) / 86400.0 AS age_days
  FROM settled_all
  WHERE status_label ILIKE 'closed%'
    AND status_label NOT ILIKE '%(%'
    AND closed_at >= created_at + INTERVAL 1 HOUR
), minutes AS (
  SELECT request_type, day, max(n)::INTEGER AS most
  FROM (SELECT request_type, day, minute, count(*) AS n FROM closings GROUP BY ALL)
  WHERE n >= 20
  GROUP BY request_type, day
), days AS (
  SELECT request_type, day, count(*)::INTEGER AS requests, median(age_days) AS age_days
  FROM closings
  GROUP BY request_type, day
), usual AS (
  SELECT request_type, median(requests) AS requests, median(age_days) AS age_days
  FROM days
  GROUP BY request_type
)
SELECT
  days.request_type,
  days.day,
  CASE WHEN minutes.most IS NOT NULL THEN 'minute' ELSE 'day' END AS rule,
  days.requests,
  minutes.most AS most_in_a_minute,
  usual.requests AS usual_requests,
  round(days.age_days, 1) AS age_days,
  round(usual.age_days, 1) AS usual_age_days
FROM days
JOIN usual USING (request_type)
LEFT JOIN minutes USING (request_type, day)
WHERE minutes.most IS NOT NULL
  OR (days.requests >= 20 AND days.requests > 8 * usual.requests AND days.age_days > 3 * usual.age_days)
ORDER BY days.request_type, days.day

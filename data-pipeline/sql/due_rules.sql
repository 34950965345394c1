-- The due rule of each type, month by month, and its versions. Of requests opened Monday to Friday, the
-- share that follows the commonest number of minutes is compared with the share that follows the commonest number of
-- business days (same time of day, an hour's leeway for the change of the clock). A version is a run of months with
-- one rule. A month with fewer than thirty usable requests says too little and belongs to the version before it; a type
-- without any such month has one rule for the whole record, if it has ten such requests.
CREATE OR REPLACE TEMP TABLE due_rules AS
WITH dues AS (
  SELECT
    request_type,
    date_trunc('month', created_at)::DATE AS month,
    date_diff('minute', created_at, due_at) AS due_minutes,
    isodow(created_at) AS weekday,
    CAST(round(date_diff('minute', created_at, due_at) / 1440.0) AS INTEGER) AS days
  FROM settled_all
  WHERE due_at > created_at AND isodow(created_at) <= 5
), counted AS (
  SELECT
    *,
    CASE
      WHEN abs(due_minutes - days * 1440) <= 60 AND days > 0
        THEN days - 2 * ((weekday - 1 + days) // 7)
    END AS business_days,
    CASE
      WHEN abs(due_minutes - days * 1440) <= 60 AND days > 0 THEN days * 1440
      ELSE due_minutes
    END AS even_minutes
  FROM dues
), sized AS (
  SELECT request_type, month, count(*) >= 30 AS enough
  FROM counted
  GROUP BY request_type, month
), typed AS (
  SELECT request_type, bool_or(enough) AS ever_enough, min(month) AS first_month
  FROM sized
  GROUP BY request_type
), grouped AS (
  SELECT counted.* REPLACE (CASE WHEN ever_enough THEN counted.month ELSE first_month END AS month), counted.month AS true_month
  FROM counted
  JOIN sized USING (request_type, month)
  JOIN typed USING (request_type)
  WHERE enough OR NOT ever_enough
), monthly AS (
  SELECT
    request_type,
    month,
    count(*) AS requests,
    mode(even_minutes) AS minutes,
    mode(business_days) AS business_days
  FROM grouped
  GROUP BY request_type, month
), shared AS (
  SELECT
    request_type,
    month,
    max(true_month) AS last_month,
    any_value(monthly.requests) AS requests,
    any_value(monthly.minutes) AS minutes,
    any_value(monthly.business_days) AS business_days,
    avg((grouped.even_minutes = monthly.minutes)::INTEGER) AS calendar_share,
    coalesce(avg((grouped.business_days IS NOT DISTINCT FROM monthly.business_days)::INTEGER), 0) AS business_share
  FROM grouped
  JOIN monthly USING (request_type, month)
  GROUP BY request_type, month
), ruled AS (
  SELECT
    request_type,
    month,
    last_month,
    requests,
    CASE
      WHEN business_days IS NOT NULL AND business_share >= 0.5 AND business_share > calendar_share + 0.01 THEN 'business_days'
      WHEN calendar_share >= 0.5 THEN 'calendar'
      ELSE 'mixed'
    END AS rule,
    CASE
      WHEN business_days IS NOT NULL AND business_share >= 0.5 AND business_share > calendar_share + 0.01 THEN business_days * 1440
      WHEN calendar_share >= 0.5 THEN minutes
    END AS due_minutes,
    greatest(calendar_share, business_share) AS share
  FROM shared
), turned AS (
  SELECT
    *,
    (
      rule IS DISTINCT FROM lag(rule) OVER months OR due_minutes IS DISTINCT FROM lag(due_minutes) OVER months
    )::INTEGER AS turn
  FROM ruled
  WINDOW months AS (PARTITION BY request_type ORDER BY month)
), marked AS (
  SELECT *, sum(turn) OVER (PARTITION BY request_type ORDER BY month) AS version
  FROM turned
)
SELECT
  request_type,
  version::INTEGER AS version,
  strftime(min(month), '%Y-%m') AS from_month,
  strftime(max(last_month), '%Y-%m') AS to_month,
  any_value(rule) AS rule,
  any_value(due_minutes)::INTEGER AS due_minutes,
  sum(requests)::INTEGER AS requests,
  round(sum(share * requests) / sum(requests), 3) AS share_following
FROM marked
GROUP BY request_type, version
HAVING sum(requests) >= 10
ORDER BY request_type, version

import { metrics } from '../contract/metric.ts';
import type { PlaceStep } from './place-steps.ts';

/** "Still open" as an order statistic needs it: later than any close. */
const never = 2_147_483_647;

/**
 * Days within which half and nine in ten were closed, of the requests old enough to tell; the same days for the same
 * kinds of requests citywide; and how many were closed here within those citywide days, against what was to be
 * expected.
 *
 * The citywide days come from a mixture: each kind's citywide distribution, weighed by how often the kind was asked for
 * here. Its minutes lie on a grid (half hours for ten days, then quarter days), so that whole kinds can be weighed
 * against each other without sorting every request for every place; no figure on a page is finer than the grid.
 */
export const speedStep: PlaceStep = {
  id: 'speed',
  sql: `CREATE OR REPLACE TEMP TABLE mature AS
SELECT period, kind, area_id, request_type, horizon_minutes, minutes_to_close,
  CASE
    WHEN minutes_to_close IS NULL THEN ${never}
    WHEN minutes_to_close <= 14400 THEN round(minutes_to_close / 30.0)::INTEGER * 30
    ELSE round(minutes_to_close / 360.0)::INTEGER * 360
  END AS grid_minutes
FROM placed JOIN periods ON created_day BETWEEN first_day AND least(last_day, last_mature_day)
WHERE ${metrics.median_days_to_close.cohort};
CREATE OR REPLACE TEMP TABLE closings AS
SELECT period, kind, area_id, request_type, grid_minutes, count(*) AS closed
FROM mature GROUP BY ALL;
CREATE OR REPLACE TEMP TABLE asked AS
SELECT period, kind, area_id, request_type, sum(closed) AS n
FROM closings WHERE kind <> 'city' GROUP BY ALL;
-- What a kind's citywide distribution is: for neighborhoods and statistical areas one for all, for districts the rest's.
CREATE OR REPLACE TEMP TABLE steps AS
WITH whole AS (
  SELECT period, request_type, grid_minutes, closed, sum(closed) OVER (PARTITION BY period, request_type) AS n
  FROM closings WHERE kind = 'city'
), own AS (SELECT * FROM closings WHERE kind = 'council_district')
SELECT period, NULL AS district, request_type, grid_minutes, closed / n AS step FROM whole
UNION ALL
SELECT whole.period, asked.area_id, whole.request_type, whole.grid_minutes,
  CASE WHEN whole.n > asked.n THEN (whole.closed - coalesce(own.closed, 0)) / (whole.n - asked.n) ELSE whole.closed / whole.n END
FROM whole
JOIN asked ON asked.kind = 'council_district' AND asked.period = whole.period AND asked.request_type = whole.request_type
LEFT JOIN own ON own.period = whole.period AND own.area_id = asked.area_id AND own.request_type = whole.request_type
  AND own.grid_minutes = whole.grid_minutes;
CREATE OR REPLACE TEMP TABLE citywide AS
WITH mixed AS (
  SELECT asked.period, asked.area_id, grid_minutes, sum(n * step) AS weight
  FROM asked
  JOIN steps ON steps.period = asked.period AND steps.request_type = asked.request_type
    AND steps.district IS NOT DISTINCT FROM CASE WHEN asked.kind = 'council_district' THEN asked.area_id END
  GROUP BY ALL
), shares AS (
  SELECT period, area_id, grid_minutes,
    sum(weight) OVER (PARTITION BY period, area_id ORDER BY grid_minutes) / sum(weight) OVER (PARTITION BY period, area_id) AS share
  FROM mixed
)
SELECT period, area_id,
  min(grid_minutes) FILTER (share >= 0.5) AS p50_minutes,
  min(grid_minutes) FILTER (share >= 0.9) AS p90_minutes
FROM shares GROUP BY ALL;
WITH within AS (
  SELECT asked.period, asked.area_id, asked.request_type, any_value(n) AS n,
    coalesce(sum(step) FILTER (grid_minutes <= p50_minutes), 0) AS share_50,
    coalesce(sum(step) FILTER (grid_minutes <= p90_minutes), 0) AS share_90
  FROM asked
  JOIN citywide USING (period, area_id)
  JOIN steps ON steps.period = asked.period AND steps.request_type = asked.request_type
    AND steps.district IS NOT DISTINCT FROM CASE WHEN asked.kind = 'council_district' THEN asked.area_id END
  GROUP BY asked.period, asked.area_id, asked.request_type
), expected AS (
  SELECT period, area_id,
    sum(n * share_50)::DOUBLE AS expected_50, sum(n * share_50 * (1 - share_50))::DOUBLE AS variance_50,
    sum(n * share_90)::DOUBLE AS expected_90, sum(n * share_90 * (1 - share_90))::DOUBLE AS variance_90
  FROM within GROUP BY ALL
)
SELECT period, kind, area_id, count(*)::INTEGER AS n, any_value(horizon_minutes)::INTEGER AS horizon_minutes,
  quantile_disc(coalesce(minutes_to_close, ${never}), 0.5)::INTEGER AS p50_minutes,
  quantile_disc(coalesce(minutes_to_close, ${never}), 0.9)::INTEGER AS p90_minutes,
  any_value(citywide.p50_minutes)::INTEGER AS city_p50_minutes,
  any_value(citywide.p90_minutes)::INTEGER AS city_p90_minutes,
  count(*) FILTER (grid_minutes <= citywide.p50_minutes)::INTEGER AS observed_50,
  any_value(expected_50) AS expected_50, any_value(variance_50) AS variance_50,
  count(*) FILTER (grid_minutes <= citywide.p90_minutes)::INTEGER AS observed_90,
  any_value(expected_90) AS expected_90, any_value(variance_90) AS variance_90
FROM mature
LEFT JOIN citywide USING (period, area_id)
LEFT JOIN expected USING (period, area_id)
GROUP BY ALL`,
};

-- Known problems of the record, each counted over the whole of it and over the last 365 days, with what it is a share
-- of. The page "How good is this data?" says what each means.
CREATE OR REPLACE TEMP TABLE problems AS
WITH spans AS (
  SELECT 'all' AS period, TIMESTAMP '1900-01-01' AS since
  UNION ALL
  SELECT '365d', moment::DATE - INTERVAL 364 DAY FROM record_end
), facts AS (
  SELECT
    created_at,
    origin,
    clock,
    disposition,
    status,
    location,
    timed,
    closed_instantly,
    closed_in_batch,
    work_recorded,
    parent_number IS NOT NULL AS has_parent,
    successor_number IS NOT NULL AS has_successor,
    agency IS NULL AS no_agency,
    due_minutes IS NULL AS no_due,
    closed_at < created_at AS closed_before_opened,
    created_at = created_at::DATE AS at_midnight,
    status = 'closed' AND closed_at IS NULL AS no_close_date,
    neighborhood IS NULL AND location <> 'outside' AS no_neighborhood,
    location = 'point' AND neighborhood_label IS NOT NULL AND lower(neighborhood) <> lower(neighborhood_label) AS other_label,
    place_is_block,
    minutes_to_close
  FROM detail
)
SELECT period, problem, requests::INTEGER AS requests, "of"::INTEGER AS "of"
FROM (
SELECT period, UNNEST([
  {problem: 'no_point', requests: count(*) FILTER (location = 'missing'), "of": count(*)},
  {problem: 'placeholder_point', requests: count(*) FILTER (location = 'placeholder'), "of": count(*)},
  {problem: 'outside_city', requests: count(*) FILTER (location = 'outside'), "of": count(*)},
  {problem: 'no_neighborhood', requests: count(*) FILTER (no_neighborhood), "of": count(*)},
  {problem: 'other_neighborhood_label', requests: count(*) FILTER (other_label), "of": count(*) FILTER (location = 'point')},
  {problem: 'no_agency', requests: count(*) FILTER (no_agency), "of": count(*)},
  {problem: 'no_due_date', requests: count(*) FILTER (origin = 'resident' AND clock = 'response' AND no_due), "of": count(*) FILTER (origin = 'resident' AND clock = 'response')},
  {problem: 'closed_instantly', requests: count(*) FILTER (closed_instantly), "of": count(*) FILTER (origin = 'resident' AND timed AND status = 'closed')},
  {problem: 'closed_in_batch', requests: count(*) FILTER (closed_in_batch), "of": count(*) FILTER (status = 'closed')},
  {problem: 'closed_before_opened', requests: count(*) FILTER (closed_before_opened), "of": count(*) FILTER (status = 'closed')},
  {problem: 'no_close_date', requests: count(*) FILTER (no_close_date), "of": count(*) FILTER (status = 'closed')},
  {problem: 'opened_at_midnight', requests: count(*) FILTER (at_midnight), "of": count(*)},
  {problem: 'city_closed_at_once', requests: count(*) FILTER (origin = 'city' AND minutes_to_close < 2), "of": count(*) FILTER (origin = 'city')},
  {problem: 'duplicate', requests: count(*) FILTER (disposition = 'duplicate'), "of": count(*)},
  {problem: 'duplicate_without_parent', requests: count(*) FILTER (disposition = 'duplicate' AND NOT has_parent), "of": count(*) FILTER (disposition = 'duplicate')},
  {problem: 'transferred', requests: count(*) FILTER (disposition = 'transferred'), "of": count(*)},
  {problem: 'transferred_without_successor', requests: count(*) FILTER (disposition = 'transferred' AND NOT has_successor), "of": count(*) FILTER (disposition = 'transferred')},
  {problem: 'work_not_stated', requests: count(*) FILTER (origin = 'resident' AND timed AND status = 'closed' AND work_recorded = 'not_stated'), "of": count(*) FILTER (origin = 'resident' AND timed AND status = 'closed')},
  {problem: 'place_is_block', requests: count(*) FILTER (place_is_block), "of": count(*)}
], recursive := true)
FROM spans
JOIN facts ON facts.created_at >= spans.since
GROUP BY period
)
ORDER BY period, problem

import { wallClock } from '../contract/freshness.ts';
import type { Manifest } from '../contract/manifest.ts';
import type { FollowPeriod } from './follow.ts';

/** Days after a close in which the same kind of request at the same address counts as reported again. */
const againDays = 30;

/**
 * The SQL that counts, for every place and period at once, what happened to residents' requests, over the published
 * tables. Besides the counts it tells when the latest of the facts was known: `known_at` (Baltimore wall clock) by the
 * City's own stamps, `seen_at` (UTC) by the nights that saw a change.
 */
export function followStatement(periods: readonly FollowPeriod[], snapshot: Manifest['snapshot']): string {
  const since = periods.map(({ from }) => from).sort()[0] ?? '';
  const list = periods.map(({ every, from, to }) => `('${every}', DATE '${from}', DATE '${to}')`).join(', ');
  const readAt = wallClock(new Date(snapshot.fetchedAt));
  return `
WITH periods(every, from_day, to_day) AS (
  VALUES ${list}
), days AS (
  SELECT every, from_day, unnest(generate_series(from_day, to_day, INTERVAL 1 DAY))::DATE AS day FROM periods
), asked AS (
  -- A placeholder point says nothing about where the problem is, here as in the metrics.
  SELECT
    request_number, request_type, family, problem_class, status, disposition, timed, due_state,
    created_at, due_at, closed_at, updated_at, address, place_is_block, [n.area_id, d.area_id, c.area_id] AS areas
  FROM detail
  LEFT JOIN areas AS n ON n.kind = 'neighborhood' AND n.name = detail.neighborhood
  LEFT JOIN areas AS d ON d.kind = 'council_district' AND d.name = detail.council_district
  LEFT JOIN areas AS c ON c.kind = 'community_statistical_area' AND c.name = detail.community_statistical_area
  WHERE detail.origin = 'resident' AND detail.location <> 'placeholder'
    AND (status = 'open' OR created_at >= DATE '${since}' OR closed_at >= DATE '${since}' - ${againDays + 1} OR due_at >= DATE '${since}')
), reports AS (
  -- Of sensitive types the address is a block, so it cannot tell whether a place is the same.
  SELECT request_number, family, address, created_at, closed_at, status
  FROM asked
  WHERE timed AND problem_class IN ('defect', 'nuisance') AND address IS NOT NULL AND NOT place_is_block
), again AS (
  -- The first new report after each close; not within a day, which would count callers who had not heard.
  SELECT DISTINCT arg_min(later.request_number, (later.created_at, later.request_number)) AS request_number
  FROM reports AS earlier
  JOIN reports AS later USING (family, address)
  WHERE earlier.status = 'closed'
    AND later.created_at > earlier.closed_at + INTERVAL 1 DAY
    AND later.created_at <= earlier.closed_at + INTERVAL ${againDays} DAY
  GROUP BY earlier.request_number
), facts AS (
  SELECT request_number, 'opened' AS fact, created_at::DATE AS day, request_type, areas, NULL::TIMESTAMP AS known_at
  FROM asked
  UNION ALL
  SELECT request_number, 'closed', closed_at::DATE, request_type, areas, CASE WHEN updated_at <= TIMESTAMP '${readAt}' THEN updated_at END
  FROM asked WHERE status = 'closed' AND disposition = 'none'
  UNION ALL
  SELECT request_number, 'late', due_at::DATE, request_type, areas, NULL
  FROM asked WHERE timed AND due_state = 'missed'
  UNION ALL
  SELECT request_number, 'again_' || problem_class, created_at::DATE, request_type, areas, NULL
  FROM asked SEMI JOIN again USING (request_number)
  UNION ALL
  -- A moved date also changes the period it was moved away from, and a close in hindsight takes a late one back.
  SELECT request_number, 'moved', CASE change WHEN 'closed_in_hindsight' THEN due_at ELSE try_cast(value_before AS TIMESTAMP) END::DATE,
    asked.request_type, areas, NULL
  FROM changes JOIN asked USING (request_number)
  WHERE change IN ('due_date_moved', 'close_date_moved') OR (change = 'closed_in_hindsight' AND due_state = 'met')
), seen AS (
  SELECT request_number, fact, max(seen_at) AS seen_at
  FROM changes
  JOIN (VALUES
    ('type_changed', 'opened'), ('type_changed', 'closed'), ('type_changed', 'late'), ('due_date_moved', 'late'),
    ('due_date_moved', 'moved'), ('close_date_moved', 'closed'), ('close_date_moved', 'moved'), ('closed_in_hindsight', 'closed'),
    ('closed_in_hindsight', 'moved')
  ) AS bearing(change, fact) USING (change)
  GROUP BY request_number, fact
), placed AS (
  SELECT facts.* EXCLUDE (areas), every, from_day, seen_at, unnest(areas) AS area_id
  FROM facts
  JOIN days USING (day)
  LEFT JOIN seen USING (request_number, fact)
), counted AS (
  SELECT
    area_id, every, from_day,
    count(*) FILTER (fact = 'opened')::INTEGER AS opened,
    count(*) FILTER (fact = 'closed')::INTEGER AS closed,
    count(*) FILTER (fact = 'late')::INTEGER AS late,
    count(*) FILTER (fact = 'again_defect')::INTEGER AS again_defect,
    count(*) FILTER (fact = 'again_nuisance')::INTEGER AS again_nuisance,
    max(known_at) AS known_at,
    max(seen_at) AS seen_at
  FROM placed
  GROUP BY ALL
), asked_kinds AS (
  -- Types with one plain name are one kind to a resident.
  SELECT area_id, every, from_day, name_en, min(name_es) AS name_es, count(*)::INTEGER AS requests
  FROM placed
  JOIN request_types USING (request_type)
  WHERE fact = 'opened'
  GROUP BY area_id, every, from_day, name_en
), top_kinds AS (
  SELECT
    area_id, every, from_day,
    list({name_en: name_en, name_es: name_es, requests: requests} ORDER BY requests DESC, name_en)[1:3] AS kinds
  FROM asked_kinds
  GROUP BY ALL
), still_open AS (
  SELECT area_id, every, from_day, count(*)::INTEGER AS open
  FROM (SELECT unnest(areas) AS area_id, created_at, closed_at, status FROM asked WHERE disposition = 'none')
  JOIN periods ON created_at < to_day + 1 AND (status = 'open' OR closed_at >= to_day + 1)
  GROUP BY ALL
)
SELECT
  areas.area_id,
  every,
  strftime(from_day, '%Y-%m-%d') AS "from",
  strftime(to_day, '%Y-%m-%d') AS "to",
  coalesce(opened, 0) AS opened,
  coalesce(closed, 0) AS closed,
  coalesce(late, 0) AS late,
  coalesce(again_defect, 0) AS "againDefect",
  coalesce(again_nuisance, 0) AS "againNuisance",
  coalesce(open, 0) AS open,
  coalesce(kinds, []) AS kinds,
  strftime(known_at, '%Y-%m-%dT%H:%M:%S') AS known_at,
  strftime(seen_at, '%Y-%m-%dT%H:%M:%S') AS seen_at
FROM areas
CROSS JOIN periods
LEFT JOIN counted USING (area_id, every, from_day)
LEFT JOIN top_kinds USING (area_id, every, from_day)
LEFT JOIN still_open USING (area_id, every, from_day)
WHERE areas.kind IN ('neighborhood', 'council_district', 'community_statistical_area')
ORDER BY areas.area_id, every, from_day DESC`;
}

import { wallClock } from '../contract/freshness.ts';
import { instantMs } from '../contract/instant.ts';
import type { Manifest } from '../contract/manifest.ts';
import { addDays, lastFullDay } from '../contract/period.ts';
import { askPublished, readPublished } from './published.ts';

/** A week (Monday to Sunday) or a day on Baltimore's calendar, both ends included. */
export interface FollowPeriod {
  every: 'weekly' | 'nightly';
  from: string;
  to: string;
}

/** A kind of request and how often residents asked for it. */
export interface FollowKind {
  name_en: string;
  name_es: string;
  requests: number;
}

/** What happened to residents' requests of one place in one period. */
export interface FollowEntry extends FollowPeriod {
  opened: number;
  /** Marked closed; duplicates and requests handed to another agency left out. */
  closed: number;
  /** The City's own due date passed without a close; only the timing cohort. */
  late: number;
  /** Opened at an address where the same kind of thing was closed in the 30 days before: what breaks. */
  againDefect: number;
  /** The same for what comes back by itself, such as dumping or noise. */
  againNuisance: number;
  /** Still open at the end of the period; duplicates and requests handed on left out. */
  open: number;
  /** The three most frequent kinds among those opened. */
  kinds: FollowKind[];
  /** When these numbers last changed, as far as the record tells, in milliseconds since 1970. */
  settledAtMs: number;
}

/** Full weeks that a feed tells of, and full days. */
const periodCounts = { weekly: 12, nightly: 14 } as const;

/** Days after a close in which the same kind of request at the same address counts as reported again. */
const againDays = 30;

let following: Promise<Map<number, FollowEntry[]>> | undefined;

/**
 * What happened in every neighborhood, district and statistical area, by area_id: its periods, newest first. Asked
 * once a build, for all places in one statement.
 */
export function readFollow(): Promise<Map<number, FollowEntry[]>> {
  following ??= ask();
  return following;
}

async function ask(): Promise<Map<number, FollowEntry[]>> {
  const { manifest } = await readPublished();
  const [{ first = null } = {}] = await askPublished<{ first: string | null }>(
    "SELECT strftime(min(created_day), '%Y-%m-%d') AS first FROM core",
  );
  const places = new Map<number, FollowEntry[]>();
  const periods = followPeriods(manifest.snapshot.dataThrough, first ?? '9999-12-31');
  if (periods.length === 0) return places;
  for (const row of await askPublished<Row>(followStatement(periods, manifest.snapshot))) {
    const { area_id: areaId, known_at: known, seen_at: seen, ...entry } = row;
    const entries = places.get(areaId) ?? [];
    entries.push({ ...entry, settledAtMs: settledAtMs(entry.to, known, seen) });
    places.set(areaId, entries);
  }
  return places;
}

interface Row extends Omit<FollowEntry, 'settledAtMs'> {
  area_id: number;
  /** Baltimore wall clock at which the latest of the facts counted was known. */
  known_at: string | null;
  /** UTC at which the pipeline saw the City change one of them. */
  seen_at: string | null;
}

/** The periods that feeds tell of: the last full ones that lie within the record. */
export function followPeriods(dataThrough: string, firstDay: string): FollowPeriod[] {
  const last = lastFullDay(dataThrough);
  const weekday = new Date(`${last}T00:00:00Z`).getUTCDay();
  const sunday = addDays(last, -weekday);
  const weeks = Array.from({ length: periodCounts.weekly }, (_, back) => {
    const to = addDays(sunday, -7 * back);
    return { every: 'weekly', from: addDays(to, -6), to } as const;
  });
  const nights = Array.from({ length: periodCounts.nightly }, (_, back) => {
    const day = addDays(last, -back);
    return { every: 'nightly', from: day, to: day } as const;
  });
  return [...weeks, ...nights].filter(({ from }) => from >= firstDay);
}

const settledAt = new Map<string, number>();

/**
 * A period's numbers first stand at its end, and change when the City closes something in hindsight or moves a date.
 * What only became true later (a request of that week closed in another) changes nothing here, so that an entry does
 * not look new every night.
 */
function settledAtMs(to: string, known: string | null, seen: string | null): number {
  const local = (shown: string): number => {
    const ms = settledAt.get(shown) ?? instantMs(shown);
    settledAt.set(shown, ms);
    return ms;
  };
  return Math.max(
    local(`${addDays(to, 1)}T00:00:00`),
    known === null ? 0 : local(known),
    seen === null ? 0 : Date.parse(`${seen}Z`),
  );
}

function followStatement(periods: readonly FollowPeriod[], snapshot: Manifest['snapshot']): string {
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

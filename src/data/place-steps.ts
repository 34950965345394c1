import { codeOf, dueStates, locations, origins } from '../contract/code.ts';
import { metrics } from '../contract/metric.ts';
import { addDays, horizonDays, periodDays } from '../contract/period.ts';

/** Periods that a place's page answers for. */
export const placePeriods = ['90d', '365d'] as const;
export type PlacePeriod = (typeof placePeriods)[number];

/** A question answered for all places at once. The method page shows each as it is run. */
export interface PlaceStep {
  id:
    | 'periods'
    | 'placed'
    | 'volume'
    | 'on_time'
    | 'speed'
    | 'kinds'
    | 'months'
    | 'open'
    | 'returning'
    | 'account'
    | 'overlaps';
  /** Statements over the published tables, the last of which gives rows. A later step may use tables of an earlier one. */
  sql: string;
}

const resident = codeOf(origins, 'resident');
const [met, placeholder] = [codeOf(dueStates, 'met'), codeOf(locations, 'placeholder')];

const areaKinds = ['neighborhood', 'council_district', 'community_statistical_area'] as const;

/** The same days a year earlier: 365 days, so that an equal number of days is compared. */
const before = (day: string): string => addDays(day, -365);

/** First day of the month 24 months before the record's last: a year of months, and those of the year before. */
export function firstMonthDay(last: string): string {
  return `${Number(last.slice(0, 4)) - 2}${last.slice(4, 7)}-01`;
}

/**
 * The days that everything on the pages rests on, and residents' requests of those days, once for each kind of area
 * that holds them and once for the city. Published points that are placeholders place nothing.
 * @param last the record's last day, YYYY-MM-DD.
 */
export function placedSteps(last: string): PlaceStep[] {
  const periods = placePeriods.map((period) => {
    const { from, to } = periodDays(period, last);
    const horizon = horizonDays(period);
    return `('${period}', DATE '${from}', DATE '${to}', DATE '${before(from)}', DATE '${before(to)}', DATE '${addDays(last, -horizon)}', ${horizon * 1440})`;
  });
  const sources = areaKinds.map(
    (kind) =>
      `  SELECT '${kind}' AS kind, ${kind} AS area_id, * FROM core WHERE ${kind} IS NOT NULL AND location <> ${placeholder}`,
  );
  return [
    {
      id: 'periods',
      sql: `CREATE OR REPLACE TEMP TABLE periods AS
SELECT * FROM (VALUES
  ${periods.join(',\n  ')}
) AS period(period, first_day, last_day, first_day_before, last_day_before, last_mature_day, horizon_minutes)`,
    },
    {
      id: 'placed',
      sql: `CREATE OR REPLACE TEMP TABLE placed AS
SELECT kind, area_id, created_day, request_type, timed, due_state, status, minutes_to_close
FROM (
${[...sources, "  SELECT 'city' AS kind, 1 AS area_id, * FROM core"].join('\n  UNION ALL\n')}
)
WHERE origin = ${resident} AND created_day >= DATE '${firstMonthDay(last)}'`,
    },
  ];
}

/**
 * How many requests, against the same days a year before; and what that would have become if each kind of request had
 * grown here as it did citywide. A council district is a large part of the city, so it is compared with the rest of it.
 */
export const volumeStep: PlaceStep = {
  id: 'volume',
  sql: `WITH typed AS (
  SELECT period, kind, area_id, request_type,
    count(*) FILTER (created_day BETWEEN first_day AND last_day) AS now,
    count(*) FILTER (created_day BETWEEN first_day_before AND last_day_before) AS before
  FROM placed CROSS JOIN periods
  GROUP BY ALL
), whole AS (SELECT * FROM typed WHERE kind = 'city')
SELECT typed.period, typed.kind, typed.area_id,
  sum(typed.now)::INTEGER AS requests,
  sum(typed.before)::INTEGER AS requests_before,
  sum(typed.before * (whole.now - own * typed.now) / nullif(whole.before - own * typed.before, 0))::DOUBLE AS requests_at_city_pace
FROM typed
JOIN whole USING (period, request_type)
CROSS JOIN LATERAL (SELECT (typed.kind = 'council_district')::INTEGER AS own)
GROUP BY ALL`,
};

/**
 * Closed by the City's own due date: here, and as many as were to be expected if each kind of request were closed on
 * time as often as citywide (indirect standardisation, docs/decisions/same-kinds.md).
 */
export const onTimeStep: PlaceStep = {
  id: 'on_time',
  sql: `WITH typed AS (
  SELECT period, kind, area_id, request_type, count(*) AS n, count(*) FILTER (due_state = ${met}) AS met
  FROM placed JOIN periods ON created_day BETWEEN first_day AND last_day
  WHERE ${metrics.on_time_percent.cohort}
  GROUP BY ALL
), shares AS (
  SELECT typed.*,
    coalesce((whole.met - own * typed.met) / nullif(whole.n - own * typed.n, 0), typed.met / typed.n) AS share
  FROM typed
  JOIN (SELECT * FROM typed WHERE kind = 'city') AS whole USING (period, request_type)
  CROSS JOIN LATERAL (SELECT (typed.kind = 'council_district')::INTEGER AS own)
)
SELECT period, kind, area_id, sum(n)::INTEGER AS n, sum(met)::INTEGER AS observed,
  sum(n * share)::DOUBLE AS expected, sum(n * share * (1 - share))::DOUBLE AS variance
FROM shares
GROUP BY ALL`,
};

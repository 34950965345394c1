import { codeOf, dueStates, locations, origins, statuses } from '../contract/code.ts';
import { metrics } from '../contract/metric.ts';
import { addDays, periodDays } from '../contract/period.ts';
import type { PlaceStep } from './place-steps.ts';

const never = 2_147_483_647;
const met = codeOf(dueStates, 'met');

/** Kinds of requests shown on a place's page. */
export const shownKinds = 8;

/** A kind of request that is frequent in a place, over a year. */
export interface PlaceKindFigures {
  name_en: string;
  name_es: string;
  requests: number;
  /** False for appointments and sign-ups, whose time to close says nothing. */
  is_timed: boolean;
  due: number;
  met: number;
  mature: number;
  p50_minutes: number | null;
  city_due: number;
  city_met: number;
  city_mature: number;
  city_p50_minutes: number | null;
}

/**
 * What is asked for most in a year, by the name residents see; its usual days and share closed on time, here and
 * citywide. The kinds of the city itself tell what "citywide" is.
 */
export const kindsStep: PlaceStep = {
  id: 'kinds',
  sql: `WITH counted AS (
  SELECT kind, area_id, name_en,
    min(name_es) AS name_es,
    count(*)::INTEGER AS requests,
    bool_or(request_types.clock = 'response') AS is_timed,
    count(*) FILTER (${metrics.on_time_percent.cohort})::INTEGER AS due,
    count(*) FILTER (${metrics.on_time_percent.cohort} AND due_state = ${met})::INTEGER AS met,
    count(*) FILTER (${metrics.median_days_to_close.cohort} AND created_day <= last_mature_day)::INTEGER AS mature,
    quantile_disc(coalesce(minutes_to_close, ${never}), 0.5)
      FILTER (${metrics.median_days_to_close.cohort} AND created_day <= last_mature_day)::INTEGER AS p50_minutes
  FROM placed
  JOIN periods ON period = '365d' AND created_day BETWEEN first_day AND last_day
  JOIN request_types ON request_type_id = placed.request_type
  GROUP BY kind, area_id, name_en
)
SELECT here.*, city.requests AS city_requests, city.due AS city_due, city.met AS city_met,
  city.mature AS city_mature, city.p50_minutes AS city_p50_minutes
FROM counted AS here
JOIN counted AS city ON city.kind = 'city' AND city.name_en = here.name_en
QUALIFY row_number() OVER (PARTITION BY here.kind, here.area_id ORDER BY here.requests DESC, here.name_en) <= ${shownKinds}
ORDER BY here.requests DESC, here.name_en`,
};

/** Requests by month, for a year of months and the same days of the year before. */
export const monthsStep: PlaceStep = {
  id: 'months',
  sql: `SELECT kind, area_id, strftime(created_day, '%Y-%m') AS month,
  count(*)::INTEGER AS requests,
  count(*) FILTER (day(created_day) <= day(last_day))::INTEGER AS requests_to_day
FROM placed JOIN periods ON period = '90d'
GROUP BY ALL
ORDER BY month`,
};

/** How many requests of a year were counted in a place's figures, and how many were not, by why. */
export interface Account {
  everything: number;
  residents: number;
  city: number;
  paperwork: number;
  unhurried: number;
  joined: number;
  young: number;
  undated: number;
  due_later: number;
  open: number;
}

/** Of a place without a request. */
export const noAccount: Account = {
  everything: 0,
  residents: 0,
  city: 0,
  paperwork: 0,
  unhurried: 0,
  joined: 0,
  young: 0,
  undated: 0,
  due_later: 0,
  open: 0,
};

/** Which requests of a year count in the figures of a place and which are left out, and why. */
export function accountStep(last: string): PlaceStep {
  const { from, to } = periodDays('365d', last);
  const count = (predicate: string, name: string): string =>
    `  count(*) FILTER (${predicate})::INTEGER AS ${name}`;
  const resident = `year.origin = ${codeOf(origins, 'resident')}`;
  const answered = `${resident} AND request_types.clock = 'response'`;
  const counted = [
    count(resident, 'residents'),
    count(`year.origin = ${codeOf(origins, 'city')}`, 'city'),
    count(
      `year.origin IN (${codeOf(origins, 'information')}, ${codeOf(origins, 'administrative')})`,
      'paperwork',
    ),
    count(`${resident} AND request_types.clock <> 'response'`, 'unhurried'),
    count(`${answered} AND NOT timed`, 'joined'),
    count(`${answered} AND timed AND created_day > DATE '${addDays(last, -90)}'`, 'young'),
    count(`${answered} AND timed AND due_state = ${codeOf(dueStates, 'none')}`, 'undated'),
    count(`${answered} AND timed AND due_state = ${codeOf(dueStates, 'not_yet')}`, 'due_later'),
    count(`${answered} AND timed AND status = ${codeOf(statuses, 'open')}`, 'open'),
  ];
  return {
    id: 'account',
    sql: `WITH year AS (
  SELECT unnest([neighborhood, council_district, community_statistical_area, 1]) AS area_id, core.*
  FROM core
  WHERE created_day BETWEEN DATE '${from}' AND DATE '${to}'
)
SELECT area_id, count(*)::INTEGER AS everything,
${counted.join(',\n')}
FROM year JOIN request_types ON request_type_id = year.request_type
WHERE area_id IS NOT NULL AND (area_id = 1 OR location <> ${codeOf(locations, 'placeholder')})
GROUP BY area_id`,
  };
}

/** Which areas share requests of the record's last two years: a place's page names the areas it belongs to. */
export const overlapsStep: PlaceStep = {
  id: 'overlaps',
  sql: `SELECT neighborhood, council_district, community_statistical_area, count(*)::INTEGER AS requests
FROM core
WHERE neighborhood IS NOT NULL AND location <> ${codeOf(locations, 'placeholder')}
GROUP BY ALL`,
};

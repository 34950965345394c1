import { periodDays } from '../contract/period.ts';
import type { PlaceStep } from './place-steps.ts';

/** Open requests, and places where problems come back, that are shown on a place's page. */
export const shownRows = 5;

const areaIdsOfDetail = `FROM detail
  LEFT JOIN areas AS n ON n.kind = 'neighborhood' AND n.name = detail.neighborhood
  LEFT JOIN areas AS d ON d.kind = 'council_district' AND d.name = detail.council_district
  LEFT JOIN areas AS c ON c.kind = 'community_statistical_area' AND c.name = detail.community_statistical_area`;

/** A request that is open at the record's end. */
export interface OpenRequest {
  requestNumber: string;
  name_en: string;
  name_es: string;
  openedDay: string;
  isLate: boolean;
  address: string | null;
  isBlock: boolean;
}

/** What is open in a place at the record's end. */
export interface OpenRequests {
  open: number;
  late: number;
  due_later: number;
  oldest: OpenRequest[];
}

/** What is open at the record's end; how much of it is past the City's due date; and what has been open longest. */
export const openStep: PlaceStep = {
  id: 'open',
  sql: `WITH waiting AS (
  SELECT unnest([n.area_id, d.area_id, c.area_id]) AS area_id, request_number, request_type, due_state, address, place_is_block,
    strftime(created_at, '%Y-%m-%d') AS opened_day
  ${areaIdsOfDetail}
  WHERE detail.origin = 'resident' AND detail.status = 'open' AND detail.disposition = 'none'
    AND detail.clock = 'response' AND detail.location <> 'placeholder'
), listed AS (
  SELECT area_id, {
      requestNumber: request_number, name_en: name_en, name_es: name_es, openedDay: opened_day,
      isLate: due_state = 'missed', address: address, isBlock: place_is_block
    } AS request, due_state, opened_day, request_number
  FROM waiting JOIN request_types USING (request_type)
  WHERE area_id IS NOT NULL
)
SELECT area_id, count(*)::INTEGER AS open,
  count(*) FILTER (due_state = 'missed')::INTEGER AS late,
  count(*) FILTER (due_state = 'not_yet')::INTEGER AS due_later,
  list(request ORDER BY opened_day, request_number)[1:${shownRows}] AS oldest
FROM listed GROUP BY area_id`,
};

/** An address where the same kind of problem was reported on `days` days, `again` times after a close. */
export interface ReturningPlace {
  address: string;
  name_en: string;
  name_es: string;
  days: number;
  again: number;
  lastDay: string;
  lastNumber: string;
}

/** Addresses where the same kind of problem was reported again and again within a year. */
export interface Returning {
  places: number;
  defects: number;
  listed: ReturningPlace[];
}

/**
 * Addresses where residents reported the same kind of problem on three or more days of a year, at least once after the
 * City had closed an earlier report of it (a day or more before, so that callers who had not heard do not count). Not
 * of sensitive kinds, whose address is a block, and not of requests that were joined to another or handed on.
 * @param last the record's last day.
 */
export function returningStep(last: string): PlaceStep {
  const { from } = periodDays('365d', last);
  return {
    id: 'returning',
    sql: `WITH reports AS (
  SELECT unnest([n.area_id, d.area_id, c.area_id]) AS area_id, family, address, problem_class, request_type, request_number, created_at,
    min(closed_at) OVER (PARTITION BY family, address ORDER BY created_at, request_number
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS closed_before
  ${areaIdsOfDetail}
  WHERE detail.origin = 'resident' AND detail.disposition = 'none' AND detail.location = 'point'
    AND detail.problem_class IN ('defect', 'nuisance') AND address IS NOT NULL AND NOT place_is_block
    AND created_at >= DATE '${from}'
), places AS (
  SELECT area_id, family, address, any_value(problem_class) AS problem_class, mode(request_type) AS request_type,
    count(DISTINCT created_at::DATE)::INTEGER AS days,
    count(*) FILTER (created_at > closed_before + INTERVAL 1 DAY)::INTEGER AS again,
    strftime(max(created_at), '%Y-%m-%d') AS last_day,
    arg_max(request_number, created_at) AS last_number
  FROM reports WHERE area_id IS NOT NULL
  GROUP BY area_id, family, address
  HAVING days >= 3 AND again >= 1
)
SELECT area_id, count(*)::INTEGER AS places,
  count(*) FILTER (places.problem_class = 'defect')::INTEGER AS defects,
  list({
    address: address, name_en: name_en, name_es: name_es, days: days, again: again, lastDay: last_day, lastNumber: last_number
  } ORDER BY days DESC, last_day DESC, address)[1:${shownRows}] AS listed
FROM places JOIN request_types USING (request_type)
GROUP BY area_id`,
  };
}

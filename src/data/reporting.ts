import { codeOf, origins } from '../contract/code.ts';
import type { ComparisonQuestion } from '../contract/measure.ts';
import { reportingRate } from '../statistics/reporting.ts';
import type { Groups } from './comparison.ts';
import { askPublished } from './published.ts';

/** Days of a request after which repeat reports are no longer counted. */
export const watchedDays = 100;

/** Repeat reports of a group of places: an experiment, see `reportingStatement`. */
export interface GroupReporting {
  group: number;
  repeats: number;
  openDays: number;
  /** Repeats in 100 open days, with its 95 % interval; null where there are too few to say. */
  rate: { value: number; low: number; high: number } | null;
}

/** Kinds with fewer linked repeats than this say nothing. */
const leastRepeats = 20;

/**
 * The SQL of an experimental reporting rate by statistical area: after a first report proves that a problem exists, later
 * reports of it until it is closed come at the rate at which people report (Liu, Bhandaram & Garg 2023, "Quantifying
 * spatial under-reporting disparities in resident crowdsourcing", Nature Computational Science 4:57–65). Only duplicates
 * whose first report was found count, of kinds with at least 20 of them.
 */
export function reportingStatement({ from, to, last }: Pick<ComparisonQuestion, 'from' | 'to' | 'last'>): {
  sql: string;
  values: string[];
} {
  return {
    sql: `WITH firsts AS (
  SELECT request_number, request_type, community_statistical_area AS area_name,
    least(${watchedDays}, greatest(0, date_diff('minute', created_at, coalesce(closed_at, CAST(? AS TIMESTAMP))) / 1440.0)) AS open_days,
    created_at
  FROM detail
  WHERE origin = '${origins[codeOf(origins, 'resident')]}' AND disposition = 'none' AND clock = 'response'
    AND created_at >= CAST(? AS TIMESTAMP) AND created_at < CAST(? AS TIMESTAMP) + INTERVAL 1 DAY
), repeats AS (
  SELECT firsts.request_number, count(*) AS repeats
  FROM detail AS later
  JOIN firsts ON later.parent_number = firsts.request_number
  WHERE later.disposition = 'duplicate' AND later.origin = 'resident'
    AND later.created_at <= firsts.created_at + INTERVAL ${watchedDays} DAY
  GROUP BY firsts.request_number
), counted AS (
  SELECT firsts.*, coalesce(repeats, 0) AS repeats,
    sum(coalesce(repeats, 0)) OVER (PARTITION BY request_type) AS of_kind
  FROM firsts LEFT JOIN repeats USING (request_number)
)
SELECT area_id, sum(repeats)::INTEGER AS repeats, sum(open_days)::DOUBLE AS open_days
FROM counted
JOIN areas ON areas.kind = 'community_statistical_area' AND areas.name = area_name
WHERE of_kind >= ${leastRepeats}
GROUP BY area_id`,
    values: [`${last} 23:59:59`, from, to],
  };
}

/** The experiment's rates by group of statistical areas. */
export async function reportingByGroup(
  question: Pick<ComparisonQuestion, 'from' | 'to' | 'last'>,
  groups: Groups,
): Promise<GroupReporting[]> {
  const { sql, values } = reportingStatement(question);
  const rows = await askPublished<{ area_id: number; repeats: number; open_days: number }>(sql, values);
  return Array.from({ length: groups.count }, (_, group) => {
    const own = rows.filter(({ area_id: id }) => groups.places.get(id)?.group === group);
    const repeats = own.reduce((sum, row) => sum + row.repeats, 0);
    const openDays = own.reduce((sum, row) => sum + row.open_days, 0);
    if (repeats < leastRepeats || openDays === 0) return { group, repeats, openDays, rate: null };
    const { perDay, perDayInterval: interval } = reportingRate({
      duplicates: repeats,
      exposureDays: openDays,
    });
    return {
      group,
      repeats,
      openDays,
      rate: { value: 100 * perDay, low: 100 * interval.low, high: 100 * interval.high },
    };
  });
}

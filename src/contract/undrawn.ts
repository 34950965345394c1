import { cityAreaId, codeOf, locations } from './code.ts';
import { selectionOf, type Question, type Statement } from './metric.ts';

/** The requests that a question counts in one area, and of them those that a map of points cannot show. */
export interface UndrawnRow {
  area_id: number;
  /** All that are counted. */
  n: number;
  /** Without a point of their own. */
  without_point: number;
  /** With one, opened before the first day that points are published for. */
  older: number;
}

/** The SQL that counts, for the areas of a question, what a map of points from `firstDay` on leaves out. */
export function undrawnStatement(question: Question, firstDay: string): Statement {
  const { where, area, values } = selectionOf(question);
  const point = codeOf(locations, 'point');
  const sql = `
WITH cohort AS (
  SELECT ${area} AS area_id, location, created_day
  FROM core
  WHERE ${where}
)
SELECT
  (CASE WHEN grouping(area_id) = 1 THEN ${cityAreaId} ELSE area_id END)::INTEGER AS area_id,
  count(*)::INTEGER AS n,
  (count(*) FILTER (WHERE location <> ${point}))::INTEGER AS without_point,
  (count(*) FILTER (WHERE location = ${point} AND created_day < CAST(? AS DATE)))::INTEGER AS older
FROM cohort
GROUP BY GROUPING SETS ((area_id), ())`;
  return { sql, values: [...values, firstDay] };
}

import type { TableName } from '../contract/table.ts';

export type WorkedQuestionId =
  | 'closed_fast'
  | 'top_five'
  | 'by_month'
  | 'median_days'
  | 'on_time_district'
  | 'open_past_due'
  | 'bulk_closings'
  | 'duplicates'
  | 'no_work'
  | 'streets'
  | 'by_hour'
  | 'two_neighborhoods'
  | 'income'
  | 'spot_check';

/** A question that the workbench offers to start from. Its title and text are messages (`questions.<id>`). */
export interface WorkedQuestion {
  id: WorkedQuestionId;
  /** Published tables that it reads. */
  tables: readonly TableName[];
  /** How many of the newest months of them it is asked of; 0 where none is cut by month. */
  months: number;
  /** Runs on DuckDB 0.9.1 and later. */
  sql: string;
  chart?: { mark: 'bar' | 'line' | 'dot'; x: string; y: string };
}

/**
 * On time as the metric of that name counts it (src/contract/metric.ts): requests in the timing cohort whose due date has
 * come or that were closed before it.
 */
const due = "timed AND due_state IN ('met', 'missed')";
const onTimePercent = "round(100.0 * count(*) FILTER (WHERE due_state = 'met') / count(*), 1)";
/** What is still open counts as not closed within any number of days; null where that is more than half. */
const usualDays =
  'round(nullif(quantile_disc(coalesce(minutes_to_close, 2147483647), 0.5), 2147483647) / 1440.0, 1)';
const residents = "origin = 'resident'";

export const workedQuestions: readonly WorkedQuestion[] = [
  {
    id: 'closed_fast',
    tables: ['detail'],
    months: 3,
    sql: `SELECT request_type,
       count(*) AS closed,
       count(*) FILTER (WHERE minutes_to_close < 60) AS closed_within_an_hour,
       round(100.0 * count(*) FILTER (WHERE minutes_to_close < 60) / count(*), 1) AS percent_within_an_hour
FROM detail
WHERE ${residents} AND status = 'closed'
GROUP BY request_type
HAVING count(*) >= 50
ORDER BY percent_within_an_hour DESC, closed DESC
LIMIT 20`,
    chart: { mark: 'bar', x: 'request_type', y: 'percent_within_an_hour' },
  },
  {
    id: 'top_five',
    tables: ['detail'],
    months: 12,
    sql: `WITH counted AS (
  SELECT request_type,
         count(*) AS all_requests,
         count(*) FILTER (WHERE ${residents}) AS from_residents
  FROM detail
  GROUP BY request_type
), ranked AS (
  SELECT request_type, all_requests, from_residents,
         rank() OVER (ORDER BY all_requests DESC) AS rank_of_all,
         rank() OVER (ORDER BY from_residents DESC) AS rank_of_residents
  FROM counted
)
SELECT request_type, all_requests, rank_of_all, from_residents, rank_of_residents
FROM ranked
WHERE rank_of_all <= 5 OR rank_of_residents <= 5
ORDER BY rank_of_all`,
  },
  {
    id: 'by_month',
    tables: ['core'],
    months: 36,
    sql: `SELECT CAST(date_trunc('month', created_day) AS DATE) AS month,
       count(*) AS requests,
       count(*) FILTER (WHERE origin = 0) AS from_residents
FROM core
GROUP BY month
ORDER BY month`,
    chart: { mark: 'line', x: 'month', y: 'from_residents' },
  },
  {
    id: 'median_days',
    tables: ['detail'],
    months: 6,
    sql: `SELECT request_type,
       count(*) AS requests,
       count(*) FILTER (WHERE status = 'open') AS still_open,
       ${usualDays} AS usual_days
FROM detail
WHERE ${residents} AND timed
GROUP BY request_type
HAVING count(*) >= 100
ORDER BY usual_days DESC, request_type
LIMIT 25`,
    chart: { mark: 'bar', x: 'request_type', y: 'usual_days' },
  },
  {
    id: 'on_time_district',
    tables: ['detail'],
    months: 3,
    sql: `SELECT council_district,
       count(*) FILTER (WHERE due_state = 'met') AS on_time,
       count(*) AS due,
       ${onTimePercent} AS percent_on_time
FROM detail
WHERE ${residents} AND ${due} AND council_district IS NOT NULL
GROUP BY council_district
ORDER BY TRY_CAST(regexp_extract(council_district, '[0-9]+') AS INTEGER), council_district`,
    chart: { mark: 'bar', x: 'council_district', y: 'percent_on_time' },
  },
  {
    id: 'open_past_due',
    tables: ['detail'],
    months: 12,
    sql: `WITH record AS (SELECT max(created_at) AS ends FROM detail)
SELECT request_number, request_type, agency, created_at, due_at,
       date_diff('day', due_at, ends) AS days_past_due,
       address, neighborhood
FROM detail, record
WHERE ${residents} AND status = 'open' AND due_at < ends
  AND council_district = (SELECT min(council_district) FROM detail)
ORDER BY due_at, request_number
LIMIT 500`,
  },
  {
    id: 'bulk_closings',
    tables: ['detail'],
    months: 18,
    sql: `SELECT CAST(closed_at AS DATE) AS closed_day,
       request_type,
       count(*) AS closed_in_bulk,
       min(created_at) AS oldest_opened
FROM detail
WHERE closed_in_batch
GROUP BY closed_day, request_type
ORDER BY closed_in_bulk DESC, closed_day, request_type
LIMIT 50`,
  },
  {
    id: 'duplicates',
    tables: ['detail'],
    months: 6,
    sql: `SELECT request_type,
       count(*) AS requests,
       count(*) FILTER (WHERE disposition = 'duplicate') AS duplicates,
       round(100.0 * count(*) FILTER (WHERE disposition = 'duplicate') / count(*), 1) AS percent_duplicates
FROM detail
WHERE ${residents}
GROUP BY request_type
HAVING count(*) >= 100
ORDER BY percent_duplicates DESC, request_type
LIMIT 20`,
    chart: { mark: 'bar', x: 'request_type', y: 'percent_duplicates' },
  },
  {
    id: 'no_work',
    tables: ['detail'],
    months: 6,
    sql: `SELECT request_type,
       count(*) AS closed,
       count(*) FILTER (WHERE work_recorded = 'no') AS no_work,
       count(*) FILTER (WHERE work_recorded = 'not_stated') AS not_stated,
       round(100.0 * count(*) FILTER (WHERE work_recorded = 'no') / count(*), 1) AS percent_no_work
FROM detail
WHERE ${residents} AND status = 'closed' AND disposition = 'none'
GROUP BY request_type
HAVING count(*) >= 100
ORDER BY percent_no_work DESC, request_type
LIMIT 20`,
    chart: { mark: 'bar', x: 'request_type', y: 'percent_no_work' },
  },
  {
    id: 'streets',
    tables: ['detail'],
    months: 3,
    sql: `SELECT trim(regexp_replace(split_part(upper(address), ',', 1), '^[0-9]+[- ]*', '')) AS street,
       count(*) AS requests,
       count(*) FILTER (WHERE status = 'open') AS still_open
FROM detail
WHERE ${residents} AND address IS NOT NULL
GROUP BY street
ORDER BY requests DESC, street
LIMIT 25`,
    chart: { mark: 'bar', x: 'street', y: 'requests' },
  },
  {
    id: 'by_hour',
    tables: ['detail'],
    months: 3,
    sql: `SELECT hour(created_at) AS hour_of_day,
       count(*) FILTER (WHERE method = 'Phone') AS by_phone,
       count(*) FILTER (WHERE method = 'API') AS by_app_or_web,
       count(*) AS requests
FROM detail
WHERE ${residents}
GROUP BY hour_of_day
ORDER BY hour_of_day`,
    chart: { mark: 'line', x: 'hour_of_day', y: 'requests' },
  },
  {
    id: 'two_neighborhoods',
    tables: ['detail'],
    months: 12,
    sql: `SELECT neighborhood,
       request_type,
       count(*) AS requests,
       count(*) FILTER (WHERE status = 'open') AS still_open,
       ${usualDays} AS usual_days
FROM detail
WHERE ${residents} AND timed
  AND neighborhood IN ('Canton', 'Sandtown-Winchester')
  AND family = (SELECT family FROM detail WHERE ${residents} AND timed GROUP BY family ORDER BY count(*) DESC, family LIMIT 1)
GROUP BY neighborhood, request_type
ORDER BY request_type, neighborhood`,
  },
  {
    id: 'income',
    tables: ['core', 'areas'],
    months: 12,
    sql: `SELECT areas.name AS neighborhood,
       areas.median_household_income,
       count(*) AS requests,
       ${usualDays} AS usual_days
FROM core
JOIN areas ON areas.area_id = core.neighborhood
WHERE core.origin = 0 AND core.timed AND areas.median_household_income IS NOT NULL
GROUP BY areas.name, areas.median_household_income
HAVING count(*) >= 100
ORDER BY areas.median_household_income, areas.name`,
    chart: { mark: 'dot', x: 'median_household_income', y: 'usual_days' },
  },
  {
    id: 'spot_check',
    tables: ['detail'],
    months: 1,
    sql: `SELECT request_number, request_type, status, created_at, due_at, closed_at, outcome, address
FROM detail
ORDER BY md5(request_number || ' spot check'), request_number
LIMIT 10`,
  },
];

/**
 * A worked question's SQL with what it asks as comments above it.
 * @param lines of explanation, in the reader's language.
 */
export function workedSql({ sql }: WorkedQuestion, lines: readonly string[]): string {
  return [...lines.flatMap((line) => wrapped(line)), sql].join('\n');
}

const widest = 76;

function wrapped(text: string): string[] {
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    const longer = lines.at(-1) === '' ? word : `${lines.at(-1)} ${word}`;
    if (longer.length <= widest) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line) => `-- ${line}`);
}

import { cityAreaId, codeOf, dueStates, locations, origins, statuses, type AreaKind } from './code.ts';

/** Text a reader sees, in both languages of the site. */
export interface Bilingual {
  en: string;
  es: string;
}

/**
 * One published number: its only definition. `cohort` says which rows of `core` count, `value` aggregates
 * them. The pipeline (native DuckDB) and the browser (DuckDB-WASM 0.9.1) both run the SQL built from it.
 */
export interface Metric {
  id: MetricId;
  unit: 'requests per 1,000 residents' | 'days' | 'percent';
  /** SQL predicate over `core`. */
  cohort: string;
  /** SQL aggregate over an area's cohort. */
  aggregate: string;
  /** SQL of the value, from `aggregate` and the area's `population`. */
  value: string;
  /** Only requests opened at least a horizon before the record's end count. */
  mature: boolean;
  /** It says something about the requests of one status alone; a time to close needs open and closed ones. */
  byStatus: boolean;
  /** Below this many requests the value is not said. */
  minimumRequests: number;
  name: Bilingual;
  explanation: Bilingual;
}

export const metricIds = ['requests_per_1000', 'median_days_to_close', 'on_time_percent'] as const;
export type MetricId = (typeof metricIds)[number];

/** Stands for "still open" where an order statistic needs a number: later than any close. */
const stillOpen = 2_147_483_647;

/** Minutes within which a share of a cohort was closed, as SQL; `stillOpen` where it was not. */
const closedWithin = (share: number): string =>
  `quantile_disc(coalesce(minutes_to_close, ${stillOpen}), ${share})`;

const met = codeOf(dueStates, 'met');
const missed = codeOf(dueStates, 'missed');
const placeholder = codeOf(locations, 'placeholder');

export const metrics: Record<MetricId, Metric> = {
  requests_per_1000: {
    id: 'requests_per_1000',
    unit: 'requests per 1,000 residents',
    cohort: 'true',
    aggregate: 'count(*)',
    value: '1000.0 * aggregate / nullif(population, 0)',
    mature: false,
    byStatus: true,
    minimumRequests: 10,
    name: { en: 'Requests per 1,000 residents', es: 'Solicitudes por cada 1,000 habitantes' },
    explanation: {
      en: 'Requests opened in the period, for every 1,000 people living there in 2020. It counts reports, not problems: some places report more than others.',
      es: 'Solicitudes abiertas en el período por cada 1,000 personas que vivían ahí en 2020. Cuenta reportes, no problemas: en unos lugares se reporta más que en otros.',
    },
  },
  median_days_to_close: {
    id: 'median_days_to_close',
    unit: 'days',
    cohort: 'timed',
    aggregate: closedWithin(0.5),
    value: 'aggregate / 1440.0',
    mature: true,
    byStatus: false,
    minimumRequests: 10,
    name: { en: 'Usual days to close', es: 'Días habituales hasta el cierre' },
    explanation: {
      en: 'Half of the requests were marked closed within this many days. Requests that are still open count as not closed; ones too new to tell, appointments, sign-ups, duplicates and requests handed to another agency are left out.',
      es: 'La mitad de las solicitudes se marcó como cerrada en esta cantidad de días o menos. Las que siguen abiertas cuentan como no cerradas; no se incluyen las demasiado recientes, las citas, las inscripciones, las duplicadas ni las pasadas a otra agencia.',
    },
  },
  on_time_percent: {
    id: 'on_time_percent',
    unit: 'percent',
    cohort: `timed AND due_state IN (${met}, ${missed})`,
    aggregate: `count(*) FILTER (WHERE due_state = ${met})`,
    value: '100.0 * aggregate / nullif(n, 0)',
    mature: false,
    byStatus: false,
    minimumRequests: 10,
    name: { en: 'Closed on time', es: 'Cerradas a tiempo' },
    explanation: {
      en: 'Of the requests whose due date has passed, the share the City marked closed by its own due date. Requests still open past their due date count as late. The City sets the due dates and sometimes changes them.',
      es: 'De las solicitudes cuya fecha límite ya pasó, el porcentaje que la Ciudad marcó como cerradas dentro de su propia fecha límite. Las que siguen abiertas después de esa fecha cuentan como atrasadas. La Ciudad fija las fechas límite y a veces las cambia.',
    },
  },
};

/** Whose requests: residents' (the default), the City's own, or all of both with calls and paperwork. */
export const whoseChoices = ['residents', 'city', 'everyone'] as const;
export type Whose = (typeof whoseChoices)[number];

/** Which requests by how they stand at the record's end: any, still open, open past the due date, or closed. */
export const statusChoices = ['any', 'open', 'late', 'closed'] as const;
export type StatusChoice = (typeof statusChoices)[number];

/** A 90th percentile is not said of fewer requests: below it there is no upper limit to how wrong it may be. */
export const minimumRequestsForP90 = 36;

/** Which requests a metric is asked about. Days are YYYY-MM-DD, both ends included. */
export interface Question {
  metric: MetricId;
  /** Areas to answer for, beside the whole city; `city` asks for nothing else. */
  kind: Exclude<AreaKind, 'census_tract'>;
  from: string;
  to: string;
  /** Last day of a mature request: dataThrough minus the horizon. */
  matureThrough: string;
  horizonDays: number;
  whose: Whose;
  /** Other than "any" only with a metric that is `byStatus`. */
  status: StatusChoice;
  /** request_type ids; empty means all types. */
  requestTypes: readonly number[];
}

/** A statement with `?` places and the values for them, in order. */
export interface Statement {
  sql: string;
  values: (number | string)[];
}

/** One row of a metric's answer. `value` is null where there is none to say. */
export interface MetricRow {
  area_id: number;
  n: number;
  value: number | null;
  beyond_horizon: boolean;
}

const whosePredicate: Record<Whose, string> = {
  residents: `origin = ${codeOf(origins, 'resident')}`,
  city: `origin = ${codeOf(origins, 'city')}`,
  everyone: 'true',
};

const statusPredicate: Record<StatusChoice, string> = {
  any: 'true',
  open: `status = ${codeOf(statuses, 'open')}`,
  late: `status = ${codeOf(statuses, 'open')} AND due_state = ${missed}`,
  closed: `status = ${codeOf(statuses, 'closed')}`,
};

/** The measures that can be asked of requests of a status. */
export function metricsFor(status: StatusChoice): readonly MetricId[] {
  return metricIds.filter((id) => status === 'any' || metrics[id].byStatus);
}

/** Which rows of `core` a question counts, as SQL. */
export interface Selection {
  /** Predicate over `core`. */
  where: string;
  /** The area_id that a row counts for. */
  area: string;
  values: Statement['values'];
}

/** The rows that a question counts, for the statements that answer it. */
export function selectionOf(question: Question): Selection {
  const metric = metrics[question.metric];
  const to = metric.mature && question.matureThrough < question.to ? question.matureThrough : question.to;
  const values: Statement['values'] = [question.from, to];
  const predicates = [
    'created_day >= CAST(? AS DATE)',
    'created_day <= CAST(? AS DATE)',
    whosePredicate[question.whose],
    metric.cohort,
  ];
  if (question.status !== 'any') predicates.push(statusPredicate[question.status]);
  if (question.requestTypes.length > 0) {
    predicates.push(`request_type IN (${question.requestTypes.map(() => '?').join(', ')})`);
    values.push(...question.requestTypes);
  }
  // A placeholder point says nothing about where the problem is: it counts for the city and colors no area.
  const area =
    question.kind === 'city' ? 'NULL' : `CASE WHEN location <> ${placeholder} THEN ${question.kind} END`;
  return { where: predicates.join('\n    AND '), area, values };
}

/**
 * The SQL that answers a question from tables `core` and `areas`, in one pass. Rows: area_id, n (requests the value
 * rests on), value (the metric's unit) and beyond_horizon (the median lies later than the horizon, so that all that
 * can be said is "more than H days"). One row for the whole city, `cityAreaId`, and one for each area of the kind
 * that has a request.
 * @throws RangeError for a status that the metric says nothing about.
 */
export function metricStatement(question: Question): Statement {
  const metric = metrics[question.metric];
  if (!metricsFor(question.status).includes(question.metric))
    throw new RangeError(`${question.metric} says nothing about requests that are ${question.status}`);
  const { where, area, values } = selectionOf(question);
  const horizon = question.horizonDays;
  const sql = `
WITH cohort AS (
  SELECT ${area} AS area_id, minutes_to_close, due_state
  FROM core
  WHERE ${where}
), counted AS (
  SELECT
    CASE WHEN grouping(area_id) = 1 THEN ${cityAreaId} ELSE area_id END AS area_id,
    count(*) AS n,
    ${metric.aggregate} AS aggregate
  FROM cohort
  GROUP BY GROUPING SETS ((area_id), ())
), answer AS (
  SELECT counted.area_id AS area_id, n, ${metric.value} AS value
  FROM counted JOIN areas ON areas.area_id = counted.area_id
  WHERE n > 0
)
SELECT
  area_id::INTEGER AS area_id,
  n::INTEGER AS n,
  ${metric.mature ? `CASE WHEN value <= ${horizon} THEN value END` : 'value'}::DOUBLE AS value,
  ${metric.mature ? `value > ${horizon}` : 'false'} AS beyond_horizon
FROM answer
ORDER BY area_id`;
  return { sql, values };
}

/**
 * The SQL of `type_times`: the quantiles behind `median_days_to_close`, over the same cohort, for each request type of
 * the whole city instead of each area.
 */
export function typeTimesStatement({
  from,
  matureThrough,
  horizonDays,
}: Pick<Question, 'from' | 'matureThrough' | 'horizonDays'>): Statement {
  const horizonMinutes = horizonDays * 1440;
  const quantile = (name: string): string => `
  CASE WHEN ${name} <= ${horizonMinutes} THEN ${name} END::INTEGER AS ${name}_minutes`;
  const sql = `
WITH counted AS (
  SELECT request_type, count(*) AS n, ${closedWithin(0.5)} AS p50, ${closedWithin(0.9)} AS p90
  FROM core
  WHERE created_day >= CAST(? AS DATE)
    AND created_day <= CAST(? AS DATE)
    AND ${whosePredicate.residents}
    AND ${metrics.median_days_to_close.cohort}
  GROUP BY request_type
)
SELECT
  request_type::USMALLINT AS request_type_id,
  n::INTEGER AS n,${quantile('p50')},${quantile('p90')},
  p50 > ${horizonMinutes} AS p50_beyond_horizon,
  p90 > ${horizonMinutes} AS p90_beyond_horizon
FROM counted
ORDER BY request_type_id`;
  return { sql, values: [from, matureThrough] };
}

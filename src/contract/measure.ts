import { codeOf, dueStates, locations, origins, statuses, workRecords, type AreaKind } from './code.ts';
import { metrics, type Bilingual, type Statement, type Whose } from './metric.ts';
import { addDays, type DayRange } from './period.ts';

/** What two groups of places are compared by. Every measure is a mean over requests, so that a gap can be split. */
export const measureIds = ['on_time', 'fixed_target', 'waiting_days'] as const;
export type MeasureId = (typeof measureIds)[number];

/** Days after which a wait is counted no further: the longest wait that `waiting_days` knows. */
export const countedDays = 30;

/**
 * One measure of a comparison: its only definition. `outcome` is SQL of what a request adds to the mean, from `core`
 * and, for the fixed target, the type's `target_minutes`.
 */
export interface Measure {
  id: MeasureId;
  unit: 'percent' | 'days';
  /** SQL predicate over `core`, beside that of the timing cohort; `?` stands for the record's last day. */
  cohort: string;
  outcome: string;
  /** Which way is better for residents. */
  better: 'more' | 'fewer';
  name: Bilingual;
  explanation: Bilingual;
}

const met = codeOf(dueStates, 'met');
const missed = codeOf(dueStates, 'missed');
const placeholder = codeOf(locations, 'placeholder');

export const measures: Record<MeasureId, Measure> = {
  on_time: {
    id: 'on_time',
    unit: 'percent',
    cohort: `due_state IN (${met}, ${missed})`,
    outcome: `CASE WHEN due_state = ${met} THEN 1 ELSE 0 END`,
    better: 'more',
    name: metrics.on_time_percent.name,
    explanation: metrics.on_time_percent.explanation,
  },
  fixed_target: {
    id: 'fixed_target',
    unit: 'percent',
    cohort: `target_minutes IS NOT NULL AND created_day + CAST(ceil(target_minutes / 1440.0) AS INTEGER) <= CAST(? AS DATE)`,
    outcome: 'CASE WHEN minutes_to_close <= target_minutes THEN 1 ELSE 0 END',
    better: 'more',
    name: { en: 'Closed within the oldest target', es: 'Cerradas dentro del plazo más antiguo' },
    explanation: {
      en: 'The share closed within the target that the kind of request had when this record begins (five business days count as seven days). It stays the same when the City changes its due dates, so it can be compared across years.',
      es: 'El porcentaje que se cerró dentro del plazo que ese tipo de solicitud tenía al comienzo de este registro (cinco días hábiles cuentan como siete días). No cambia cuando la Ciudad cambia sus fechas límite, así que se puede comparar entre años.',
    },
  },
  waiting_days: {
    id: 'waiting_days',
    unit: 'days',
    cohort: `created_day <= CAST(? AS DATE) - ${countedDays}`,
    outcome: `least(coalesce(minutes_to_close / 1440.0, ${countedDays}), ${countedDays})`,
    better: 'fewer',
    name: {
      en: `Days waited, of the first ${countedDays}`,
      es: `Días de espera, de los primeros ${countedDays}`,
    },
    explanation: {
      en: `The average number of days until the City marked a request closed, counting at most ${countedDays} days for each. A request that is still open counts as ${countedDays}. Requests opened in the record's last ${countedDays} days are left out.`,
      es: `El promedio de los días que pasaron hasta que la Ciudad marcó la solicitud como cerrada; cada espera se cuenta hasta ${countedDays} días. Una solicitud que sigue abierta cuenta ${countedDays}. Las que se abrieron en los últimos ${countedDays} días del registro no se incluyen.`,
    },
  },
};

/** Kinds of area that places are compared in. */
export const comparisonLevels = [
  'community_statistical_area',
  'neighborhood',
  'council_district',
  'police_district',
] as const satisfies readonly AreaKind[];
export type ComparisonLevel = (typeof comparisonLevels)[number];

/** Which requests are compared, and by what. Days are YYYY-MM-DD, both ends included. */
export interface ComparisonQuestion {
  measure: MeasureId;
  level: ComparisonLevel;
  from: string;
  to: string;
  /** The record's last day. */
  last: string;
  whose: Whose;
  /** Duplicates and requests handed to another agency are put back. */
  withJoined: boolean;
  /** Only closed requests whose outcome says that work was done, and open ones. */
  onlyWorkRecorded: boolean;
  /** Requests closed on a day when their type was closed in bulk are left out. */
  withoutBulk: boolean;
  /** request_type ids; empty means all types. */
  requestTypes: readonly number[];
}

/** The usual choices of a comparison. */
export const usualComparison = {
  measure: 'on_time',
  level: 'community_statistical_area',
  whose: 'residents',
  withJoined: false,
  onlyWorkRecorded: false,
  withoutBulk: false,
  requestTypes: [],
} as const satisfies Omit<ComparisonQuestion, 'from' | 'to' | 'last'>;

const whosePredicate: Record<Whose, string> = {
  residents: `core.origin = ${codeOf(origins, 'resident')}`,
  city: `core.origin = ${codeOf(origins, 'city')}`,
  everyone: 'true',
};

/** The timing cohort, without and with duplicates and requests handed on. */
const timingCohort = (withJoined: boolean): string =>
  withJoined
    ? `clock = 'response' AND (status = ${codeOf(statuses, 'open')} OR minutes_to_close IS NOT NULL)`
    : 'timed';

/** Rows of `core` that a comparison counts, as SQL after FROM, with its values. `measure` null: the timing cohort alone. */
function cohortOf(question: ComparisonQuestion, measure: Measure | null): Statement {
  const { from, to, last, whose, withJoined, onlyWorkRecorded, withoutBulk, requestTypes } = question;
  const values: Statement['values'] = [from, to];
  const predicates = [
    'created_day >= CAST(? AS DATE)',
    'created_day <= CAST(? AS DATE)',
    whosePredicate[whose],
    timingCohort(withJoined),
  ];
  if (measure !== null) {
    predicates.push(measure.cohort);
    if (measure.cohort.includes('?')) values.push(last);
  }
  if (onlyWorkRecorded)
    predicates.push(
      `(status = ${codeOf(statuses, 'open')} OR work_recorded = ${codeOf(workRecords, 'yes')})`,
    );
  if (withoutBulk) predicates.push('NOT closed_in_batch');
  if (requestTypes.length > 0) {
    predicates.push(`request_type IN (${requestTypes.map(() => '?').join(', ')})`);
    values.push(...requestTypes);
  }
  const joins: string[] = [];
  if (withJoined) joins.push('JOIN request_types ON request_type_id = core.request_type');
  if (measure?.id === 'fixed_target')
    joins.push(`LEFT JOIN (
  SELECT request_type_id AS target_type,
    arg_min(CASE WHEN rule = 'business_days' THEN due_minutes * 7 / 5 ELSE due_minutes END, version)::INTEGER AS target_minutes
  FROM due_rule_versions
  WHERE rule <> 'mixed'
  GROUP BY request_type_id
) AS target ON target_type = core.request_type`);
  return { sql: `${['core', ...joins].join('\n')}\nWHERE ${predicates.join('\n  AND ')}`, values };
}

/** The area of a request at a level, 0 where none is known; a placeholder point places nothing. */
const areaAt = (level: ComparisonLevel): string =>
  `CASE WHEN location <> ${placeholder} THEN coalesce(core.${level}, 0) ELSE 0 END`;

/**
 * The SQL of the requests that a comparison counts, one row each: area (0 where unknown), day (days since `from`),
 * request_type, service_area (the police district, 0 where unknown: the City's own sectors are not published) and
 * outcome (see `Measure`).
 */
export function comparedStatement(question: ComparisonQuestion): Statement {
  const measure = measures[question.measure];
  const { sql, values } = cohortOf(question, measure);
  return {
    sql: `
SELECT
  (${areaAt(question.level)})::INTEGER AS area,
  (created_day - CAST(? AS DATE))::INTEGER AS day,
  core.request_type::INTEGER AS request_type,
  (${areaAt('police_district')})::INTEGER AS service_area,
  (${measure.outcome})::FLOAT AS outcome
FROM ${sql}`,
    values: [question.from, ...values],
  };
}

/**
 * The SQL of how long requests of two groups of areas took: group (0 or 1), quarters of an hour since opening, how many
 * were closed after them and how many were still open, no longer watched. Of the timing cohort, whatever their age.
 * @param groups ids of each group's areas at the question's level.
 */
export function curveStatement(
  question: ComparisonQuestion,
  groups: readonly [readonly number[], readonly number[]],
): Statement {
  const { sql, values } = cohortOf(question, null);
  const [first, second] = groups.map((ids) => (ids.length === 0 ? 'NULL' : ids.join(', ')));
  return {
    sql: `
WITH grouped AS (
  SELECT
    CASE WHEN ${areaAt(question.level)} IN (${first}) THEN 0 WHEN ${areaAt(question.level)} IN (${second}) THEN 1 END AS side,
    coalesce(minutes_to_close, greatest(0, CAST(? AS DATE) - created_day) * 1440) // 15 AS quarter_hours,
    minutes_to_close IS NOT NULL AS is_closed
  FROM ${sql}
)
SELECT side::INTEGER AS side, quarter_hours::INTEGER AS quarter_hours,
  count(*) FILTER (WHERE is_closed)::INTEGER AS closed,
  count(*) FILTER (WHERE NOT is_closed)::INTEGER AS open
FROM grouped
WHERE side IS NOT NULL
GROUP BY side, quarter_hours
ORDER BY side, quarter_hours`,
    values: [question.last, ...values],
  };
}

/** Why requests of a period are not compared, or how they may be compared otherwise; each counts on its own. */
export interface ComparisonAccount {
  everything: number;
  city: number;
  paperwork: number;
  /** Residents' appointments and sign-ups. */
  unhurried: number;
  /** Residents' duplicates and requests handed to another agency. */
  duplicate: number;
  transferred: number;
  /** Of the timing cohort: without a usable due date, and with one that is not here yet. */
  undated: number;
  due_later: number;
  /** Of the timing cohort: late because still open past the due date. */
  open_late: number;
  /** Compared by the City's own due date. */
  compared: number;
  /** Of those, without an area. */
  unplaced: number;
}

/** The SQL of how many requests of a period are compared by due date, and why others are not. */
export function accountStatement({
  from,
  to,
  level,
}: Pick<ComparisonQuestion, 'from' | 'to' | 'level'>): Statement {
  const resident = `core.origin = ${codeOf(origins, 'resident')}`;
  const count = (predicate: string, name: keyof ComparisonAccount): string =>
    `  count(*) FILTER (WHERE ${predicate})::INTEGER AS ${name}`;
  const answered = `${resident} AND clock = 'response'`;
  const compared = `${resident} AND timed AND ${measures.on_time.cohort}`;
  const counted = [
    count('true', 'everything'),
    count(`core.origin = ${codeOf(origins, 'city')}`, 'city'),
    count(`core.origin NOT IN (${codeOf(origins, 'resident')}, ${codeOf(origins, 'city')})`, 'paperwork'),
    count(`${resident} AND clock <> 'response'`, 'unhurried'),
    count(`${answered} AND disposition = 1`, 'duplicate'),
    count(`${answered} AND disposition = 2`, 'transferred'),
    count(`${resident} AND timed AND due_state = ${codeOf(dueStates, 'none')}`, 'undated'),
    count(`${resident} AND timed AND due_state = ${codeOf(dueStates, 'not_yet')}`, 'due_later'),
    count(`${compared} AND due_state = ${missed} AND status = ${codeOf(statuses, 'open')}`, 'open_late'),
    count(compared, 'compared'),
    count(`${compared} AND ${areaAt(level)} = 0`, 'unplaced'),
  ];
  return {
    sql: `
SELECT
${counted.join(',\n')}
FROM core JOIN request_types ON request_type_id = core.request_type
WHERE created_day >= CAST(? AS DATE) AND created_day <= CAST(? AS DATE)`,
    values: [from, to],
  };
}

/** The part of a range of days that a record has, whose first day is `first`; the range itself where it has none. */
export function daysInRecord(days: DayRange, first: string): DayRange {
  return { from: days.from < first && first <= days.to ? first : days.from, to: days.to };
}

/**
 * The usual question about the record's last year.
 * @param first the record's first day.
 * @param last its last.
 */
export function usualQuestion(first: string, last: string): ComparisonQuestion {
  return { ...usualComparison, ...daysInRecord({ from: addDays(last, -364), to: last }, first), last };
}

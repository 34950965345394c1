import {
  codeOf,
  dispositions,
  dueStates,
  locations,
  origins,
  statuses,
  workRecords,
} from '../contract/code.ts';
import type { Statement } from '../contract/metric.ts';
import type { DayRange } from '../contract/period.ts';
import type { Asked, Order } from './asked.ts';
import {
  corePredicate,
  detailPredicate,
  textWeights,
  textWords,
  type AskedNames,
  type Predicate,
} from './asked-predicate.ts';
import { endings, type Ending } from './found.ts';

/** A row of `cellStatement`: how many requests of an origin, type, month of opening and ending. */
export interface CellRow {
  request_type: number | string;
  month: string;
  ending: number;
  origin: string;
  count: number;
}

/** A row of `placeStatement`. */
export interface PlaceRow {
  neighborhood: number | string;
  count: number;
}

type Table = 'core' | 'detail';

/** How requests ended or stand, as `endingOf` says it, by position in `endings`. */
function endingSql(table: Table): string {
  const is = (column: string, list: readonly string[], word: string): string =>
    `${column} = ${table === 'core' ? codeOf(list, word) : `'${word}'`}`;
  const code = (ending: Ending): number => endings.indexOf(ending);
  return `CASE
    WHEN ${is('disposition', dispositions, 'duplicate')} THEN ${code('duplicate')}
    WHEN ${is('disposition', dispositions, 'transferred')} THEN ${code('transferred')}
    WHEN ${is('status', statuses, 'open')} AND ${is('due_state', dueStates, 'missed')} THEN ${code('late')}
    WHEN ${is('status', statuses, 'open')} THEN ${code('open')}
    WHEN ${is('work_recorded', workRecords, 'yes')} THEN ${code('work_recorded')}
    WHEN ${is('work_recorded', workRecords, 'no')} THEN ${code('no_work_recorded')}
    ELSE ${code('not_stated')}
  END`;
}

function predicateOf(table: Table, asked: Asked, days: DayRange, names: AskedNames): Predicate {
  return (table === 'core' ? corePredicate : detailPredicate)(asked, days, names);
}

/** Counts what is asked for, whoever opened it, by origin, type, month and ending. */
export function cellStatement(table: Table, asked: Asked, days: DayRange, names: AskedNames): Statement {
  const { parts, values } = predicateOf(table, asked, days, names);
  const created = table === 'core' ? 'created_day' : 'created_at';
  const origin =
    table === 'core'
      ? `CASE origin ${origins.map((word, code) => `WHEN ${code} THEN '${word}'`).join(' ')} END`
      : 'origin';
  const sql = `
SELECT
  request_type,
  strftime(${created}, '%Y-%m') AS month,
  ${endingSql(table)} AS ending,
  ${origin} AS origin,
  count(*)::INTEGER AS count
FROM ${table}
WHERE ${parts.join('\n  AND ')}
GROUP BY 1, 2, 3, 4`;
  return { sql, values };
}

/** Counts what is asked for by neighborhood: its area_id in `core`, its name in `detail`. */
export function placeStatement(table: Table, asked: Asked, days: DayRange, names: AskedNames): Statement {
  const { parts, values } = predicateOf(table, asked, days, names);
  const located = `location <> ${table === 'core' ? codeOf(locations, 'placeholder') : "'placeholder'"}`;
  const sql = `
SELECT neighborhood, count(*)::INTEGER AS count
FROM ${table}
WHERE ${[...parts, whoseSql(table, asked), located].join('\n  AND ')}
  AND neighborhood IS NOT NULL
GROUP BY 1`;
  return { sql, values };
}

function whoseSql(table: Table, { whose }: Pick<Asked, 'whose'>): string {
  if (whose === 'everyone') return 'true';
  const word = whose === 'residents' ? 'resident' : 'city';
  return `origin = ${table === 'core' ? codeOf(origins, word) : `'${word}'`}`;
}

const listed = [
  'request_number',
  'request_type',
  'origin',
  'status',
  'disposition',
  'work_recorded',
  'outcome',
  'agency',
  'created_at',
  'due_at',
  'closed_at',
  'due_minutes',
  'minutes_to_close',
  'address',
  'place_is_block',
  'location',
  'neighborhood',
  'council_district',
  'longitude',
  'latitude',
] as const;

/** Columns of `detail` that search reads. */
export const searchedColumns = [...listed, 'due_state'] as const;

/**
 * The requests that are asked for, from table `detail`: what the list and its file hold.
 * @param page which rows of the order; null for all.
 */
export function listStatement(
  asked: Asked,
  days: DayRange,
  names: AskedNames,
  order: Order,
  page: { offset: number; limit: number } | null,
): Statement {
  const { parts, values } = detailPredicate(asked, days, names);
  const words = order === 'best' ? textWords(asked) : [];
  const rank = words.map(() => rankSql()).join(' + ');
  const direction = order === 'oldest' ? '' : ' DESC';
  const window = page === null ? '' : `\nLIMIT ${page.limit} OFFSET ${page.offset}`;
  const sql = `
SELECT
  ${listed.join(',\n  ')}
FROM detail
WHERE ${[...parts, whoseSql('detail', asked)].join('\n  AND ')}
ORDER BY ${rank === '' ? '' : `${rank} DESC, `}created_at${direction}, request_number${direction}${window}`;
  return { sql, values: [...values, ...words.flatMap((word) => Object.keys(textWeights).map(() => word))] };
}

/** What a word weighs in a request. */
function rankSql(): string {
  const held = Object.entries(textWeights).map(
    ([column, weight]) => `CASE WHEN contains(lower(coalesce(${column}, '')), ?) THEN ${weight} ELSE 0 END`,
  );
  return `greatest(${held.join(', ')})`;
}

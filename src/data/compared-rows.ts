import type { ComparisonQuestion } from '../contract/measure.ts';
import { addDays, daysBetween } from '../contract/period.ts';

/** The rows of `comparedStatement`, column by column. */
export interface ComparedRows {
  area: Int32Array;
  day: Int32Array;
  request_type: Int32Array;
  service_area: Int32Array;
  outcome: Float32Array;
}

/** Rows from an engine's columns. */
export function rowsOfColumns(columns: Record<string, ArrayLike<number>>): ComparedRows {
  const integers = (name: string): Int32Array => Int32Array.from(columns[name] ?? []);
  return {
    area: integers('area'),
    day: integers('day'),
    request_type: integers('request_type'),
    service_area: integers('service_area'),
    outcome: Float32Array.from(columns['outcome'] ?? []),
  };
}

/** What a comparison needs to know about a kind of request. */
export interface ComparedType {
  request_type_id: number;
  /** The City's name; its prefix tells the agency. */
  request_type: string;
}

/** Requests of one stratum are alike: one kind, one month (or one service area). */
export interface Strata {
  /** The stratum of each row, from 0. */
  codes: Int32Array;
  count: number;
  /** The kind of each stratum: a request_type id, or the negative of an agency's number for its rare kinds together. */
  kindOf: Int32Array;
}

/** A kind that is asked for less often than this in a year, citywide, is counted with the agency's other rare ones. */
export const leastRequestsAYear = 50;

/** Negative number of an agency's rare kinds together, by the prefix of the City's names: SW, HCD, TRM … */
export function agencyKinds(types: readonly ComparedType[]): Map<number, number> {
  const prefixes = [...new Set(types.map(prefixOf))].sort();
  return new Map(types.map((type) => [type.request_type_id, -1 - prefixes.indexOf(prefixOf(type))]));
}

/** What tells the agency in the City's name of a kind: a pattern that JavaScript and DuckDB read alike. */
export const prefixPattern = '^([A-Za-z]+)-';

/** The prefix of the City's name of a kind; empty where it has none. */
export function prefixOf({ request_type: name }: Pick<ComparedType, 'request_type'>): string {
  return new RegExp(prefixPattern).exec(name)?.[1] ?? '';
}

/**
 * The month of each day of a period, from 0. Requests are only compared with those of the same month: that is where
 * storms, seasons and changed due dates stay on both sides of a comparison.
 */
export function monthsOfDays({ from, to }: Pick<ComparisonQuestion, 'from' | 'to'>): Int32Array {
  const start = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7));
  return Int32Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => {
    const day = addDays(from, index);
    return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - start;
  });
}

/** Requests that are compared, with codes from 0 that statistics count by. */
export interface Compared {
  /** The area_id of each area code; 0 stands for no known place. */
  areaIds: number[];
  area: Int32Array;
  day: Int32Array;
  /** Days of the period. */
  days: number;
  outcome: Float32Array;
  /** Requests are alike if of one kind and month, or of one kind and service area. */
  byMonth: Strata;
  byService: Strata;
}

/** Gives the rows of a question their codes. */
export function codeRows(
  rows: ComparedRows,
  types: readonly ComparedType[],
  question: Pick<ComparisonQuestion, 'from' | 'to'>,
): Compared {
  const months = monthsOfDays(question);
  const [kind, kindIds] = codesOf(commonKinds(rows.request_type, types, months.length));
  const [area, areaIds] = codesOf(rows.area);
  const [service] = codesOf(rows.service_area);
  const month = new Int32Array(rows.day.length);
  for (let index = 0; index < month.length; index += 1) month[index] = months[rows.day[index]!]!;
  return {
    areaIds,
    area,
    day: rows.day,
    days: months.length,
    outcome: rows.outcome,
    byMonth: strataOf(kind, kindIds, month),
    byService: strataOf(kind, kindIds, service),
  };
}

/** The kind of each row, rare ones with their agency's. */
function commonKinds(types: Int32Array, known: readonly ComparedType[], days: number): Int32Array {
  const counts = new Map<number, number>();
  const [codes, ids] = codesOf(types);
  const seen = new Int32Array(ids.length);
  for (let index = 0; index < codes.length; index += 1) seen[codes[index]!]! += 1;
  ids.forEach((type, code) => counts.set(type, seen[code]!));
  const least = (leastRequestsAYear * days) / 365;
  const rare = agencyKinds(known);
  const kindOf = new Int32Array(Math.max(0, ...ids) + 1);
  for (const [type, count] of counts) kindOf[type] = count < least ? (rare.get(type) ?? -1) : type;
  const kinds = new Int32Array(types.length);
  for (let index = 0; index < kinds.length; index += 1) kinds[index] = kindOf[types[index]!]!;
  return kinds;
}

/** Dense codes of whatever ids, in the order in which they first occur, and the id of each. */
function codesOf(ids: Int32Array): [Int32Array, number[]] {
  let [least, most] = [0, 0];
  for (let index = 0; index < ids.length; index += 1) {
    least = Math.min(least, ids[index]!);
    most = Math.max(most, ids[index]!);
  }
  const known = new Int32Array(most - least + 1).fill(-1);
  const idOf: number[] = [];
  const codes = new Int32Array(ids.length);
  for (let index = 0; index < ids.length; index += 1) {
    const id = ids[index]!;
    let code = known[id - least]!;
    if (code < 0) {
      code = known[id - least] = idOf.length;
      idOf.push(id);
    }
    codes[index] = code;
  }
  return [codes, idOf];
}

/** Strata of a kind and a second thing that must be alike. */
function strataOf(kind: Int32Array, kindIds: readonly number[], second: Int32Array): Strata {
  let most = 0;
  for (let index = 0; index < second.length; index += 1) most = Math.max(most, second[index]!);
  const key = new Int32Array(kind.length);
  for (let index = 0; index < key.length; index += 1) key[index] = kind[index]! * (most + 1) + second[index]!;
  const [codes, keys] = codesOf(key);
  return {
    codes,
    count: keys.length,
    kindOf: Int32Array.from(keys, (own) => kindIds[Math.floor(own / (most + 1))]!),
  };
}

import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import {
  codeOf,
  dispositions,
  dueStates,
  locations,
  origins,
  statuses,
  workRecords,
} from '../../src/contract/code.ts';
import { comparedStatement, usualQuestion, type ComparisonQuestion } from '../../src/contract/measure.ts';
import { addDays } from '../../src/contract/period.ts';
import { rowsOfColumns, type ComparedRows } from '../../src/data/compared-rows.ts';
import type { ComparedArea } from '../../src/data/comparison.ts';
import { Random } from '../../src/statistics/random.ts';

export const lastDay = '2026-11-22';

/** One request of a city with known answers, as `core` holds it, but for what every request shares. */
export interface FairRow {
  area: number;
  type: number;
  daysAgo: number;
  /** Null: still open. */
  minutes: number | null;
  dueMinutes: number;
  origin?: (typeof origins)[number];
  disposition?: (typeof dispositions)[number];
  work?: (typeof workRecords)[number];
  isBulk?: boolean;
}

/** Kinds of requests: usual days, and the days after which they are due. */
export const fairTypes = [
  { id: 1, name: 'TRM-Potholes', days: 1.2, dueDays: 2 },
  { id: 2, name: 'SW-Dirty Alley', days: 5, dueDays: 7 },
  { id: 3, name: 'HCD-Vacant Building', days: 14, dueDays: 15 },
  { id: 4, name: 'FOR-Tree Pruning', days: 25, dueDays: 30 },
] as const;

/** Fifty statistical areas, ids from 1, poorest first; each of a thousand people. */
export const fairAreas: ComparedArea[] = Array.from({ length: 50 }, (_, index) => ({
  area_id: index + 1,
  kind: 'community_statistical_area',
  name: `Area ${String(index + 1).padStart(2, '0')}`,
  slug: `area-${index + 1}`,
  population: 1_000,
  median_household_income: 30_000 + 1_000 * index,
  median_household_income_margin: 400,
  percent_black: 100 - 2 * index,
  percent_black_margin: 1,
  percent_spanish_at_home: index % 10,
  percent_spanish_at_home_margin: 1,
}));

/** The poorest and the richest fifth. */
export const isPoor = (area: number): boolean => area <= 10;
export const isRich = (area: number): boolean => area > 40;

/** What is planted in a city. */
export interface FairPlan {
  seed?: number;
  requests?: number;
  /** How often a place asks for each kind. */
  asks?: (area: number) => readonly number[];
  /** By how much a place's requests take longer. */
  slowness?: (area: number, random: Random) => number;
}

const alike = [0.4, 0.3, 0.2, 0.1];

/** A year of residents' requests with what a plan says, and nothing else, that differs between places. */
export function fairRows({
  seed = 311,
  requests = 40_000,
  asks = () => alike,
  slowness = () => 1,
}: FairPlan): FairRow[] {
  const random = new Random(seed);
  const slow = fairAreas.map(({ area_id: area }) => slowness(area, random));
  return Array.from({ length: requests }, () => {
    const area = 1 + random.below(fairAreas.length);
    let draw = random.next();
    const at = asks(area).findIndex((share) => (draw -= share) < 0);
    const type = fairTypes[at === -1 ? fairTypes.length - 1 : at]!;
    const daysAgo = random.below(365);
    const minutes = Math.round(type.days * 1_440 * slow[area - 1]! * Math.exp(0.6 * random.normal()));
    const isOpen = minutes > daysAgo * 1_440 + 600;
    return {
      area,
      type: type.id,
      daysAgo,
      minutes: isOpen ? null : minutes,
      dueMinutes: type.dueDays * 1_440,
    };
  });
}

/** A database with the city's tables. */
export async function openFairCity(rows: readonly FairRow[], versions = ''): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`CREATE TABLE core (created_day DATE, request_type USMALLINT, neighborhood USMALLINT,
    council_district USMALLINT, community_statistical_area USMALLINT, police_district USMALLINT, origin UTINYINT,
    location UTINYINT, timed BOOLEAN, due_state UTINYINT, status UTINYINT, minutes_to_close INTEGER,
    disposition UTINYINT, work_recorded UTINYINT, closed_in_batch BOOLEAN)`);
  await connection.run(`CREATE TABLE request_types AS SELECT * FROM (VALUES
    ${fairTypes.map(({ id, name }) => `(${id}, '${name}', 'response')`).join(', ')}) AS types (request_type_id, request_type, clock)`);
  await connection.run(
    `CREATE TABLE due_rule_versions (request_type_id INTEGER, version INTEGER, from_month VARCHAR, rule VARCHAR, due_minutes INTEGER)`,
  );
  const rules =
    versions === ''
      ? fairTypes.map(({ id, dueDays }) => `(${id}, 1, '2025-11', 'calendar', ${dueDays * 1_440})`).join(', ')
      : versions;
  await connection.run(`INSERT INTO due_rule_versions VALUES ${rules}`);
  for (let from = 0; from < rows.length; from += 5_000)
    await connection.run(
      `INSERT INTO core VALUES ${rows
        .slice(from, from + 5_000)
        .map(valuesOf)
        .join(', ')}`,
    );
  return connection;
}

function valuesOf(row: FairRow): string {
  const {
    area,
    type,
    daysAgo,
    minutes,
    dueMinutes,
    origin = 'resident',
    disposition = 'none',
    work = 'yes',
    isBulk = false,
  } = row;
  const isDue = dueMinutes <= daysAgo * 1_440;
  const due =
    minutes !== null && minutes <= dueMinutes ? (isDue ? 'met' : 'not_yet') : isDue ? 'missed' : 'not_yet';
  return `(DATE '${addDays(lastDay, -daysAgo)}', ${type}, NULL, NULL, ${area}, ${1 + (area % 4)}, ${codeOf(origins, origin)},
    ${codeOf(locations, 'point')}, ${disposition === 'none'}, ${codeOf(dueStates, due)},
    ${codeOf(statuses, minutes === null ? 'open' : 'closed')}, ${minutes ?? 'NULL'},
    ${codeOf(dispositions, disposition)}, ${codeOf(workRecords, work)}, ${isBulk})`;
}

/** The usual question about the city, with parts changed. */
export function fairQuestion(change: Partial<ComparisonQuestion> = {}): ComparisonQuestion {
  return { ...usualQuestion(addDays(lastDay, -364), lastDay), ...change };
}

/** The rows that a question compares. */
export async function comparedIn(
  connection: DuckDBConnection,
  question: ComparisonQuestion,
): Promise<ComparedRows> {
  const { sql, values } = comparedStatement(question);
  const reader = await connection.runAndReadAll(sql, values);
  return rowsOfColumns(reader.getColumnsObjectJS() as Record<string, number[]>);
}

/** Kinds as a comparison wants them. */
export const fairKinds = fairTypes.map(({ id, name }) => ({ request_type_id: id, request_type: name }));

import { InputError } from '../error.ts';
import type { Estimate } from '../margin.ts';
import { parseTractId } from '../tract-id.ts';
import { columnNamed, type RowTable } from './row-table.ts';

/** Median household income of one tract in dollars a year (ACS table B19013). */
export interface TractIncome {
  income: Estimate | null;
  /** The Census Bureau says no more than "250,000 or more". */
  topCoded: boolean;
}

/** Residents of one tract by race and Hispanic origin. */
export interface TractRace {
  population: Estimate | null;
  black: Estimate | null;
  white: Estimate | null;
  hispanic: Estimate | null;
}

/** Residents of one tract aged five or more, and those of them who speak Spanish at home (ACS table C16001). */
export interface TractLanguage {
  speakers: Estimate | null;
  spanish: Estimate | null;
}

/** Figures by tract, keyed by eleven digits, all of one county. */
export interface TractTable<Figures> {
  origin: string;
  county: string;
  tracts: ReadonlyMap<string, Figures>;
}

/** What ACS publishes for a median above the last class of incomes. */
const topCode = 250_001;
const topCodeWords = /^250,?000\+$/;
/** ACS writes large negative numbers of one digit, such as -666666666, for what it has no estimate or margin of. */
const jamValue = /^-([2-9])\1{8}(\.0*)?$/;
/** How data.census.gov writes the same. */
const noValue = /^(|-|\*{2,5}|\(X\)|N|NA|null)$/;

/**
 * Reads B19013. Sentinels are null, top-coded medians stay 250,001 with a flag.
 * @throws InputError for a missing column, an identifier that is no tract, several counties or no number.
 */
export function parseTractIncome(table: RowTable): TractTable<TractIncome> {
  const income = estimateReader(table, 'B19013_001');
  return byTract(table, (row) => {
    const estimate = income(row);
    return { income: estimate, topCoded: estimate !== null && estimate.value >= topCode };
  });
}

/**
 * Reads B03002, where Black and White leave out those of Hispanic origin. Without it B02001 serves, where they are
 * counted in; it says nothing about Hispanic origin.
 * @throws InputError as `parseTractIncome`.
 */
export function parseTractRace(table: RowTable): TractTable<TractRace> & { table: 'B03002' | 'B02001' } {
  const hasOrigin = table.columns.some((name) => isVariable(name, 'B03002_001E'));
  const [population, black, white, hispanic] = (
    hasOrigin
      ? ['B03002_001', 'B03002_004', 'B03002_003', 'B03002_012']
      : ['B02001_001', 'B02001_003', 'B02001_002']
  ).map((variable) => estimateReader(table, variable));
  const tracts = byTract(table, (row) => ({
    population: population?.(row) ?? null,
    black: black?.(row) ?? null,
    white: white?.(row) ?? null,
    hispanic: hispanic?.(row) ?? null,
  }));
  return { ...tracts, table: hasOrigin ? 'B03002' : 'B02001' };
}

/**
 * Reads C16001 (or B16001, whose first lines are the same): everyone aged five or more, and Spanish spoken at home.
 * @throws InputError as `parseTractIncome`.
 */
export function parseTractLanguage(table: RowTable): TractTable<TractLanguage> {
  const name = table.columns.some((column) => isVariable(column, 'B16001_001E')) ? 'B16001' : 'C16001';
  const [speakers, spanish] = [estimateReader(table, `${name}_001`), estimateReader(table, `${name}_003`)];
  return byTract(table, (row) => ({ speakers: speakers(row), spanish: spanish(row) }));
}

function byTract<Figures>(
  table: RowTable,
  figuresOf: (row: Record<string, string>) => Figures,
): TractTable<Figures> {
  const tracts = new Map<string, Figures>();
  const idOf = idReader(table);
  for (const row of table.rows) {
    const written = idOf(row);
    // data.census.gov puts a second row of titles below the header.
    if (written === 'Geography') continue;
    const id = parseTractId(written);
    if (id?.length !== 11)
      throw new InputError(
        `Table ${table.origin} has "${written}" for a tract; expected eleven digits such as 24510010100.`,
      );
    if (tracts.has(id))
      throw new InputError(`Table ${table.origin} has tract ${id} twice; expected each tract once.`);
    tracts.set(id, figuresOf(row));
  }
  const counties = [...new Set([...tracts.keys()].map((id) => id.slice(0, 5)))];
  const [county, ...others] = counties;
  if (county === undefined || others.length > 0) {
    throw new InputError(
      `Table ${table.origin} has tracts of ${counties.length} counties (${counties.slice(0, 3).join(', ')}); expected those of the city alone (24510).`,
    );
  }
  return { origin: table.origin, county, tracts };
}

function idReader(table: RowTable): (row: Record<string, string>) => string {
  const name = table.columns.find((column) => /^(GEO_ID|GEOID\d*)$/i.test(column));
  if (name !== undefined) return (row) => row[name] ?? '';
  const [state, county, tract] = ['state', 'county', 'tract'].map((column) =>
    table.columns.find((seen) => seen.toLowerCase() === column),
  );
  if (state === undefined || county === undefined || tract === undefined) {
    throw new InputError(
      `Table ${table.origin} does not say which tract a row is of (columns seen: ${table.columns.join(', ')}); expected GEO_ID, GEOID, or state, county and tract.`,
    );
  }
  return (row) =>
    (row[state] ?? '').padStart(2, '0') +
    (row[county] ?? '').padStart(3, '0') +
    (row[tract] ?? '').padStart(6, '0');
}

function estimateReader(table: RowTable, variable: string): (row: Record<string, string>) => Estimate | null {
  const name =
    table.columns.find((column) => isVariable(column, `${variable}E`)) ?? columnNamed(table, `${variable}E`);
  const marginName = table.columns.find((column) => isVariable(column, `${variable}M`));
  return (row) => {
    const value = numberOf(row[name] ?? '', name, table.origin);
    const margin =
      marginName === undefined ? null : numberOf(row[marginName] ?? '', marginName, table.origin);
    return value === null ? null : { value, margin };
  };
}

/** True for the variable itself and names that hold it, but not for its annotation (`B19013_001EA`). */
function isVariable(column: string, variable: string): boolean {
  return new RegExp(`(^|[^A-Z0-9])${variable}($|[^A-Z0-9])`, 'i').test(column);
}

function numberOf(text: string, column: string, origin: string): number | null {
  if (noValue.test(text) || jamValue.test(text)) return null;
  if (topCodeWords.test(text)) return topCode;
  const value = Number(text.replace(/^±/, '').replaceAll(',', ''));
  if (!Number.isFinite(value) || value < 0) {
    throw new InputError(
      `Table ${origin} has "${text}" in ${column}; expected a number, nothing, or one of the Census Bureau's marks for no estimate.`,
    );
  }
  return value;
}

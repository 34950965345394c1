import { areaKey, type Area } from './area.ts';
import type { CrosswalkSource } from './config.ts';
import { InputError } from './error.ts';
import { columnNamed, readRowTable, type RowTable } from './sources/row-table.ts';
import { createLocator } from './stages/locate.ts';
import { tractIn } from './tract-id.ts';

/** The part of a tract's residents who live in an area: 0 to 1. */
export interface Portion {
  tract: string;
  weight: number;
}

/** Which tracts make up the areas of one kind. */
export interface Crosswalk {
  origin: string;
  kind: CrosswalkSource['kind'];
  /** Names as the source writes them. */
  names: string[];
  /** By `areaKey`. */
  portions: ReadonlyMap<string, readonly Portion[]>;
}

/** Published weights are rounded: those of one tract may add up to a little more than all of it. */
const roundingSlack = 0.03;

/**
 * Reads a crosswalk: one row for each pair of tract and area. Without a weight column a tract lies in one area whole.
 * Rows without a tract or of another county are left out.
 * @param county five digits, for tracts that are written without theirs.
 * @throws InputError for a missing column, a weight that is not 0 to 1, or a tract that is counted more than once.
 */
export async function readCrosswalk(
  source: CrosswalkSource,
  county: string,
  fetchJson: (url: string) => Promise<unknown>,
): Promise<Crosswalk> {
  const table = await readRowTable(source, fetchJson);
  const tractColumn = columnNamed(table, source.tract);
  const areaColumn = columnNamed(table, source.area);
  const weightColumn = source.weight === undefined ? null : columnNamed(table, source.weight);
  const portions = new Map<string, Portion[]>();
  const names = new Map<string, string>();
  const counted = new Map<string, number>();
  for (const row of rowsOnly(table, source.only ?? {})) {
    const name = row[areaColumn] ?? '';
    const tract = tractIn(county, row[tractColumn] ?? '');
    if (name === '' || tract?.startsWith(county) !== true) continue;
    const weight = weightColumn === null ? 1 : weightOf(row[weightColumn] ?? '', weightColumn, table.origin);
    const key = areaKey(source.kind, name);
    names.set(key, name);
    portions.set(key, [...(portions.get(key) ?? []), { tract, weight }]);
    counted.set(tract, (counted.get(tract) ?? 0) + weight);
  }
  const [twice] = [...counted].filter(([, sum]) => sum > 1 + roundingSlack);
  if (twice) {
    throw new InputError(
      `Crosswalk ${table.origin} counts tract ${twice[0]} ${twice[1].toFixed(2)} times among areas of kind ${source.kind}; expected once at most. Name the column of shares as "weight", or pick one set of areas with "only".`,
    );
  }
  if (portions.size === 0) {
    throw new InputError(
      `Crosswalk ${table.origin} has no row with a tract of ${county} in ${tractColumn}; expected such as ${county}010100.`,
    );
  }
  return { origin: table.origin, kind: source.kind, names: [...names.values()], portions };
}

/**
 * Stands in for a crosswalk: each tract counts whole in the area that holds the tract's inner point. Coarse for areas
 * smaller than a tract, most of which get none.
 */
export function portionsByPoint(
  areas: readonly Area[],
  tracts: readonly { tract: string; area: Area }[],
): Map<string, Portion[]> {
  const find = createLocator(areas);
  const portions = new Map<string, Portion[]>();
  for (const { tract, area } of tracts) {
    const home = find(area.longitude, area.latitude);
    if (home === undefined) continue;
    const key = areaKey(home.kind, home.name);
    portions.set(key, [...(portions.get(key) ?? []), { tract, weight: 1 }]);
  }
  return portions;
}

function rowsOnly(table: RowTable, only: Record<string, string>): Record<string, string>[] {
  const wanted = Object.entries(only).map(([name, value]) => [columnNamed(table, name), value] as const);
  const rows = table.rows.filter((row) => wanted.every(([column, value]) => row[column] === value));
  if (rows.length === 0) {
    throw new InputError(
      `Crosswalk ${table.origin} has no row where ${wanted.map(([column, value]) => `${column} is "${value}"`).join(' and ')}; check "only" in the config.`,
    );
  }
  return rows;
}

function weightOf(text: string, column: string, origin: string): number {
  const weight = text === '' ? NaN : Number(text);
  if (!(weight >= 0 && weight <= 1 + roundingSlack)) {
    throw new InputError(
      `Crosswalk ${origin} has "${text}" in ${column}; expected the part of the tract's residents, from 0 to 1.`,
    );
  }
  return weight;
}

import { areaKey } from '../area.ts';
import type { CsaIndicatorSource } from '../config.ts';
import { InputError } from '../error.ts';
import { columnNamed, readRowTable } from './row-table.ts';

/** One figure that is published for Community Statistical Areas, as BNIA's Vital Signs are. */
export interface CsaIndicator {
  origin: string;
  measure: CsaIndicatorSource['measure'];
  /** Names as the source writes them, without the line for the whole city. */
  names: string[];
  /** Dollars a year, or percent of residents from 0 to 100, by `areaKey`. */
  values: ReadonlyMap<string, number>;
}

/** The line that Vital Signs have for the whole city beside those for its areas. */
const wholeCity = areaKey('community_statistical_area', 'Baltimore City');

/**
 * Reads one indicator. An empty cell is an area without a figure.
 * @throws InputError for a missing column, a cell that is no number, or shares from 0 to 1 where percents are due.
 */
export async function readCsaIndicator(
  source: CsaIndicatorSource,
  fetchJson: (url: string) => Promise<unknown>,
): Promise<CsaIndicator> {
  const table = await readRowTable(source, fetchJson);
  const nameColumn = columnNamed(table, source.name);
  const valueColumn = columnNamed(table, source.value);
  const names: string[] = [];
  const values = new Map<string, number>();
  const isPercent = source.measure !== 'median_household_income';
  for (const row of table.rows) {
    const name = row[nameColumn] ?? '';
    const text = row[valueColumn] ?? '';
    const key = areaKey('community_statistical_area', name);
    if (key === '' || key === wholeCity) continue;
    names.push(name);
    if (text === '' || text === 'NA') continue;
    const value = Number(text);
    if (!(value >= 0) || !Number.isFinite(value) || (isPercent && value > 100)) {
      throw new InputError(
        `Table ${table.origin} has "${text}" in ${valueColumn} for ${name}; expected ${isPercent ? 'percent from 0 to 100' : 'dollars a year'}.`,
      );
    }
    values.set(key, value);
  }
  const largest = Math.max(...values.values());
  if (isPercent && largest > 0 && largest <= 1) {
    throw new InputError(
      `Table ${table.origin} has no ${valueColumn} above ${largest}; expected percent from 0 to 100, not shares from 0 to 1.`,
    );
  }
  return { origin: table.origin, measure: source.measure, names, values };
}

import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/**
 * Rows of a small CSV file of the pipeline's own, as objects by column name.
 * @param path from data-pipeline/, such as `reference/neighborhoods.csv`.
 * @throws Error for a row with more or fewer cells than the header.
 */
export function readTable(path: string): Record<string, string>[] {
  return parse(readFileSync(new URL(path, import.meta.url), 'utf8'), { columns: true });
}

/** A cell that must be there. */
export function cell(row: Record<string, string>, name: string): string {
  const value = row[name];
  if (value === undefined) throw new Error(`no column "${name}" among ${Object.keys(row).join(', ')}`);
  return value;
}

/** A number, or null for an empty cell. */
export function numberCell(row: Record<string, string>, name: string): number | null {
  const text = cell(row, name);
  return text === '' ? null : Number(text);
}

import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import * as v from 'valibot';
import type { TableSource } from '../config.ts';
import { InputError } from '../error.ts';
import { fetchLayer } from './boundary.ts';

const scalar = v.nullable(v.union([v.string(), v.number(), v.boolean()]));
const arraysSchema = v.pipe(v.array(v.array(scalar)), v.minLength(1));
const featuresSchema = v.object({
  features: v.array(v.object({ properties: v.record(v.string(), v.unknown()) })),
});

/** A table as text: cells by column name, empty where there is no value. */
export interface RowTable {
  /** File or address, named in errors. */
  origin: string;
  columns: string[];
  rows: Record<string, string>[];
}

/**
 * Reads a table from a CSV file, the Census API's JSON (arrays, the first one names the columns), GeoJSON features or
 * a FeatureServer layer. An address must answer with JSON.
 * @throws InputError when it cannot be read, has another shape, or no rows.
 */
export async function readRowTable(
  source: TableSource,
  fetchJson: (url: string) => Promise<unknown>,
): Promise<RowTable> {
  const origin = source.file ?? source.url ?? '';
  const rows =
    source.file === undefined
      ? rowsOfJson(await fetchLayer(origin, fetchJson), origin)
      : rowsOfFile(source.file, readText(source.file));
  const [first] = rows;
  if (first === undefined) throw new InputError(`Table ${origin} has no rows; expected a header and rows.`);
  return { origin, columns: Object.keys(first), rows };
}

/**
 * The name a table gives to a column, in any case.
 * @throws InputError listing the columns there are.
 */
export function columnNamed({ origin, columns }: RowTable, name: string): string {
  const found =
    columns.find((column) => column === name) ??
    columns.find((column) => column.toLowerCase() === name.toLowerCase());
  if (found === undefined) {
    throw new InputError(
      `Table ${origin} has no column "${name}" (columns seen: ${columns.join(', ')}); name one of these in the config.`,
    );
  }
  return found;
}

function rowsOfFile(path: string, text: string): Record<string, string>[] {
  const isJson = /^\uFEFF?\s*[[{]/.test(text);
  try {
    if (!isJson) return parse(text, { columns: true, bom: true, skip_empty_lines: true, trim: true });
    return rowsOfJson(JSON.parse(text.replace(/^\uFEFF/, '')), path);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(
      `Table ${path} cannot be read (${(error as Error).message}); expected ${isJson ? 'JSON' : 'CSV with a header'}.`,
    );
  }
}

function rowsOfJson(json: unknown, origin: string): Record<string, string>[] {
  const arrays = v.safeParse(arraysSchema, json);
  if (arrays.success) {
    const [header = [], ...rows] = arrays.output;
    return rows.map((row) =>
      Object.fromEntries(header.map((column, index) => [String(column), textOf(row[index])])),
    );
  }
  const collection = v.safeParse(featuresSchema, json);
  if (!collection.success) {
    throw new InputError(
      `Table ${origin} is neither the Census API's arrays nor GeoJSON features; expected one of these, or a CSV file.`,
    );
  }
  return collection.output.features.map(({ properties }) =>
    Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, textOf(value)])),
  );
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : String(value).trim();
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new InputError(
      `Table ${path} cannot be read (${(error as NodeJS.ErrnoException).code}); expected a CSV or JSON file.`,
    );
  }
}

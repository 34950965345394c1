import { closeSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { literal, readRow, readRows } from '../database.ts';
import { InputError } from '../error.ts';
import { cityFields, neededFields, rawColumns, type DateStyle } from './raw.ts';

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * Appends a saved CSV export to `raw`, whatever vintage: field names in any case, dates `MM/DD/YYYY hh:mm:ss AM`
 * or `YYYY/MM/DD HH:MM:SS+00`, nulls written as `NA` or nothing.
 * @throws InputError when needed columns are absent, the file is not CSV, or its dates are of no known style.
 */
export async function appendCsvExport(connection: DuckDBConnection, path: string): Promise<void> {
  refuseBinary(path);
  const source = `read_csv(${literal(path)}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"',
    nullstr = ['NA', ''], strict_mode = true, null_padding = false, auto_detect = true, sample_size = 1000)`;
  const present = await readHeader(connection, path, source);
  const dateStyle = await readDateStyle(connection, path, source, present);
  const expressions = rawColumns.map((column) => {
    if (column === 'source') return literal(basename(path));
    if (column === 'source_row') return 'row_number() OVER ()';
    if (column === 'date_style') return literal(dateStyle);
    const field = present.get(cityFields[column] ?? '');
    return field === undefined ? 'NULL' : identifier(field);
  });
  try {
    await connection.run(`INSERT INTO raw SELECT ${expressions.join(', ')} FROM ${source}`);
  } catch (error) {
    throw notCsv(path, error);
  }
}

async function readHeader(
  connection: DuckDBConnection,
  path: string,
  source: string,
): Promise<Map<string, string>> {
  let columns: { column_name: string }[];
  try {
    columns = await readRows(connection, `DESCRIBE SELECT * FROM ${source}`);
  } catch (error) {
    throw notCsv(path, error);
  }
  const present = new Map(columns.map(({ column_name: name }) => [name.toLowerCase(), name]));
  const missing = neededFields.filter((field) => !present.has(field));
  if (missing.length > 0) {
    throw new InputError(
      `${path} has no column ${missing.join(', ')} (columns seen: ${[...present.values()].join(', ') || 'none'}); expected a 311 export with ${neededFields.join(', ')}, in any case.`,
    );
  }
  return present;
}

async function readDateStyle(
  connection: DuckDBConnection,
  path: string,
  source: string,
  present: Map<string, string>,
): Promise<DateStyle> {
  const created = identifier(present.get('createddate') ?? '');
  const row = await readRow<{
    sample: string | null;
    month_first: boolean | null;
    year_first: boolean | null;
  }>(
    connection,
    `SELECT any_value(created) AS sample,
       bool_or(regexp_matches(created, '^\\d{1,2}/\\d{1,2}/\\d{4} ')) AS month_first,
       bool_or(regexp_matches(created, '^\\d{4}[/-]\\d{2}[/-]\\d{2}')) AS year_first
     FROM (SELECT ${created} AS created FROM ${source} WHERE ${created} IS NOT NULL LIMIT 1000)`,
  );
  if (row.month_first === true && row.year_first !== true) return 'month_first';
  if (row.year_first === true && row.month_first !== true) return 'year_first';
  // A file without a single date has no rows to lose; emptiness is refused later, by name.
  if (row.sample === null) return 'year_first';
  throw new InputError(
    `${path}: CreatedDate is written "${row.sample}"; expected MM/DD/YYYY hh:mm:ss AM or YYYY/MM/DD HH:MM:SS, one style in a file.`,
  );
}

function refuseBinary(path: string): void {
  const head = Buffer.alloc(4096);
  const descriptor = openSync(path, 'r');
  try {
    const length = readSync(descriptor, head, 0, head.length, 0);
    if (head.subarray(0, length).includes(0)) {
      throw new InputError(`${path} holds NUL bytes, so it is not text; expected a CSV export.`);
    }
  } finally {
    closeSync(descriptor);
  }
}

function notCsv(path: string, error: unknown): InputError {
  const [reason] = (error as Error).message.split('\n');
  return new InputError(
    `${path} cannot be read as CSV (${reason}); expected comma-separated text with a header line.`,
  );
}

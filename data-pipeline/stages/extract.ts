import { existsSync, readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { readRow } from '../database.ts';
import { InputError } from '../error.ts';
import { appendCsvExport } from '../sources/csv-export.ts';
import { appendFeatureResponse } from '../sources/feature-response.ts';
import { createRaw } from '../sources/raw.ts';

const readers: Record<string, (connection: DuckDBConnection, path: string) => Promise<void>> = {
  '.csv': appendCsvExport,
  '.json': appendFeatureResponse,
};

/**
 * The saved exports that `paths` (files or folders) name, in a stable order. A folder gives its .csv and .json.
 * @throws InputError for a path that does not exist, or a folder without an export.
 */
export function listExports(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    if (!existsSync(path))
      throw new InputError(`${path} does not exist; expected a saved export or a folder of them.`);
    if (!statSync(path).isDirectory()) {
      if (!(extname(path).toLowerCase() in readers)) {
        throw new InputError(`${path} ends in "${extname(path)}"; expected .csv or .json.`);
      }
      return [path];
    }
    const files = readdirSync(path)
      .filter((name) => extname(name).toLowerCase() in readers)
      .sort()
      .map((name) => join(path, name));
    if (files.length === 0)
      throw new InputError(`${path} holds no .csv or .json file; expected saved 311 exports.`);
    return files;
  });
}

/**
 * Reads saved exports one after another and hands the rows of each, in `raw`, to `take`.
 * @throws InputError for an export that cannot be read, or when all of them together hold no row.
 */
export async function extractExports(
  connection: DuckDBConnection,
  paths: readonly string[],
  take: () => Promise<void>,
): Promise<void> {
  let all = 0;
  for (const path of paths) {
    const read = readers[extname(path).toLowerCase()];
    if (read === undefined) throw new Error(`no reader for ${path}`);
    await createRaw(connection);
    try {
      await read(connection, path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      throw new InputError(`${path} cannot be read (${code}); expected a readable file.`);
    }
    const { rows } = await readRow<{ rows: number }>(connection, 'SELECT count(*)::INTEGER AS rows FROM raw');
    all += rows;
    await take();
  }
  if (all === 0) throw new InputError(`No rows in ${paths.join(', ')}; expected at least one request.`);
}

import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DuckDBInstance } from '@duckdb/node-api';
import { build } from 'vite';
import type { Manifest } from '../../src/contract/manifest.ts';
import { publishFolder, siteFolder } from './record.ts';

const file = 'detail.sqlite';

/**
 * Adds a page with SQLite-WASM to the built site, and beside it the rows of `detail` as one SQLite file.
 * @returns the file's bytes.
 */
export async function buildSqlite(manifest: Manifest): Promise<number> {
  const outDir = join(siteFolder, 'bench-sqlite');
  await build({
    configFile: false,
    root: 'tests/bench/sqlite',
    base: '/bench-sqlite/',
    logLevel: 'error',
    optimizeDeps: { exclude: ['@sqlite.org/sqlite-wasm'] },
    build: { outDir: `../../../${outDir}`, emptyOutDir: true, assetsInlineLimit: 0 },
  });
  const path = join(outDir, file);
  rmSync(path, { force: true });
  await copyRows(manifest, path);
  return statSync(path).size;
}

async function copyRows(manifest: Manifest, path: string): Promise<void> {
  const { columns, files } = manifest.tables['detail']!;
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const sqlite = new DatabaseSync(path);
  const names = columns.map(({ name }) => name);
  const numeric = /INT|DOUBLE|BOOLEAN/;
  sqlite.exec(
    `CREATE TABLE detail (${columns.map(({ name, type }) => `${name} ${numeric.test(type) ? 'NUMERIC' : 'TEXT'}`).join(', ')})`,
  );
  const insert = sqlite.prepare(`INSERT INTO detail VALUES (${names.map(() => '?').join(', ')})`);
  const cells = columns.map(({ name, type }) =>
    type === 'BOOLEAN'
      ? `CAST(${name} AS INTEGER) AS ${name}`
      : numeric.test(type)
        ? name
        : `CAST(${name} AS VARCHAR) AS ${name}`,
  );
  sqlite.exec('BEGIN');
  for (const { path: parquet } of files) {
    const reader = await connection.runAndReadAll(
      `SELECT ${cells.join(', ')} FROM read_parquet('${join(publishFolder, parquet)}')`,
    );
    for (const row of reader.getRowsJS()) insert.run(...(row as (string | number | null)[]));
  }
  sqlite.exec('COMMIT');
  sqlite.close();
}

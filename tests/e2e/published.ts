import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { Statement } from '../../src/contract/metric.ts';
import { parseManifest, type Manifest } from '../../src/contract/manifest.ts';

const folder = process.env['PUBLISH_DIR'] ?? 'public/data';

/** The record that the site under test was built from. */
export const manifest: Manifest = parseManifest(
  JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')),
);

/** The record in a database of its own, each published table a view of its name. */
async function connectRecord(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const [name, { files }] of Object.entries(manifest.tables)) {
    const paths = files
      .filter(({ path }) => path.endsWith('.parquet'))
      .map(({ path }) => `'${join(folder, path)}'`);
    if (paths.length > 0)
      await connection.run(`CREATE VIEW ${name} AS SELECT * FROM read_parquet([${paths.join(', ')}])`);
  }
  return connection;
}

/** Asks that record: a second opinion on what pages say. */
export async function askRecord(sql: string): Promise<Record<string, unknown>[]> {
  const connection = await connectRecord();
  return (await connection.runAndReadAll(sql)).getRowObjectsJson() as Record<string, unknown>[];
}

/** The same as columns of numbers. */
export async function askRecordColumns({ sql, values }: Statement): Promise<Record<string, number[]>> {
  const connection = await connectRecord();
  return (await connection.runAndReadAll(sql, values)).getColumnsObjectJS() as Record<string, number[]>;
}

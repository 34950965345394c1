import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Manifest } from '../../src/contract/manifest.ts';
import { metricStatement, type MetricRow, type Question } from '../../src/contract/metric.ts';
import { publishFolder } from './record.ts';
import { time, type Timed } from './question.ts';

/** Native DuckDB on the same files: tables in memory, as the browser has them. */
export async function measureNative(
  manifest: Manifest,
  all: readonly Question[],
): Promise<{ firstMs: number; warm: Timed }> {
  const started = performance.now();
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const name of ['core', 'areas']) {
    const files = (manifest.tables[name]?.files ?? []).map(({ path }) => `'${join(publishFolder, path)}'`);
    await connection.run(`CREATE TABLE ${name} AS SELECT * FROM read_parquet([${files.join(', ')}])`);
  }
  const ask = async (question: Question): Promise<MetricRow[]> => {
    const { sql, values } = metricStatement(question);
    return (await connection.runAndReadAll(sql, values)).getRowObjectsJS() as unknown as MetricRow[];
  };
  const [first] = all;
  if (first !== undefined) await ask(first);
  const firstMs = performance.now() - started;
  return { firstMs, warm: await time(all, ask) };
}

/** Ten request types of residents, from the most frequent to rare ones. */
export async function pickTypes(manifest: Manifest): Promise<number[]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const [file] = manifest.tables['request_types']?.files ?? [];
  const reader = await connection.runAndReadAll(
    `SELECT request_type_id::INTEGER AS id FROM read_parquet('${join(publishFolder, file?.path ?? '')}')
     WHERE origin = 'resident' ORDER BY requests DESC`,
  );
  const ids = reader.getRowObjectsJS().map(({ id }) => Number(id));
  return ids.filter((_, index) => index % Math.ceil(ids.length / 10) === 0);
}

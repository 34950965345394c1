import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Manifest, PublishedFile } from '../src/contract/manifest.ts';
import { toldSnapshots } from '../src/contract/snapshot-columns.ts';
import { tables } from '../src/contract/table.ts';
import { literal, readRow, runStep } from './database.ts';
import { writeTable, type Staging } from './stages/write.ts';

/** How many requests a night added, changed and lost. */
export interface Touched {
  requests_new: number;
  requests_changed: number;
  requests_gone: number;
}

/** What a publication is compared with. */
export interface Compared {
  /** The one before, null for the first. */
  previous: Manifest | null;
  /** Null where the two were not compared request by request. */
  requests: Touched | null;
}

/** A publication about to be told of. */
export interface Told {
  id: string;
  source: Manifest['snapshot']['source'];
  fetchedAt: string;
  dataThrough: string;
  counts: Manifest['counts'];
  /** All but the history itself. */
  tables: Manifest['tables'];
}

/**
 * Brings the history in line with what readers have. A publication that no reader saw, because a run was stopped before,
 * leaves; those after the live one were taken back. A store that knows none takes the history that is published.
 * @param live what readers have; null when that is nothing, or a sample.
 */
export async function settleHistory(
  connection: DuckDBConnection,
  publishFolder: string,
  live: Manifest | null,
): Promise<void> {
  if (live === null) return;
  const { known } = await readRow<{ known: number }>(
    connection,
    'SELECT count(*)::INTEGER AS known FROM snapshots',
  );
  const [file] = live.tables['snapshots']?.files ?? [];
  if (known === 0 && file !== undefined) {
    await connection.run(
      `INSERT INTO snapshots BY NAME SELECT *, true AS shown FROM read_parquet(${literal(join(publishFolder, file.path))})`,
    );
  }
  const { id } = live.snapshot;
  await connection.run('UPDATE snapshots SET shown = true WHERE snapshot_id = ?', [id]);
  await connection.run('DELETE FROM snapshots WHERE NOT shown');
  await connection.run(
    'UPDATE snapshots SET taken_back = true WHERE number > (SELECT number FROM snapshots WHERE snapshot_id = ?)',
    [id],
  );
}

/** What the run did to the requests in `before` and `after`, but for withheld ones. */
export async function countTouched(connection: DuckDBConnection): Promise<Touched> {
  await runStep(connection, 'touched');
  return readRow<Touched>(connection, 'SELECT * FROM touched_counts');
}

/** Adds a publication to the history, and writes the newest part of it. The same publication again is told of once. */
export async function writeHistory(
  connection: DuckDBConnection,
  staging: Staging,
  told: Told,
  compared: Compared,
): Promise<PublishedFile> {
  const { known } = await readRow<{ known: number }>(
    connection,
    `SELECT count(*)::INTEGER AS known FROM snapshots WHERE snapshot_id = ${literal(told.id)}`,
  );
  if (known === 0) await addToHistory(connection, told, compared);
  else await connection.run('UPDATE snapshots SET taken_back = false WHERE snapshot_id = ?', [told.id]);
  const columns = tables.snapshots.map(({ name }) => name).join(', ');
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE told_snapshots AS
     SELECT ${columns} FROM (SELECT * FROM snapshots ORDER BY number DESC LIMIT ${toldSnapshots}) ORDER BY number`,
  );
  return writeTable(connection, staging, 'snapshots', 'told_snapshots');
}

async function addToHistory(
  connection: DuckDBConnection,
  told: Told,
  { previous, requests }: Compared,
): Promise<void> {
  const { received, merged, quarantined, withheld, published } = told.counts;
  await connection.run(
    `INSERT INTO snapshots
     SELECT (SELECT coalesce(max(number), 0) + 1 FROM snapshots), ?, ?, CAST(? AS TIMESTAMP), CAST(? AS TIMESTAMP),
       ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, false, false`,
    [
      ...[told.id, told.source, told.fetchedAt.slice(0, 19), told.dataThrough],
      ...[received, merged, quarantined, withheld, published],
      ...[
        requests?.requests_new ?? null,
        requests?.requests_changed ?? null,
        requests?.requests_gone ?? null,
      ],
      ...[
        monthsRewritten(told.tables, previous?.tables ?? {}),
        filesNew(told.tables, previous?.tables ?? {}),
      ],
    ],
  );
}

/** Notes that readers have a publication now. */
export async function noteShown(connection: DuckDBConnection, id: string): Promise<void> {
  await connection.run('UPDATE snapshots SET shown = true WHERE snapshot_id = ?', [id]);
}

/** Months that have a file in one record and not in the other, of requests opened in them. */
function monthsRewritten(now: Manifest['tables'], before: Manifest['tables']): number {
  const monthly = (record: Manifest['tables']): PublishedFile[] =>
    ['core', 'detail'].flatMap((name) => record[name]?.files ?? []);
  const [own, other] = [monthly(now), monthly(before)];
  const moved = [...without(own, other), ...without(other, own)];
  return new Set(moved.map(({ month }) => month)).size;
}

function filesNew(now: Manifest['tables'], before: Manifest['tables']): number {
  const named = (record: Manifest['tables']): PublishedFile[] =>
    Object.values(record).flatMap(({ files }) => files);
  return without(named(now), named(before)).length;
}

function without(files: readonly PublishedFile[], others: readonly PublishedFile[]): PublishedFile[] {
  const known = new Set(others.map(({ path }) => path));
  return files.filter(({ path }) => !known.has(path));
}

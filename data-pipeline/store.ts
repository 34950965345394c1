import type { DuckDBConnection } from '@duckdb/node-api';
import { readRows, runStep } from './database.ts';

/** What the last publication rested on. */
export interface LastPublication {
  snapshot_id: string;
  /** When its source was read, UTC, `YYYY-MM-DDTHH:MM:SS`. */
  read_at: string;
  /** Wall clock of its newest request. */
  data_through: string;
  /** Of everything besides rows that shapes published files: reference tables, statements, boundaries. */
  fingerprint: string;
}

/** Makes the tables of DATA_DIR/record.duckdb where they are absent. */
export async function createStore(connection: DuckDBConnection): Promise<void> {
  await runStep(connection, 'store');
}

/** The last publication from this store, or null before the first. */
export async function readLastPublication(connection: DuckDBConnection): Promise<LastPublication | null> {
  const [row] = await readRows<LastPublication>(
    connection,
    `SELECT snapshot_id, strftime(read_at, '%Y-%m-%dT%H:%M:%S') AS read_at,
       strftime(data_through, '%Y-%m-%dT%H:%M:%S') AS data_through, fingerprint
     FROM last_publication`,
  );
  return row ?? null;
}

/**
 * Notes what is about to be published, in the transaction that holds its rows. The months stay dirty until
 * `forgetDirtyMonths`: a run stopped between the two publishes them again.
 */
export async function notePublication(connection: DuckDBConnection, last: LastPublication): Promise<void> {
  await connection.run('DELETE FROM last_publication');
  await connection.run(
    'INSERT INTO last_publication VALUES (?, CAST(? AS TIMESTAMP), CAST(? AS TIMESTAMP), ?)',
    [last.snapshot_id, last.read_at, last.data_through, last.fingerprint],
  );
  await connection.run('DELETE FROM last_links; INSERT INTO last_links SELECT * FROM links');
  await connection.run(
    'DELETE FROM last_batch_closings; INSERT INTO last_batch_closings SELECT request_type, day, rule FROM batch_closings',
  );
  await connection.run('DELETE FROM last_withheld; INSERT INTO last_withheld SELECT * FROM withheld');
}

/** Months whose published files may differ from what is held, marked so by an unfinished run too. */
export async function readDirtyMonths(connection: DuckDBConnection): Promise<string[]> {
  const rows = await readRows<{ month: string }>(
    connection,
    'SELECT DISTINCT month FROM dirty_months ORDER BY month',
  );
  return rows.map(({ month }) => month);
}

/** To be called once the manifest that shows them is in place. */
export async function forgetDirtyMonths(connection: DuckDBConnection): Promise<void> {
  await connection.run('DELETE FROM dirty_months');
}

import type { DuckDBConnection } from '@duckdb/node-api';
import { lookupKeySql } from '../src/contract/part.ts';
import { literal, readRows, runStep } from './database.ts';

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

/** Makes the tables of DATA_DIR/record.duckdb where they are absent, and names the keys of the contract for all steps. */
export async function createStore(connection: DuckDBConnection): Promise<void> {
  await runStep(connection, 'store');
  await connection.run(
    `CREATE OR REPLACE TEMP MACRO lookup_key(request_number) AS ${lookupKeySql('request_number')}`,
  );
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
 * Notes what is about to be published, in the transaction that holds its rows. Months and blocks stay dirty
 * until `forgetDirty`: a run stopped between the two publishes them again.
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

/** Months, and blocks of numbers, whose published files differ from what is held, or may. */
export interface ToWrite {
  months: Set<string>;
  blocks: Set<string>;
}

/** Those marked by a merge, of an unfinished run too. */
export async function readDirty(connection: DuckDBConnection): Promise<ToWrite> {
  const months = await readRows<{ month: string }>(connection, 'SELECT DISTINCT month FROM dirty_months');
  const blocks = await readRows<{ block: string }>(connection, 'SELECT DISTINCT block FROM dirty_blocks');
  return {
    months: new Set(months.map(({ month }) => month)),
    blocks: new Set(blocks.map(({ block }) => block)),
  };
}

/** Marks what is about to be written. It stays marked until `forgetDirty`. */
export async function noteDirty(connection: DuckDBConnection, { months, blocks }: ToWrite): Promise<void> {
  await forgetDirty(connection);
  for (const [table, marked] of Object.entries({ dirty_months: months, dirty_blocks: blocks })) {
    const list = [...marked].map(literal).join(', ');
    await connection.run(`INSERT INTO ${table} SELECT unnest([${list}]::VARCHAR[])`);
  }
}

/** To be called once the manifest that shows them is in place. */
export async function forgetDirty(connection: DuckDBConnection): Promise<void> {
  await connection.run('DELETE FROM dirty_months');
  await connection.run('DELETE FROM dirty_blocks');
}

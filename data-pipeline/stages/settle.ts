import type { DuckDBConnection } from '@duckdb/node-api';
import { readRow, readRows, runStep } from '../database.ts';
import { InputError } from '../error.ts';
import { readDirty, type LastPublication, type ToWrite } from '../store.ts';

/** What became of the rows of all sources: `received = merged + quarantined + withheld + published`. */
export interface Counts {
  received: number;
  merged: number;
  quarantined: number;
  withheld: number;
  published: number;
}

/**
 * Settles the whole record, one row a request: makes `hidden`, the view `settled_all`, and what only the whole record
 * can tell (`links`, `batch_closings`, `due_rules`, `record_end`).
 * @param withheldNumbers request numbers that are not published at all.
 * @throws InputError when no request is left.
 */
export async function settle(
  connection: DuckDBConnection,
  withheldNumbers: readonly string[],
): Promise<Counts> {
  await connection.run('CREATE OR REPLACE TEMP TABLE withheld (request_number VARCHAR)');
  const appender = await connection.createAppender('withheld');
  for (const number of new Set(withheldNumbers)) {
    appender.appendVarchar(number);
    appender.endRow();
  }
  appender.closeSync();
  await runStep(connection, 'hidden');
  await runStep(connection, 'settled');
  const counts = await readRow<Counts>(
    connection,
    `SELECT
      (SELECT count(*) FROM held)::INTEGER AS received,
      (SELECT count(*) FROM hidden WHERE why = 'merged')::INTEGER AS merged,
      (SELECT count(*) FROM held WHERE reason IS NOT NULL)::INTEGER AS quarantined,
      (SELECT count(*) FROM hidden WHERE why = 'withheld')::INTEGER AS withheld,
      (SELECT count(*) FROM settled_all)::INTEGER AS published`,
  );
  if (counts.published === 0) {
    const { reason } = await readRow<{ reason: string | null }>(
      connection,
      'SELECT mode(reason) AS reason FROM held',
    );
    throw new InputError(
      `All ${counts.received} rows were set aside (${reason ?? 'withheld'}); expected at least one usable request.`,
    );
  }
  await connection.run(
    'CREATE OR REPLACE TEMP TABLE record_end AS SELECT max(created_at) AS moment FROM settled_all',
  );
  for (const step of ['links', 'batch_closings', 'due_rules']) await runStep(connection, step);
  return counts;
}

/** The wall-clock moment of the newest request, as YYYY-MM-DDTHH:MM:SS. */
export async function readDataThrough(connection: DuckDBConnection): Promise<string> {
  const { moment } = await readRow<{ moment: string }>(
    connection,
    `SELECT strftime(moment, '%Y-%m-%dT%H:%M:%S') AS moment FROM record_end`,
  );
  return moment;
}

/** Every month with a request, oldest first, with how many it has. */
export async function readMonths(connection: DuckDBConnection): Promise<{ month: string; rows: number }[]> {
  return readRows(
    connection,
    `SELECT strftime(created_at, '%Y-%m') AS month, count(*)::INTEGER AS rows FROM settled_all GROUP BY month ORDER BY month`,
  );
}

/**
 * Months and blocks of numbers whose files must be written again: those with changed requests, and those that the
 * whole record now says something else about (a link, a closing in bulk, a number newly withheld; of months also a
 * due date that passed, which `lookup` does not hold).
 */
export async function findToWrite(connection: DuckDBConnection, last: LastPublication): Promise<ToWrite> {
  const concerned = await readRows<{ month: string; block: string | null }>(
    connection,
    `SELECT DISTINCT month, block FROM (
      SELECT strftime(created_at, '%Y-%m') AS month, NULL AS block
      FROM settled_all, record_end
      WHERE due_at > least(CAST($1 AS TIMESTAMP), moment) AND due_at <= greatest(CAST($1 AS TIMESTAMP), moment)
      UNION ALL
      SELECT month, lookup_key(request_number) FROM (
        (SELECT * FROM links EXCEPT SELECT * FROM last_links) UNION ALL (SELECT * FROM last_links EXCEPT SELECT * FROM links)
      )
      UNION ALL
      SELECT strftime(created_at, '%Y-%m'), lookup_key(request_number)
      FROM settled_all
      SEMI JOIN (
        (SELECT request_type, day FROM batch_closings EXCEPT SELECT request_type, day FROM last_batch_closings)
        UNION ALL
        (SELECT request_type, day FROM last_batch_closings EXCEPT SELECT request_type, day FROM batch_closings)
      ) AS moved
      ON moved.request_type = settled_all.request_type AND moved.day = settled_all.closed_at::DATE
      UNION ALL
      SELECT strftime(created_at, '%Y-%m'), lookup_key(held.request_number)
      FROM held
      SEMI JOIN (
        (SELECT * FROM withheld EXCEPT SELECT * FROM last_withheld)
        UNION ALL
        (SELECT * FROM last_withheld EXCEPT SELECT * FROM withheld)
      ) AS moved
      ON moved.request_number = held.request_number
      WHERE created_at IS NOT NULL
    )`,
    [last.data_through],
  );
  const { months, blocks } = await readDirty(connection);
  for (const { month, block } of concerned) {
    months.add(month);
    if (block !== null) blocks.add(block);
  }
  return { months, blocks };
}

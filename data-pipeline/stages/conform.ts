import type { DuckDBConnection } from '@duckdb/node-api';
import { readRow, runStep } from '../database.ts';
import { InputError } from '../error.ts';

/** What became of the rows of `raw`: `received = merged + quarantined + withheld + published`. */
export interface Counts {
  received: number;
  merged: number;
  quarantined: number;
  withheld: number;
  published: number;
}

/**
 * Makes `settled` (one row a request) and `quarantined` (rows kept aside, with the reason) from `raw`.
 * @throws InputError when no row is left.
 */
export async function conform(connection: DuckDBConnection): Promise<Counts> {
  for (const step of ['conform', 'quarantine', 'settle']) await runStep(connection, step);
  const { received, quarantined, published } = await readRow<
    Record<'received' | 'quarantined' | 'published', number>
  >(
    connection,
    `SELECT
      (SELECT count(*) FROM raw)::INTEGER AS received,
      (SELECT count(*) FROM quarantined)::INTEGER AS quarantined,
      (SELECT count(*) FROM settled)::INTEGER AS published`,
  );
  if (published === 0) {
    const { reason } = await readRow<{ reason: string | null }>(
      connection,
      'SELECT mode(reason) AS reason FROM quarantined',
    );
    throw new InputError(
      `All ${received} rows were set aside (${reason ?? 'no reason'}); expected at least one usable request.`,
    );
  }
  return { received, merged: received - quarantined - published, quarantined, withheld: 0, published };
}

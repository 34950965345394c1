import type { DuckDBConnection } from '@duckdb/node-api';
import { readRow, readRows, runStep, runStepWith } from '../database.ts';
import { readLastPublication } from '../store.ts';

/** What a night did to the record. */
export interface Merged {
  /** Rows that are new or other than held. */
  incoming: number;
  /** Rows of the old year kept because the rolled-over layer no longer serves them. */
  kept: number;
  /** Number of noted changes by kind. */
  changes: Record<string, number>;
}

/**
 * Puts the rows of `raw` into what is held, takes out those in `gone` (source, object_id), marks the months
 * whose requests changed, and notes the changes. Layers named in `rolling` start anew each year.
 * @param readAt when the source was read, `YYYY-MM-DDTHH:MM:SS` in UTC.
 */
export async function mergeNight(connection: DuckDBConnection, readAt: string): Promise<Merged> {
  const last = await readLastPublication(connection);
  for (const step of ['conform', 'touch', 'merge']) await runStep(connection, step);
  if (last !== null) await runStepWith(connection, 'changes', [readAt, last.read_at, last.data_through]);
  const { incoming, kept } = await readRow<{ incoming: number; kept: number }>(
    connection,
    'SELECT (SELECT count(*) FROM incoming)::INTEGER AS incoming, (SELECT count(*) FROM rolled)::INTEGER AS kept',
  );
  const kinds = await readRows<{ change: string; n: number }>(
    connection,
    'SELECT change, count(*)::INTEGER AS n FROM changes WHERE seen_at = CAST(? AS TIMESTAMP) GROUP BY change ORDER BY change',
    [readAt],
  );
  return { incoming, kept, changes: Object.fromEntries(kinds.map(({ change, n }) => [change, n])) };
}

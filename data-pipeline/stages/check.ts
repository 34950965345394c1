import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { checkRules, fillSeen } from '../../src/contract/check.ts';
import { wallClock } from '../../src/contract/freshness.ts';
import type { Check, Manifest } from '../../src/contract/manifest.ts';
import { literal, readRow } from '../database.ts';
import { RefusedError } from '../error.ts';
import type { Counts } from './settle.ts';

/** What checks know of a run besides its rows. */
export interface RunFacts {
  counts: Counts;
  /** The source is the live service, so that fresh rows are expected. */
  live: boolean;
  /** When the source was read, ISO. */
  readAt: string;
  publishFolder: string;
  /** What is published now; null when nothing is, or when it is no earlier state of this record. */
  previous: Manifest | null;
  /** Months whose files are written again; the others are those of `previous`. */
  writtenMonths: ReadonlySet<string>;
}

/**
 * Runs every rule on the tables about to be published.
 * @returns their results, for the manifest.
 * @throws RefusedError naming the broken rules, what was seen, what was expected and what to do.
 */
export async function check(connection: DuckDBConnection, facts: RunFacts): Promise<Check[]> {
  await loadRun(connection, facts);
  const results: Check[] = [];
  for (const { id, name, reason, expected, seen, sql } of checkRules) {
    const { status, ...columns } = await readRow<{ status: Check['status'] } & Record<string, unknown>>(
      connection,
      sql,
    );
    const values = Object.fromEntries(
      Object.entries(columns).map(([key, value]) => [key, typeof value === 'string' ? value : Number(value)]),
    );
    const observed = fillSeen(seen.en, values, (_, value) => String(value)) + sayWhich(values);
    results.push({ id, name: name.en, reason: reason.en, status, observed, expected: expected.en, values });
  }
  const failed = results.filter(({ status }) => status === 'fail');
  if (failed.length === 0) return results;
  const sentences = failed.map(({ id, name, observed, expected }) => {
    const remedy = checkRules.find((rule) => rule.id === id)?.remedy;
    return `"${name}": saw ${observed}; expected ${expected}. To do: ${remedy}.`;
  });
  throw new RefusedError(
    `Not published. ${sentences.join(' ')} What was published before is untouched (docs/operations.md).`,
  );
}

function sayWhich({ which = '' }: Record<string, string | number>): string {
  return which === '' ? '' : ` (${which})`;
}

async function loadRun(connection: DuckDBConnection, facts: RunFacts): Promise<void> {
  const { counts, live, readAt, previous } = facts;
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE run AS
     SELECT ${Object.entries(counts)
       .map(([name, count]) => `${count} AS ${name}`)
       .join(', ')},
       ${live} AS live, TIMESTAMP ${literal(wallClock(new Date(readAt)))} AS read_at_local,
       (SELECT moment FROM record_end) AS data_through,
       ${previous?.counts.published ?? 0} AS previous_rows, ${await countLost(connection, facts)} AS lost`,
  );
}

/** Published request numbers that are there no more; numbers withheld since are no loss. */
async function countLost(connection: DuckDBConnection, facts: RunFacts): Promise<number> {
  const files = (facts.previous?.tables['detail']?.files ?? [])
    .filter(({ month }) => month !== undefined && facts.writtenMonths.has(month))
    .map(({ path }) => literal(join(facts.publishFolder, path)));
  if (files.length === 0) return 0;
  const { lost } = await readRow<{ lost: number }>(
    connection,
    `SELECT count(*)::INTEGER AS lost FROM read_parquet([${files.join(', ')}])
     ANTI JOIN settled_all USING (request_number) ANTI JOIN withheld USING (request_number)`,
  );
  return lost;
}

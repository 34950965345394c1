import type { DuckDBConnection } from '@duckdb/node-api';
import type { Check } from '../../src/contract/manifest.ts';
import { readRow } from '../database.ts';
import { RefusedError } from '../error.ts';
import type { Counts } from './conform.ts';

interface Rule {
  name: string;
  /** Why a record that breaks it may not be published, or must be read with care. */
  reason: string;
  onBreak: 'warn' | 'fail';
  expected: string;
  /** SQL giving one row: `observed` (text) and `holds` (boolean). */
  sql: string;
}

const rules: readonly Rule[] = [
  {
    name: 'request numbers are unique',
    reason: 'a request counted twice makes every count wrong',
    onBreak: 'fail',
    expected: 'no number twice',
    sql: `SELECT (count(*) - count(DISTINCT request_number))::VARCHAR AS observed, count(*) = count(DISTINCT request_number) AS holds FROM requests`,
  },
  {
    name: 'core and detail hold the same rows',
    reason: 'maps and downloads must agree',
    onBreak: 'fail',
    expected: 'equal',
    sql: `SELECT c::VARCHAR || ' and ' || d::VARCHAR AS observed, c = d AS holds
      FROM (SELECT (SELECT count(*) FROM core) AS c, (SELECT count(*) FROM detail) AS d)`,
  },
  {
    name: 'located requests fall in a neighborhood',
    reason: 'a boundary file that does not cover the city loses requests from the map',
    onBreak: 'warn',
    expected: 'at least 97 %',
    sql: `SELECT coalesce(round(100 * avg((neighborhood_id IS NOT NULL)::INT), 1)::VARCHAR || ' %', 'none located') AS observed,
      coalesce(avg((neighborhood_id IS NOT NULL)::INT) >= 0.97, true) AS holds FROM requests WHERE location = 'point'`,
  },
  {
    name: 'request types are in the reviewed table',
    reason: 'a new type has no plain name yet and takes no part in timings until a person has classified it',
    onBreak: 'warn',
    expected: 'all',
    sql: `SELECT CASE WHEN count(*) = 0 THEN 'all' ELSE count(*)::VARCHAR || ' new: ' || string_agg(request_type, ' · ' ORDER BY request_type) END AS observed,
      count(*) = 0 AS holds FROM request_types WHERE NOT reviewed`,
  },
];

/**
 * Runs every rule on the derived tables.
 * @returns their results, for the manifest.
 * @throws RefusedError naming the broken rules, what was seen and what was expected.
 */
export async function check(connection: DuckDBConnection, counts: Counts): Promise<Check[]> {
  const results: Check[] = [];
  for (const rule of rules) {
    const { observed, holds } = await readRow<{ observed: string; holds: boolean }>(connection, rule.sql);
    results.push({
      name: rule.name,
      status: holds ? 'pass' : rule.onBreak,
      observed,
      expected: rule.expected,
    });
  }
  const { received, merged, quarantined, withheld, published } = counts;
  results.push({
    name: 'every row received is accounted for',
    status: received === merged + quarantined + withheld + published ? 'pass' : 'fail',
    observed: `${merged} merged + ${quarantined} quarantined + ${withheld} withheld + ${published} published`,
    expected: `${received} received`,
  });
  const failed = results.filter(({ status }) => status === 'fail');
  if (failed.length > 0) {
    const reasons = failed.map(
      ({ name, observed, expected }) => `"${name}": saw ${observed}, expected ${expected}`,
    );
    throw new RefusedError(
      `Not published. ${reasons.join('; ')}. What was published before is untouched; look at the source, then run again.`,
    );
  }
  return results;
}

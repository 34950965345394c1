import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Manifest } from '../../src/contract/manifest.ts';
import { partPath, type PartIndex } from '../../src/contract/part.ts';
import { mostSharedRows, streetBins, streetKey, streetsOfAddress } from '../../src/contract/street-part.ts';
import { literal, readRows } from '../database.ts';

/** What `detail` looked like before, so that only parts with another content are written again. */
export interface EarlierMonths {
  manifest: Manifest;
  /** Files of `detail` that were written anew, where they lie now. */
  written: readonly { path: string; month: string }[];
}

/** What parts tell of a request, as columns of `detail`. */
const toldColumns =
  'request_number, request_type, origin, status, disposition, work_recorded, outcome, agency, created_at, due_minutes, minutes_to_close, address, longitude, latitude, location, neighborhood, council_district';

/** How a year's streets are spread over parts. */
export interface Spread {
  bins: number;
  own: string[];
  /** The key of each street's part. */
  keyOf: (street: string) => string;
}

/** A street with its requests of one year. */
export interface StreetOfYear {
  street_id: number;
  street: string;
  requests: number;
}

/** How the streets of a year are spread over parts. After `findStreets`. */
export async function spreadOf(
  connection: DuckDBConnection,
  year: number,
): Promise<{ spread: Spread; streets: StreetOfYear[] }> {
  const streets = await readRows<StreetOfYear>(
    connection,
    `SELECT street_id, street, requests FROM street_years JOIN street_ids USING (street_id)
     WHERE year = ${year} ORDER BY street_id`,
  );
  const own = streets.filter(({ requests }) => requests > mostSharedRows).map(({ street }) => street);
  const shared = streets.reduce((sum, { requests }) => (requests > mostSharedRows ? sum : sum + requests), 0);
  const [bins, owning] = [streetBins(shared), new Set(own)];
  return { spread: { bins, own, keyOf: (street) => streetKey(street, owning, bins) }, streets };
}

/**
 * Keys of the parts whose streets have a request that `detail` tells otherwise than before, or no more, or that have
 * another part now than before.
 */
export async function changedParts(
  connection: DuckDBConnection,
  publishFolder: string,
  { manifest, written }: EarlierMonths,
  year: number,
  { own: withOwn, keyOf, bins }: Spread,
  known: PartIndex | undefined,
): Promise<Set<string>> {
  const before = new Set(known?.own);
  const moved = [...before].filter((street) => !withOwn.includes(street));
  const joined = withOwn.filter((street) => !before.has(street));
  const elsewhere = [...moved, ...joined].flatMap((street) => [
    keyOf(street),
    streetKey(street, before, bins),
  ]);
  const own = written.filter(({ month }) => month.startsWith(`${year}-`));
  if (own.length === 0) return new Set(elsewhere);
  const months = new Set(own.map(({ month }) => month));
  const files = (manifest.tables['detail']?.files ?? []).filter(({ month = '' }) => months.has(month));
  const rowsOf = (paths: readonly string[]): string =>
    paths.length === 0 ? 'detail WHERE false' : `read_parquet([${paths.map(literal).join(', ')}])`;
  const hashed = (from: string): string =>
    `SELECT request_number, address, hash(told) AS content FROM (SELECT ${toldColumns} FROM ${from}) AS told`;
  const now = rowsOf(own.map(({ path }) => path));
  const then = rowsOf(files.map(({ path }) => join(publishFolder, path)));
  const rows = await readRows<{ address: string }>(
    connection,
    `WITH now AS (${hashed(now)}), earlier AS (${hashed(then)})
     SELECT DISTINCT coalesce(now.address, earlier.address) AS address
     FROM now FULL JOIN earlier USING (request_number, content)
     WHERE (now.content IS NULL OR earlier.content IS NULL) AND coalesce(now.address, earlier.address) IS NOT NULL`,
  );
  const streets = rows.flatMap(({ address }) => streetsOfAddress(address));
  return new Set([...elsewhere, ...streets.map(({ street }) => keyOf(street))]);
}

/** Parts of an index that stay as they are and are there. */
export function keptParts(
  publishFolder: string,
  name: `by_street-${number}`,
  known: PartIndex | undefined,
  changed: ReadonlySet<string>,
): PartIndex['parts'] {
  return Object.fromEntries(
    Object.entries(known?.parts ?? {}).filter(
      ([key, [sha8]]) => !changed.has(key) && existsSync(join(publishFolder, partPath(name, key, sha8))),
    ),
  );
}

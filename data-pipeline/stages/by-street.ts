import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import pLimit from 'p-limit';
import { stepsEastSql, stepsNorthSql } from '../../src/contract/cell.ts';
import type { Manifest, PublishedFile } from '../../src/contract/manifest.ts';
import { indexName, partPath, type PartIndex } from '../../src/contract/part.ts';
import {
  packStateSql,
  mostSharedRows,
  streetBins,
  streetKey,
  streetRows,
  streetsOfAddress,
  writeStreet,
  type StreetPart,
  type StreetValues,
} from '../../src/contract/street-part.ts';
import { literal, columnsOf, readChunks, readRows, runStep } from '../database.ts';
import { readIndexes } from '../part-index.ts';
import { finishAll, writeParts, type Entry, type PartRow } from './part.ts';
import { writeIndex, type Staging } from './write.ts';

/** What `detail` looked like before, so that only parts with another content are written again. */
export interface EarlierMonths {
  manifest: Manifest;
  /** Files of `detail` that were written anew, where they lie now. */
  written: readonly { path: string; month: string }[];
}

/** What parts tell of a request, as columns of `detail`. */
const toldColumns =
  'request_number, request_type, origin, status, disposition, work_recorded, outcome, agency, created_at, due_minutes, minutes_to_close, address, longitude, latitude, location, neighborhood, council_district';

/** Rows turned into parts at a time: some 200 MB. Each reading goes through the whole year. */
const rowsAtOnce = 1_200_000;

/** A connection runs one statement at a time: a second one would break off the first. */
const inTurn = pLimit(1);

/**
 * Makes `streets` (every street that published addresses name, with its requests) and `street_requests`, which
 * `cutByStreet` reads.
 */
export async function findStreets(connection: DuckDBConnection): Promise<void> {
  for (const [name, sql] of Object.entries({
    'steps_east(longitude)': stepsEastSql('longitude'),
    'steps_north(latitude)': stepsNorthSql('latitude'),
    'lookup_number(number)': `(replace(number, '-', '')::DOUBLE)`,
    'pack_state(origin, status, disposition, work)': packStateSql({
      origin: 'origin',
      status: 'status',
      disposition: 'disposition',
      work: 'work',
    }),
  }))
    await connection.run(`CREATE OR REPLACE TEMP MACRO ${name} AS ${sql}`);
  await runStep(connection, 'address_years');
  const addresses = await readRows<{ address: string }>(
    connection,
    'SELECT DISTINCT address FROM address_years ORDER BY address',
  );
  await connection.run(
    'CREATE OR REPLACE TEMP TABLE address_names (address VARCHAR, street VARCHAR, house INTEGER, place VARCHAR)',
  );
  const appender = await connection.createAppender('address_names');
  for (const { address } of addresses) {
    for (const { street, place } of streetsOfAddress(address)) {
      appender.appendVarchar(address);
      appender.appendVarchar(street);
      if (typeof place === 'number') {
        appender.appendInteger(place);
        appender.appendNull();
      } else {
        appender.appendNull();
        appender.appendVarchar(place);
      }
      appender.endRow();
    }
  }
  appender.closeSync();
  await runStep(connection, 'streets');
  await runStep(connection, 'street_requests');
}

/** How a year's streets are spread over parts. */
interface Spread {
  bins: number;
  own: string[];
  /** The key of each street's part. */
  keyOf: (street: string) => string;
}

/**
 * Writes the parts of `by_street` into staging, with an index for each year. After `findStreets`.
 * @param earlier null to write all.
 * @param words the lists that rows name by position.
 */
export async function cutByStreet(
  connection: DuckDBConnection,
  staging: Staging,
  publishFolder: string,
  earlier: EarlierMonths | null,
  words: Record<string, string[]>,
): Promise<PublishedFile[]> {
  const years = await readRows<{ year: number }>(
    connection,
    'SELECT DISTINCT year FROM street_years ORDER BY year',
  );
  const indexes = new Map(readIndexes(publishFolder, earlier?.manifest ?? null, 'by_street'));
  const cutYear = async (year: number): Promise<PublishedFile> => {
    const name = `by_street-${year}` as const;
    const known = indexes.get(name);
    const { spread, streets } = await inTurn(() => spreadOf(connection, year));
    const goesOn = known?.bins === spread.bins && JSON.stringify(known.words) === JSON.stringify(words);
    const changed =
      goesOn && earlier !== null
        ? await inTurn(() => changedParts(connection, publishFolder, earlier, year, spread, known))
        : null;
    const kept = changed === null ? {} : keptParts(publishFolder, name, known, changed);
    const held = new Set(streets.map(({ street }) => spread.keyOf(street)));
    const toWrite = new Set([...held].filter((key) => !(key in kept)));
    const file = earlier?.manifest.tables['by_street']?.files.find(({ path }) => indexName(path) === name);
    if (toWrite.size === 0 && changed?.size === 0 && file !== undefined) return file;
    const written = await writeYear(connection, staging, year, streets, spread, toWrite);
    const parts = Object.fromEntries(
      [...Object.entries(kept), ...written].filter(([key]) => held.has(key)).sort(byKey),
    );
    return writeIndex(staging, name, { words, bins: spread.bins, own: spread.own, parts });
  };
  // The database reads one year while another is put in columns here.
  const limit = pLimit(2);
  return finishAll(years.map(({ year }) => limit(() => cutYear(year))));
}

const byKey = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : 1;

interface StreetOfYear {
  street_id: number;
  street: string;
  requests: number;
}

async function spreadOf(
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
async function changedParts(
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
function keptParts(
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

/** Writes the parts of a year, a lot of streets at a time. */
async function writeYear(
  connection: DuckDBConnection,
  staging: Staging,
  year: number,
  streets: readonly StreetOfYear[],
  { keyOf }: Spread,
  wanted: ReadonlySet<string>,
): Promise<Entry[]> {
  const keys = [...wanted].sort();
  const position = new Map(keys.map((key, at) => [key, at]));
  const sizes = await inTurn(() =>
    spreadStreets(connection, year, streets, (street) => position.get(keyOf(street))),
  );
  const entries: Entry[] = [];
  let packing: Promise<Entry[]> = Promise.resolve([]);
  const names = new Map(streets.map(({ street_id: id, street }) => [id, street]));
  for (const [first, last] of lotsOf(sizes)) {
    const reading = readLot(connection, staging, names, keys, year, first, last);
    const [parts, packed] = await finishAll([reading, packing]);
    entries.push(...packed);
    packing = writeParts(staging, parts, (key) => [`by_street-${year}`, key]);
  }
  return [...entries, ...(await packing)];
}

/**
 * Makes `street_parts_YEAR`: the position of each street's part, for streets that have one.
 * @returns requests of each part.
 */
async function spreadStreets(
  connection: DuckDBConnection,
  year: number,
  streets: readonly StreetOfYear[],
  partOf: (street: string) => number | undefined,
): Promise<number[]> {
  const table = `street_parts_${year}`;
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${table} (street_id INTEGER, part INTEGER)`);
  const appender = await connection.createAppender(table);
  const sizes: number[] = [];
  for (const { street_id: id, street, requests } of streets) {
    const part = partOf(street);
    if (part === undefined) continue;
    appender.appendInteger(id);
    appender.appendInteger(part);
    appender.endRow();
    sizes[part] = (sizes[part] ?? 0) + requests;
  }
  appender.closeSync();
  return sizes;
}

/** Runs of parts with about as many requests each as are read at once. */
function lotsOf(sizes: readonly number[]): [first: number, last: number][] {
  const lots: [number, number][] = [];
  let held = Infinity;
  for (const [part, requests] of sizes.entries()) {
    const lot = lots.at(-1);
    if (lot === undefined || held + requests > rowsAtOnce) {
      lots.push([part, part]);
      held = 0;
    } else lot[1] = part;
    held += requests;
  }
  return lots;
}

const rowColumns =
  'number, opened, type, state, due, closed, outcome, agency, house, words, neighborhood, district, east, north';

async function readLot(
  connection: DuckDBConnection,
  { notice }: Staging,
  names: ReadonlyMap<number, string>,
  keys: readonly string[],
  year: number,
  first: number,
  last: number,
): Promise<PartRow[]> {
  const result = await inTurn(() =>
    readChunks(
      connection,
      `SELECT part, street_id, ${rowColumns}
       FROM street_requests JOIN street_parts_${year} USING (street_id)
       WHERE created_at >= DATE '${year}-01-01' AND created_at < DATE '${year + 1}-01-01'
         AND part BETWEEN ${first} AND ${last}
       ORDER BY part, street_id, opened, number`,
    ),
  );
  const { numbers, texts, rows } = columnsOf(result, ['words']);
  const { part: partOf, street_id: streetOf } = numbers as Record<'part' | 'street_id', Float64Array>;
  const values = { ...numbers, words: texts['words'] ?? [] } as unknown as StreetValues;
  const parts = new Map<number, StreetPart>();
  for (let from = 0, to = 0; from < rows; from = to) {
    while (to < rows && streetOf[to] === streetOf[from]) to += 1;
    const at = partOf[from] ?? 0;
    const part = parts.get(at) ?? (notice === null ? { streets: {} } : { notice, streets: {} });
    part.streets[names.get(streetOf[from] ?? 0) ?? ''] = writeStreet(values, from, to);
    parts.set(at, part);
  }
  return [...parts].map(([at, part]) => ({
    key: keys[at] ?? '',
    rows: streetRows(part),
    text: new TextEncoder().encode(JSON.stringify(part)),
  }));
}

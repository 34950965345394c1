import type { DuckDBConnection } from '@duckdb/node-api';
import pLimit from 'p-limit';
import type { PublishedFile } from '../../src/contract/manifest.ts';
import { indexName } from '../../src/contract/part.ts';
import {
  streetRows,
  writeStreet,
  type StreetPart,
  type StreetValues,
} from '../../src/contract/street-part.ts';
import { columnsOf, readChunks, readRows } from '../database.ts';
import { readIndexes } from '../part-index.ts';
import { finishAll, writeParts, type Entry, type PartRow } from './part.ts';
import {
  changedParts,
  keptParts,
  spreadOf,
  type EarlierMonths,
  type Spread,
  type StreetOfYear,
} from './street-spread.ts';
import { writeIndex, type Staging } from './write.ts';

/** Rows turned into parts at a time: some 200 MB. Each reading goes through the whole year. */
const rowsAtOnce = 1_200_000;

/** A connection runs one statement at a time: a second one would break off the first. */
const inTurn = pLimit(1);

/**
 * Writes the parts of `by_street` into staging, with an index for each year. After `findStreets`.
 * @param earlier null to write all.
 * @param words the lists that rows name by position.
 * @param places where on its street each address_id is.
 */
export async function cutByStreet(
  connection: DuckDBConnection,
  staging: Staging,
  publishFolder: string,
  earlier: EarlierMonths | null,
  words: Record<string, string[]>,
  places: readonly (number | string)[],
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
    const written = await writeYear(connection, staging, year, streets, spread, toWrite, places);
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

/** Writes the parts of a year, a lot of streets at a time. */
async function writeYear(
  connection: DuckDBConnection,
  staging: Staging,
  year: number,
  streets: readonly StreetOfYear[],
  { keyOf }: Spread,
  wanted: ReadonlySet<string>,
  places: readonly (number | string)[],
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
    const reading = readLot(connection, staging, names, keys, places, year, first, last);
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
  'number, opened, type, state, due, closed, outcome, agency, address, neighborhood, district, east, north';

async function readLot(
  connection: DuckDBConnection,
  { notice }: Staging,
  names: ReadonlyMap<number, string>,
  keys: readonly string[],
  places: readonly (number | string)[],
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
  const { numbers, rows } = columnsOf(result);
  const { part: partOf, street_id: streetOf } = numbers as Record<'part' | 'street_id', Float64Array>;
  const values = { ...numbers, places } as unknown as StreetValues;
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

import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { DuckDBConnection } from '@duckdb/node-api';
import {
  cellKeySql,
  cellSteps,
  mostRowsInCell,
  quartersSql,
  stepsEastSql,
  stepsNorthSql,
} from '../../src/contract/cell.ts';
import type { Manifest, PublishedFile } from '../../src/contract/manifest.ts';
import {
  lookupYear,
  nearbyDays,
  numbersInBlock,
  partPath,
  type IndexName,
  type PartIndex,
  type PartTable,
} from '../../src/contract/part.ts';
import { literal, readRows, runStep } from '../database.ts';
import { RefusedError } from '../error.ts';
import { readIndexes } from '../part-index.ts';
import { writeIndex, type Staging } from './write.ts';

/** The files of the tables that are cut into parts. */
export type CutFiles = Record<PartTable, PublishedFile[]>;

/** Level 6 makes parts 7 % smaller and takes twice as long; ten million rows are packed in one night. */
const gzipLevel = 4;
const pack = promisify(gzip);

/** Blocks read at a time: some 50 MB of text. */
const blocksAtOnce = 160;

interface PartRow {
  key: string;
  rows: number;
  text: Uint8Array;
}
type Entry = [key: string, part: PartIndex['parts'][string]];

/**
 * Writes the parts of `lookup` and `nearby` into staging, with their indexes. Of `lookup` only some blocks are written
 * again; the others are taken over from the indexes before.
 * @param blocks blocks to write; null for all.
 * @param previous what is published in `publishFolder`; null when nothing is that could be taken over.
 * @throws RefusedError when `lookup` would not hold every request.
 */
export async function cutParts(
  connection: DuckDBConnection,
  staging: Staging,
  publishFolder: string,
  previous: Manifest | null,
  blocks: ReadonlySet<string> | null,
  requests: number,
): Promise<CutFiles> {
  const lookup = await cutLookup(connection, staging, publishFolder, previous, blocks);
  const held = lookup.reduce((sum, { rows }) => sum + rows, 0);
  if (held !== requests) {
    throw new RefusedError(
      `The parts of lookup hold ${held} requests; expected ${requests}. Nothing was published; run nightly with --whole, and report it if it stays.`,
    );
  }
  return { lookup, nearby: [await cutNearby(connection, staging)] };
}

async function cutLookup(
  connection: DuckDBConnection,
  staging: Staging,
  publishFolder: string,
  previous: Manifest | null,
  blocks: ReadonlySet<string> | null,
): Promise<PublishedFile[]> {
  const words = await nameWords(connection);
  await runStep(connection, 'lookup');
  const before = blocks === null ? [] : readIndexes(publishFolder, previous, 'lookup');
  // Rows name agencies by position: with other lists every row reads otherwise.
  const goesOn = before.length > 0 && before.every(([, { words: own }]) => same(own, words));
  const toWrite = goesOn && blocks !== null ? [...blocks] : await allBlocks(connection);
  const entries = new Map<string, Entry[1]>();
  if (goesOn) {
    for (const [name, { parts }] of before)
      for (const [key, part] of Object.entries(parts))
        entries.set(`${name.slice('lookup-'.length)}-${key}`, part);
  }
  for (const block of toWrite) entries.delete(block);
  for (const [block, part] of await writeBlocks(connection, staging, toWrite.sort()))
    entries.set(block, part);

  const byYear = new Map<string, PartIndex['parts']>();
  for (const block of [...entries.keys()].sort()) {
    const year = lookupYear(block);
    const parts = byYear.get(year) ?? {};
    const part = entries.get(block);
    if (part !== undefined) parts[block.slice(3)] = part;
    byYear.set(year, parts);
  }
  return Promise.all(
    [...byYear].map(([year, parts]) => writeIndex(staging, `lookup-${year}`, { words, parts })),
  );
}

async function cutNearby(connection: DuckDBConnection, staging: Staging): Promise<PublishedFile> {
  for (const [name, sql] of Object.entries({
    'steps_east(longitude)': stepsEastSql('longitude'),
    'steps_north(latitude)': stepsNorthSql('latitude'),
    'cell_key(east, north)': cellKeySql('east', 'north'),
    'quarters(east, north)': quartersSql('east', 'north'),
    'in_cell(steps)': `steps % ${cellSteps}`,
    'most_rows_in_cell()': String(mostRowsInCell),
    'nearby_days()': String(nearbyDays),
  }))
    await connection.run(`CREATE OR REPLACE TEMP MACRO ${name} AS ${sql}`);
  await runStep(connection, 'nearby');
  const rows = await readParts(
    connection,
    staging,
    'nearby_rows JOIN nearby_parts USING (cell, quarters)',
    'key',
  );
  await connection.run('DROP TABLE nearby_rows');
  const entries = await writeParts(staging, rows, (key) => ['nearby', key]);
  return writeIndex(staging, 'nearby', { parts: Object.fromEntries(entries) });
}

/** The lists that rows of `lookup` name by position, and macros that give the positions. */
async function nameWords(connection: DuckDBConnection): Promise<Record<string, string[]>> {
  const listed = async (column: string, table: string): Promise<string[]> =>
    (
      await readRows<{ word: string }>(connection, `SELECT ${column} AS word FROM ${table} ORDER BY word`)
    ).map(({ word }) => word);
  const words = {
    outcome: await listed('outcome', 'outcomes'),
    agency: await listed('agency', 'agencies'),
  };
  for (const [name, list] of Object.entries(words)) {
    await connection.run(
      `CREATE OR REPLACE TEMP MACRO ${name}_code(word) AS list_position([${list.map(literal).join(', ')}]::VARCHAR[], word) - 1`,
    );
  }
  return words;
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

async function allBlocks(connection: DuckDBConnection): Promise<string[]> {
  const rows = await readRows<{ block: string }>(
    connection,
    'SELECT DISTINCT lookup_key(request_number) AS block FROM settled_all',
  );
  return rows.map(({ block }) => block);
}

/** Packs one lot of blocks while the database makes the next. A block without a request has no part. */
async function writeBlocks(
  connection: DuckDBConnection,
  staging: Staging,
  blocks: readonly string[],
): Promise<Entry[]> {
  const entries: Entry[] = [];
  let packing: Promise<Entry[]> = Promise.resolve([]);
  for (const lot of lotsOf(blocks)) {
    const [first = '', last = ''] = [lot[0], lot.at(-1)];
    const numbers = `request_number BETWEEN '${firstNumber(first)}' AND '${firstNumber(last, numbersInBlock - 1)}'`;
    const reading = readParts(
      connection,
      staging,
      `(SELECT block AS key, * FROM lookup_rows WHERE ${numbers} AND block IN (${lot.map(literal).join(', ')}))`,
      'key',
    );
    const [rows, packed] = await Promise.all([reading, packing]);
    entries.push(...packed);
    packing = writeParts(staging, rows, (block) => [`lookup-${lookupYear(block)}`, block.slice(3)]);
  }
  entries.push(...(await packing));
  return entries;
}

/** Blocks of one year that lie near each other, so that a lot reads few row groups. */
function lotsOf(blocks: readonly string[]): string[][] {
  const lots: string[][] = [];
  for (const block of blocks) {
    const [first] = lots.at(-1) ?? [];
    const isNear =
      first !== undefined &&
      lookupYear(first) === lookupYear(block) &&
      Number(block.slice(3)) - Number(first.slice(3)) < blocksAtOnce;
    if (!isNear) lots.push([]);
    lots.at(-1)?.push(block);
  }
  return lots;
}

const firstNumber = (block: string, more = 0): string =>
  `${lookupYear(block)}-${String(Number(block.slice(3)) * numbersInBlock + more).padStart(8, '0')}`;

/** The text of parts, in order of their keys, each with its rows in order of request numbers. */
async function readParts(
  connection: DuckDBConnection,
  { notice }: Staging,
  from: string,
  key: string,
): Promise<PartRow[]> {
  const head = notice === null ? '{"rows":[' : `{"notice":${JSON.stringify(notice)},"rows":[`;
  const reader = await connection.runAndReadAll(`
    SELECT ${key} AS key, count(*)::INTEGER AS rows,
      encode(${literal(head)} || string_agg(row_text, ',' ORDER BY request_number) || ']}') AS text
    FROM ${from}
    GROUP BY key
    ORDER BY key`);
  return reader.getRowObjectsJS() as unknown as PartRow[];
}

/** Packs and writes parts side by side, reads each back, and names it by what was read. */
function writeParts(
  staging: Staging,
  parts: readonly PartRow[],
  place: (key: string) => [index: IndexName, key: string],
): Promise<Entry[]> {
  return Promise.all(
    parts.map(async ({ key, rows, text }): Promise<Entry> => {
      const path = staging.path(`part-${key}`);
      await writeFile(path, await pack(text, { level: gzipLevel }));
      const content = await readFile(path);
      const sha8 = createHash('sha256').update(content).digest('hex').slice(0, 8);
      await rename(path, staging.path(partPath(...place(key), sha8)));
      return [key, [sha8, content.length, rows]];
    }),
  );
}

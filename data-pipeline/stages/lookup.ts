import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Manifest, PublishedFile } from '../../src/contract/manifest.ts';
import { lookupYear, numbersInBlock, partPath, type PartIndex } from '../../src/contract/part.ts';
import { literal, readRows, runStep } from '../database.ts';
import { readIndexes } from '../part-index.ts';
import { finishAll, readParts, writeParts, type Entry } from './part.ts';
import { writeIndex, type Staging } from './write.ts';

/** Blocks read at a time: some 50 MB of text. */
const blocksAtOnce = 160;

/**
 * Writes the parts of `lookup` into staging. Only some blocks are written again; the others are taken over from the
 * indexes before.
 * @param blocks blocks to write; null for all.
 * @param previous what is published in `publishFolder`; null when nothing is that could be taken over.
 * @param words the lists that rows name by position (`nameWords`).
 * @returns the indexes.
 */
export async function cutLookup(
  connection: DuckDBConnection,
  staging: Staging,
  publishFolder: string,
  previous: Manifest | null,
  blocks: ReadonlySet<string> | null,
  words: Record<string, string[]>,
): Promise<PublishedFile[]> {
  await runStep(connection, 'lookup');
  const kept = blocks === null ? null : keptParts(publishFolder, previous, words);
  const entries = kept ?? new Map<string, Entry[1]>();
  const toWrite = kept === null || blocks === null ? await allBlocks(connection) : [...blocks];
  for (const [block, [sha8]] of entries) {
    const path = partPath(`lookup-${lookupYear(block)}`, block.slice(3), sha8);
    if (!existsSync(join(publishFolder, path))) toWrite.push(block);
  }
  for (const block of toWrite) entries.delete(block);
  const written = await writeBlocks(connection, staging, [...new Set(toWrite)].sort());
  for (const [block, part] of written) entries.set(block, part);

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

/** Parts published before, by year and block; null where their rows read otherwise than those written now. */
function keptParts(
  publishFolder: string,
  previous: Manifest | null,
  words: Record<string, string[]>,
): Map<string, Entry[1]> | null {
  const indexes = readIndexes(publishFolder, previous, 'lookup');
  // Rows name agencies by position: with other lists every row reads otherwise.
  const isSame = indexes.every(([, { words: own }]) => JSON.stringify(own) === JSON.stringify(words));
  if (!isSame || indexes.length !== previous?.tables['lookup']?.files.length) return null;
  return new Map(
    indexes.flatMap(([name, { parts }]) =>
      Object.entries(parts).map(([key, part]) => [`${name.slice('lookup-'.length)}-${key}`, part] as const),
    ),
  );
}

/** The lists that rows of parts name by position, and macros that give the positions. */
export async function nameWords(connection: DuckDBConnection): Promise<Record<string, string[]>> {
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
    );
    const [rows, packed] = await finishAll([reading, packing]);
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

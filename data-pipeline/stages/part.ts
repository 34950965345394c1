import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { DuckDBConnection } from '@duckdb/node-api';
import pLimit from 'p-limit';
import { partPath, type IndexName, type PartIndex } from '../../src/contract/part.ts';
import { literal } from '../database.ts';
import type { Staging } from './write.ts';

/** Level 6 makes parts 7 % smaller and takes twice as long; ten million rows are packed in one night. */
const gzipLevel = 4;
const pack = promisify(gzip);
const limit = pLimit(availableParallelism());

/** The text of a part. */
export interface PartRow {
  key: string;
  rows: number;
  text: Uint8Array;
}

/** A part as an index lists it. */
export type Entry = [key: string, part: PartIndex['parts'][string]];

/**
 * The text of parts, in order of their keys, each with its rows in order of request numbers.
 * @param from what has key, request_number and row_text.
 */
export async function readParts(
  connection: DuckDBConnection,
  { notice }: Staging,
  from: string,
): Promise<PartRow[]> {
  const head = notice === null ? '{"rows":[' : `{"notice":${JSON.stringify(notice)},"rows":[`;
  const reader = await connection.runAndReadAll(`
    SELECT key, count(*)::INTEGER AS rows,
      encode(${literal(head)} || string_agg(row_text, ',' ORDER BY request_number) || ']}') AS text
    FROM ${from}
    GROUP BY key
    ORDER BY key`);
  return reader.getRowObjectsJS() as unknown as PartRow[];
}

/**
 * Packs and writes parts, as many side by side as there are cores, reads each back, and names it by what was read. The
 * database's own calls wait in the same queue of work: with all parts in it at once they would come last.
 */
export function writeParts(
  staging: Staging,
  parts: readonly PartRow[],
  place: (key: string) => [index: IndexName, key: string],
): Promise<Entry[]> {
  return finishAll(
    parts.map(({ key, rows, text }) =>
      limit(async (): Promise<Entry> => {
        const [index, own] = place(key);
        // Indexes written side by side have parts of the same key.
        const path = staging.path(`part-${index}-${own}`);
        await writeFile(path, await pack(text, { level: gzipLevel }));
        const content = await readFile(path);
        const sha8 = createHash('sha256').update(content).digest('hex').slice(0, 8);
        await rename(path, staging.path(partPath(index, own, sha8)));
        return [key, [sha8, content.length, rows]];
      }),
    ),
  );
}

/**
 * Waits until all are done, then throws the first error: nothing may still be writing into a staging folder that is
 * about to be removed.
 */
export async function finishAll<Results extends readonly unknown[]>(work: {
  [At in keyof Results]: Promise<Results[At]>;
}): Promise<Results> {
  await Promise.allSettled(work);
  return Promise.all(work) as Promise<unknown> as Promise<Results>;
}

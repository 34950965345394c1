import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Part } from '../src/contract/part.ts';
import { streetRows, type StreetPart } from '../src/contract/street-part.ts';
import { literal, readRow } from './database.ts';
import { InputError, RefusedError } from './error.ts';
import { partsOf, type NamedPart } from './part-index.ts';
import { filesOf, readPublished } from './snapshot.ts';
import { sha256Of } from './stages/write.ts';

const unpack = promisify(gunzip);

/**
 * Re-reads every published file and every part: present, of the stated size and sha-256, with the stated rows, and with counts
 * that add up.
 * @returns how many files and requests were read.
 * @throws RefusedError naming the file, what was seen and what the manifest says.
 */
export async function verifyPublished(
  connection: DuckDBConnection,
  folder: string,
): Promise<{ files: number; rows: number }> {
  const manifest = readPublished(folder);
  if (manifest === null)
    throw new InputError(`Nothing is published in ${folder}; expected a manifest.json there.`);
  for (const file of filesOf(manifest)) {
    const path = join(folder, file.path);
    if (!existsSync(path)) throw new RefusedError(`${file.path} is missing from ${folder}; publish again.`);
    const { size } = statSync(path);
    const sha256 = await sha256Of(path);
    if (size !== file.bytes || sha256 !== file.sha256) {
      throw new RefusedError(
        `${file.path} has ${size} bytes and sha-256 ${sha256}; the manifest says ${file.bytes} and ${file.sha256}; publish again.`,
      );
    }
    if (!file.path.endsWith('.parquet')) continue;
    const { rows } = await readRow<{ rows: number }>(
      connection,
      `SELECT count(*)::INTEGER AS rows FROM read_parquet(${literal(path)})`,
    );
    if (rows !== file.rows)
      throw new RefusedError(`${file.path} has ${rows} rows; the manifest says ${file.rows}.`);
  }
  const parts = partsOf(folder, manifest);
  for (const part of parts) await verifyPart(folder, part);
  const { received, merged, quarantined, withheld, published } = manifest.counts;
  if (received !== merged + quarantined + withheld + published) {
    throw new RefusedError(`The manifest's counts do not add up: ${JSON.stringify(manifest.counts)}.`);
  }
  for (const name of ['core', 'detail', 'lookup']) {
    const rows = (manifest.tables[name]?.files ?? []).reduce((sum, file) => sum + file.rows, 0);
    if (rows !== published)
      throw new RefusedError(`${name} has ${rows} rows; the manifest says ${published} are published.`);
  }
  return { files: filesOf(manifest).length + parts.length, rows: published };
}

async function verifyPart(folder: string, { path, sha8, bytes, rows }: NamedPart): Promise<void> {
  const full = join(folder, path);
  if (!existsSync(full)) throw new RefusedError(`${path} is missing from ${folder}; publish again.`);
  const content = await readFile(full);
  const sha256 = createHash('sha256').update(content).digest('hex');
  if (content.length !== bytes || !sha256.startsWith(sha8)) {
    throw new RefusedError(
      `${path} has ${content.length} bytes and sha-256 ${sha256}; its index says ${bytes} and ${sha8}…; publish again.`,
    );
  }
  const part = JSON.parse((await unpack(content)).toString()) as Part | StreetPart;
  const held = 'rows' in part ? part.rows.length : streetRows(part);
  if (held !== rows)
    throw new RefusedError(`${path} has ${held} rows; its index says ${rows}; publish again.`);
}

import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { literal, readRow } from './database.ts';
import { InputError, RefusedError } from './error.ts';
import { filesOf, readPublished } from './snapshot.ts';
import { sha256Of } from './stages/write.ts';

/**
 * Re-reads every published file: present, of the stated size and sha-256, with the stated rows, and with counts
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
  const { received, merged, quarantined, withheld, published } = manifest.counts;
  if (received !== merged + quarantined + withheld + published) {
    throw new RefusedError(`The manifest's counts do not add up: ${JSON.stringify(manifest.counts)}.`);
  }
  for (const name of ['core', 'detail']) {
    const rows = (manifest.tables[name]?.files ?? []).reduce((sum, file) => sum + file.rows, 0);
    if (rows !== published)
      throw new RefusedError(`${name} has ${rows} rows; the manifest says ${published} are published.`);
  }
  return { files: filesOf(manifest).length, rows: published };
}

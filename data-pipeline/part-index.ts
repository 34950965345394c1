import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../src/contract/manifest.ts';
import { indexName, partPath, type IndexName, type PartIndex, type PartTable } from '../src/contract/part.ts';
import { partTables } from '../src/contract/table.ts';
import { InputError } from './error.ts';

/** A part as its index names it. */
export interface NamedPart {
  path: string;
  sha8: string;
  bytes: number;
  rows: number;
}

/**
 * The indexes of a table cut into parts that a manifest names, each with its name. One that is gone from `folder` is
 * left out: it names no part that anyone could read.
 * @throws InputError when one cannot be read.
 */
export function readIndexes(
  folder: string,
  manifest: Manifest | null,
  table: PartTable,
): [name: IndexName, index: PartIndex][] {
  const paths = (manifest?.tables[table]?.files ?? []).map(({ path }) => path);
  return paths
    .filter((path) => existsSync(join(folder, path)))
    .map((path) => [indexName(path), readIndex(join(folder, path))]);
}

/** Every part that the indexes of a manifest name. */
export function partsOf(folder: string, manifest: Manifest): NamedPart[] {
  return (Object.keys(partTables) as PartTable[])
    .flatMap((table) => readIndexes(folder, manifest, table))
    .flatMap(([name, { parts }]) =>
      Object.entries(parts).map(([key, [sha8, bytes, rows]]) => ({
        path: partPath(name, key, sha8),
        sha8,
        bytes,
        rows,
      })),
    );
}

function readIndex(path: string): PartIndex {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as PartIndex;
  } catch (error) {
    throw new InputError(
      `${path} cannot be read (${(error as Error).message}); put a good copy back, or remove it and publish again with rebuild or nightly --whole.`,
    );
  }
}

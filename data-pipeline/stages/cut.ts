import type { DuckDBConnection } from '@duckdb/node-api';
import type { Manifest, PublishedFile } from '../../src/contract/manifest.ts';
import type { PartTable } from '../../src/contract/part.ts';
import { RefusedError } from '../error.ts';
import { cutLookup } from './lookup.ts';
import { readNearby } from './nearby.ts';
import { finishAll, writeParts } from './part.ts';
import { writeIndex, type Staging } from './write.ts';

/** The files of the tables that are cut into parts. */
export type CutFiles = Record<PartTable, PublishedFile[]>;

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
  const nearbyRows = await readNearby(connection, staging);
  // Packed while the database makes the parts of lookup.
  const packing = writeParts(staging, nearbyRows, (key) => ['nearby', key]);
  const [lookup, nearby] = await finishAll([
    cutLookup(connection, staging, publishFolder, previous, blocks),
    packing,
  ]);
  const held = lookup.reduce((sum, { rows }) => sum + rows, 0);
  if (held !== requests) {
    throw new RefusedError(
      `The parts of lookup hold ${held} requests; expected ${requests}. Nothing was published. This is a fault of the pipeline: keep DATA_DIR and report it.`,
    );
  }
  const index = await writeIndex(staging, 'nearby', { parts: Object.fromEntries(nearby) });
  return { lookup, nearby: [index] };
}

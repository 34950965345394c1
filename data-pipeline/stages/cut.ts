import type { DuckDBConnection } from '@duckdb/node-api';
import type { Manifest, PublishedFile } from '../../src/contract/manifest.ts';
import type { PartTable } from '../../src/contract/part.ts';
import { readRow } from '../database.ts';
import { RefusedError } from '../error.ts';
import { cutByStreet } from './by-street.ts';
import { cutLookup, nameWords } from './lookup.ts';
import { readNearby } from './nearby.ts';
import { findStreets } from './address-streets.ts';
import { finishAll, writeParts } from './part.ts';
import type { ToWrite } from '../store.ts';
import { writeIndex, type Staging } from './write.ts';

/** The files of the tables that are cut into parts. */
export type CutFiles = Record<PartTable, PublishedFile[]>;

/**
 * Writes the parts of `lookup`, `nearby` and `by_street` into staging, with their indexes, and makes the table `streets`.
 * Of `lookup` and `by_street` only some parts are written again; the others are taken over from the indexes before.
 * @param toWrite blocks of `lookup`, and months of `detail` that were written; null for all.
 * @param previous what is published in `publishFolder`; null when nothing is that could be taken over.
 * @param detail its files as they will be published.
 * @throws RefusedError when `lookup` would not hold every request, or `by_street` not every one on a street.
 */
export async function cutParts(
  connection: DuckDBConnection,
  staging: Staging,
  publishFolder: string,
  previous: Manifest | null,
  toWrite: ToWrite | null,
  detail: readonly PublishedFile[],
  requests: number,
): Promise<CutFiles> {
  const words = await nameWords(connection);
  const nearbyRows = await readNearby(connection, staging);
  // Packed while the database makes the parts of lookup.
  const packing = writeParts(staging, nearbyRows, (key) => ['nearby', key]);
  const [lookup, nearby] = await finishAll([
    cutLookup(connection, staging, publishFolder, previous, toWrite?.blocks ?? null, words),
    packing,
  ]);
  const held = lookup.reduce((sum, { rows }) => sum + rows, 0);
  if (held !== requests) {
    throw new RefusedError(
      `The parts of lookup hold ${held} requests; expected ${requests}. Nothing was published. This is a fault of the pipeline: keep DATA_DIR and report it.`,
    );
  }
  const index = await writeIndex(staging, 'nearby', { parts: Object.fromEntries(nearby) });
  const places = await findStreets(connection);
  const written = detail.flatMap(({ path, month = '' }) =>
    toWrite?.months.has(month) === true ? [{ path: staging.path(path), month }] : [],
  );
  const earlier = toWrite === null || previous === null ? null : { manifest: previous, written };
  const byStreet = await cutByStreet(connection, staging, publishFolder, earlier, words, places);
  await checkStreets(connection, byStreet);
  return { lookup, nearby: [index], by_street: byStreet };
}

async function checkStreets(connection: DuckDBConnection, files: readonly PublishedFile[]): Promise<void> {
  const held = files.reduce((sum, { rows }) => sum + rows, 0);
  const { requests } = await readRow<{ requests: number }>(
    connection,
    'SELECT coalesce(sum(requests), 0)::INTEGER AS requests FROM streets',
  );
  if (held !== requests) {
    throw new RefusedError(
      `The parts of by_street hold ${held} requests; expected ${requests}. Nothing was published. This is a fault of the pipeline: keep DATA_DIR and report it.`,
    );
  }
}

import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseManifest, type Manifest, type PublishedFile } from '../src/contract/manifest.ts';
import { InputError, RefusedError } from './error.ts';
import { partsOf } from './part-index.ts';

/** So many publications stay whole on disk, the live one among them. */
export const keptSnapshots = 7;

const folderOf = (publishFolder: string): string => join(publishFolder, 'snapshots');

/** The manifest in `folder`, or null when nothing is published there. */
export function readPublished(folder: string): Manifest | null {
  const path = join(folder, 'manifest.json');
  return existsSync(path) ? readManifest(path) : null;
}

/** Every file a manifest names. Parts of tables are named by their indexes (`partsOf`). */
export function filesOf(manifest: Manifest): PublishedFile[] {
  return Object.values(manifest.tables).flatMap(({ files }) => files);
}

/** True for the name of a published file: it carries a hash of its content. */
export function isPublishedName(name: string): boolean {
  return /\.[0-9a-f]{8}\.(parquet|geojson|json|json\.gz)$/.test(name);
}

/** Kept manifests, oldest first, the live one among them. */
export function listSnapshots(folder: string): { path: string; manifest: Manifest }[] {
  const kept = folderOf(folder);
  if (!existsSync(kept)) return [];
  return readdirSync(kept)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ path: join(kept, name), manifest: readManifest(join(kept, name)) }));
}

/**
 * Puts a manifest in force: kept under its own name first, then moved over `manifest.json`, which is the one act that
 * readers see. Then only the newest snapshots stay, and with them the files they name.
 * @param forget true for snapshots that must not be kept, such as those that show a number withheld since.
 */
export function putInForce(folder: string, manifest: Manifest, forget: (kept: Manifest) => boolean): void {
  const kept = folderOf(folder);
  mkdirSync(kept, { recursive: true });
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  const earlier = listSnapshots(folder);
  const name = `${nextNumber(earlier.at(-1)?.path)}-${fileName(manifest)}.json`;
  for (const path of [join(kept, name), join(folder, 'manifest.json')]) {
    writeFileSync(`${path}.part`, text);
    renameSync(`${path}.part`, path);
  }
  for (const { path, manifest: other } of earlier) {
    if (other.snapshot.id === manifest.snapshot.id || forget(other)) rmSync(path);
  }
  for (const { path } of listSnapshots(folder).slice(0, -keptSnapshots)) rmSync(path);
  removeUnnamed(folder);
}

/**
 * Puts the snapshot before the live one in force again, and forgets the live one.
 * @returns the manifest now in force.
 * @throws InputError when nothing is published; RefusedError when there is none before it, or its files are gone.
 */
export function rollBack(folder: string): Manifest {
  const live = readPublished(folder);
  if (live === null)
    throw new InputError(`Nothing is published in ${folder}; there is nothing to go back from.`);
  const snapshots = listSnapshots(folder);
  const position = snapshots.findIndex(({ manifest }) => manifest.snapshot.id === live.snapshot.id);
  const before = snapshots[(position === -1 ? snapshots.length : position) - 1];
  if (before === undefined) {
    throw new RefusedError(
      `${live.snapshot.id} is the oldest snapshot kept in ${folder}; there is none before it. What is published stays.`,
    );
  }
  const named = [...filesOf(before.manifest), ...partsOf(folder, before.manifest)];
  const gone = named.find(({ path }) => !existsSync(join(folder, path)));
  if (gone !== undefined) {
    throw new RefusedError(
      `Snapshot ${before.manifest.snapshot.id} names ${gone.path}, which is gone from ${folder}; what is published stays.`,
    );
  }
  const path = join(folder, 'manifest.json');
  writeFileSync(`${path}.part`, `${JSON.stringify(before.manifest, null, 1)}\n`);
  renameSync(`${path}.part`, path);
  for (const { path: later } of snapshots.slice(snapshots.indexOf(before) + 1)) rmSync(later);
  removeUnnamed(folder);
  return before.manifest;
}

/** Removes data files that no kept manifest names, nor an index that it names. */
export function removeUnnamed(folder: string): void {
  const live = readPublished(folder);
  const manifests = [
    ...(live === null ? [] : [live]),
    ...listSnapshots(folder).map(({ manifest }) => manifest),
  ];
  const files = manifests.flatMap((manifest) => [...filesOf(manifest), ...partsOf(folder, manifest)]);
  const named = new Set(files.map(({ path }) => path));
  for (const name of readdirSync(folder))
    if (!named.has(name) && isPublishedName(name)) rmSync(join(folder, name));
}

function readManifest(path: string): Manifest {
  try {
    return parseManifest(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new InputError(
      `${path} cannot be read (${(error as Error).message}); put a good copy back, or move it away and publish again.`,
    );
  }
}

/** Counts on from the newest kept file: two publications of one minute stay in their order. */
function nextNumber(newest: string | undefined): string {
  const number = newest === undefined ? 0 : Number.parseInt(basename(newest), 10);
  return String(number + 1).padStart(6, '0');
}

/** Colons are not allowed in file names everywhere. */
function fileName(manifest: Manifest): string {
  return manifest.snapshot.id.replaceAll(':', '');
}

import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import {
  parseManifest,
  type Check,
  type Manifest,
  type PublishedFile,
  type PublishedTable,
} from '../../src/contract/manifest.ts';
import { tables, type TableName } from '../../src/contract/table.ts';
import { literal, readRow, readRows } from '../database.ts';
import { InputError } from '../error.ts';
import type { MapLayer } from './draw.ts';
import type { Counts } from './conform.ts';

/** What a published record says about itself. */
export interface Snapshot {
  source: Manifest['snapshot']['source'];
  /** ISO time the source was read. */
  fetchedAt: string;
  /** Wall clock of the newest request. */
  dataThrough: string;
}

const monthlyTables: readonly TableName[] = ['core', 'detail'];

/**
 * Writes every table and map layer beside what is published, names each file by its content, and then replaces
 * `manifest.json` by one rename. Until that rename readers see the old record, after it the new one. Files of the
 * record just replaced stay, for readers who hold its manifest; older ones go.
 * @returns the new manifest.
 */
export async function publish(
  connection: DuckDBConnection,
  folder: string,
  snapshot: Snapshot,
  counts: Counts,
  checks: Check[],
  layers: readonly MapLayer[],
): Promise<Manifest> {
  mkdirSync(folder, { recursive: true });
  const previous = readPublished(folder);
  const staging = join(folder, '.staging');
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging);
  try {
    const published: Record<string, PublishedTable> = {};
    for (const name of Object.keys(tables) as TableName[]) {
      published[name] = {
        columns: tables[name].map((column) => ({ ...column })),
        files: monthlyTables.includes(name)
          ? await writeMonths(connection, name, staging)
          : [await writeTable(connection, name, staging)],
      };
    }
    for (const layer of layers) {
      const path = join(staging, 'layer');
      writeFileSync(path, layer.geojson);
      published[layer.name] = {
        columns: layer.columns,
        files: [await nameByContent(path, layer.name, 'geojson', layer.features)],
      };
    }
    const manifest: Manifest = {
      schema: 1,
      snapshot: { id: snapshotId(snapshot, published), ...snapshot },
      counts,
      tables: published,
      checks,
    };
    parseManifest(manifest);
    for (const { path } of filesOf(manifest)) renameSync(join(staging, path), join(folder, path));
    writeFileSync(join(staging, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
    renameSync(join(staging, 'manifest.json'), join(folder, 'manifest.json'));
    removeUnnamed(folder, [manifest, ...(previous ? [previous] : [])]);
    return manifest;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** The manifest in `folder`, or null when nothing is published there. */
export function readPublished(folder: string): Manifest | null {
  const path = join(folder, 'manifest.json');
  if (!existsSync(path)) return null;
  try {
    return parseManifest(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new InputError(
      `${path} cannot be read (${(error as Error).message}); put a good copy back, or move it away and publish again.`,
    );
  }
}

/** Every file a manifest names. */
export function filesOf(manifest: Manifest): PublishedFile[] {
  return Object.values(manifest.tables).flatMap(({ files }) => files);
}

/** sha-256 of a file, in hexadecimal, read as a stream. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

async function writeMonths(
  connection: DuckDBConnection,
  name: TableName,
  staging: string,
): Promise<PublishedFile[]> {
  const months = await readRows<{ month: string; rows: number }>(
    connection,
    `SELECT month, count(*)::INTEGER AS rows FROM ${name} GROUP BY month ORDER BY month`,
  );
  const files: PublishedFile[] = [];
  for (const { month, rows } of months) {
    const path = join(staging, 'table');
    await copy(connection, `SELECT ${columnsOf(name)} FROM ${name} WHERE month = ${literal(month)}`, path);
    files.push({ ...(await nameByContent(path, `${name}-${month}`, 'parquet', rows)), month });
  }
  return files;
}

async function writeTable(
  connection: DuckDBConnection,
  name: TableName,
  staging: string,
): Promise<PublishedFile> {
  const { rows } = await readRow<{ rows: number }>(
    connection,
    `SELECT count(*)::INTEGER AS rows FROM ${name}`,
  );
  const path = join(staging, 'table');
  await copy(connection, `SELECT ${columnsOf(name)} FROM ${name}`, path);
  return nameByContent(path, name, 'parquet', rows);
}

function columnsOf(name: TableName): string {
  return tables[name].map((column) => `${column.name}::${column.type} AS ${column.name}`).join(', ');
}

async function copy(connection: DuckDBConnection, query: string, path: string): Promise<void> {
  await connection.run(
    `COPY (${query}) TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 12, ROW_GROUP_SIZE 122880)`,
  );
}

async function nameByContent(
  path: string,
  name: string,
  ending: string,
  rows: number,
): Promise<PublishedFile> {
  const sha256 = await sha256Of(path);
  const published = `${name}.${sha256.slice(0, 8)}.${ending}`;
  const { size } = statSync(path);
  renameSync(path, join(path, '..', published));
  return { path: published, rows, bytes: size, sha256 };
}

function snapshotId(snapshot: Snapshot, published: Record<string, PublishedTable>): string {
  const hash = createHash('sha256');
  for (const { files } of Object.values(published)) for (const file of files) hash.update(file.sha256);
  return `${snapshot.fetchedAt.slice(0, 16)}Z-${hash.digest('hex').slice(0, 8)}`;
}

function removeUnnamed(folder: string, manifests: Manifest[]): void {
  const named = new Set(['manifest.json', ...manifests.flatMap(filesOf).map(({ path }) => path)]);
  for (const name of readdirSync(folder)) {
    if (!named.has(name) && /\.[0-9a-f]{8}\.(parquet|geojson)$/.test(name)) rmSync(join(folder, name));
  }
}

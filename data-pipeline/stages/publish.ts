import { createHash } from 'node:crypto';
import { existsSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import {
  parseManifest,
  type Check,
  publishedName,
  type Manifest,
  type PublishedFile,
  type PublishedTable,
} from '../../src/contract/manifest.ts';
import { streetIndex } from '../../src/contract/street.ts';
import { monthlyTables, partTables, tables, type TableName } from '../../src/contract/table.ts';
import { literal } from '../database.ts';
import { filesOf } from '../snapshot.ts';
import { writeHistory, type Compared } from '../history.ts';
import type { CutFiles } from './cut.ts';
import type { MapLayer } from './draw.ts';
import type { PublishedPhotos } from './photos.ts';
import { deriveMonths } from './derive.ts';
import type { PlaceFinder } from './locate.ts';
import type { Counts } from './settle.ts';
import type { IndexText } from './street-index.ts';
import { writeJson, writeLayer, writeMonth, writeTable, type Staging } from './write.ts';

/** What a published record says about itself. */
export interface Snapshot {
  source: Manifest['snapshot']['source'];
  /** ISO time the source was read. */
  fetchedAt: string;
  /** Wall clock of the newest request. */
  dataThrough: string;
}

/** Files of the monthly tables, each table's in the order of months. */
export type MonthlyFiles = Record<'core' | 'detail', PublishedFile[]>;

/** Rows are derived in portions of about this many, so that memory stays flat however long the record is. */
const portionRows = 400_000;

/**
 * Writes `core` and `detail` of the months to write into staging and takes the others from what is published.
 * @param months every month of the record, oldest first.
 */
export async function writeMonths(
  connection: DuckDBConnection,
  staging: Staging,
  findPlaces: PlaceFinder,
  months: readonly { month: string; rows: number }[],
  toWrite: ReadonlySet<string>,
  previous: Manifest | null,
): Promise<MonthlyFiles> {
  const files: MonthlyFiles = { core: [], detail: [] };
  for (const portion of portionsOf(months.filter(({ month }) => toWrite.has(month)))) {
    await deriveMonths(connection, portion, findPlaces);
    for (const month of portion) {
      files.core.push(...(await writeMonth(connection, staging, 'core', 'core_chunk', month)));
      files.detail.push(...(await writeMonth(connection, staging, 'detail', 'detail_chunk', month)));
    }
  }
  const present = new Set(months.map(({ month }) => month));
  for (const name of ['core', 'detail'] as const) {
    const kept = (previous?.tables[name]?.files ?? []).filter(
      ({ month = '' }) => present.has(month) && !toWrite.has(month),
    );
    files[name].push(...kept);
    // Sorting is stable, so that parts of one month keep their order.
    files[name].sort((first, second) => (first.month ?? '').localeCompare(second.month ?? ''));
  }
  return files;
}

function portionsOf(months: readonly { month: string; rows: number }[]): string[][] {
  const portions: string[][] = [];
  let rowsSoFar = Infinity;
  for (const { month, rows } of months) {
    if (rowsSoFar + rows > portionRows) {
      portions.push([]);
      rowsSoFar = 0;
    }
    portions.at(-1)?.push(month);
    rowsSoFar += rows;
  }
  return portions;
}

/** Makes `core` (a table) and `detail` (a view) of all requests about to be published, from their files. */
export async function openMonths(
  connection: DuckDBConnection,
  staging: Staging,
  publishFolder: string,
  files: MonthlyFiles,
  written: ReadonlySet<string>,
): Promise<void> {
  const list = (name: 'core' | 'detail'): string =>
    files[name]
      .map(({ path, month = '' }) =>
        literal(written.has(month) ? staging.path(path) : join(publishFolder, path)),
      )
      .join(', ');
  await connection.run(`CREATE OR REPLACE TEMP TABLE core AS SELECT * FROM read_parquet([${list('core')}])`);
  await connection.run(
    `CREATE OR REPLACE TEMP VIEW detail AS SELECT * FROM read_parquet([${list('detail')}])`,
  );
}

/** Everything of a record that is written before its manifest is composed. */
export interface Contents {
  monthly: MonthlyFiles;
  cut: CutFiles;
  layers: readonly MapLayer[];
  streets: IndexText;
  photos: PublishedPhotos;
  /** The publication before, and what the run did to its requests. */
  compared: Compared;
}

/** Writes the other tables, the map layers and the street index into staging, and composes the manifest that will show all of it. */
export async function compose(
  connection: DuckDBConnection,
  staging: Staging,
  { monthly, cut, layers, streets, photos, compared }: Contents,
  snapshot: Snapshot,
  counts: Counts,
  checks: Check[],
): Promise<Manifest> {
  const published: Record<string, PublishedTable> = {};
  for (const name of (Object.keys(tables) as TableName[]).filter((one) => one !== 'snapshots')) {
    published[name] = {
      columns: tables[name].map((column) => ({ ...column })),
      files: await filesFor(connection, staging, name, monthly),
    };
  }
  for (const name of ['lookup', 'nearby', 'by_street'] as const)
    published[name] = { columns: partTables[name].map((column) => ({ ...column })), files: cut[name] };
  for (const layer of layers) {
    published[layer.name] = { columns: layer.columns, files: [await writeLayer(staging, layer)] };
  }
  published['street_index'] = {
    columns: streetIndex.map((column) => ({ ...column })),
    files: [await writeJson(staging, 'street_index', 'json', streets.streets, streets.text)],
  };
  Object.assign(published, photos.tables);
  // The history tells of this publication by its id, which therefore stands for every table but that one.
  const id = snapshotId(snapshot, published);
  published['snapshots'] = {
    columns: tables.snapshots.map((column) => ({ ...column })),
    files: [
      await writeHistory(connection, staging, { id, ...snapshot, counts, tables: published }, compared),
    ],
  };
  const manifest: Manifest = {
    schema: 1,
    snapshot: { id, ...snapshot },
    counts,
    tables: published,
    checks,
    photos: photos.account,
  };
  return parseManifest(manifest);
}

async function filesFor(
  connection: DuckDBConnection,
  staging: Staging,
  name: TableName,
  monthly: MonthlyFiles,
): Promise<PublishedFile[]> {
  if (name === 'core' || name === 'detail') return monthly[name];
  if (!monthlyTables.includes(name)) return [await writeTable(connection, staging, name)];
  const months = (
    await connection.runAndReadAll(`SELECT DISTINCT month FROM ${name}_by_month ORDER BY month`)
  ).getRowsJS() as string[][];
  // Readers find a table of no rows rather than none.
  if (months.length === 0) return [await writeTable(connection, staging, name, `${name}_by_month`)];
  const files: PublishedFile[] = [];
  for (const [month = ''] of months)
    files.push(...(await writeMonth(connection, staging, name, `${name}_by_month`, month)));
  return files;
}

/**
 * Moves what was written beside the files that readers have now. None of it is seen before a manifest names it.
 * @throws Error when a file that the manifest names was neither written nor published before.
 */
export function moveIntoPlace(staging: Staging, publishFolder: string, manifest: Manifest): void {
  for (const name of readdirSync(staging.folder))
    if (publishedName.test(name)) renameSync(staging.path(name), join(publishFolder, name));
  const lacking = filesOf(manifest).find(({ path }) => !existsSync(join(publishFolder, path)));
  if (lacking !== undefined) throw new Error(`${lacking.path} was not written`);
}

function snapshotId(snapshot: Snapshot, published: Record<string, PublishedTable>): string {
  const hash = createHash('sha256');
  for (const { files } of Object.values(published)) for (const file of files) hash.update(file.sha256);
  return `${snapshot.fetchedAt.slice(0, 16)}Z-${hash.digest('hex').slice(0, 8)}`;
}

import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { PublishedFile } from '../../src/contract/manifest.ts';
import type { IndexName, PartIndex } from '../../src/contract/part.ts';
import { tables, type TableName } from '../../src/contract/table.ts';
import { literal, readRow } from '../database.ts';
import { RefusedError } from '../error.ts';
import type { MapLayer } from './draw.ts';

/** No file has more rows: at about 40 bytes a row of `detail` that keeps each below 20 MiB with room to spare. */
export const mostRowsInFile = 250_000;

/**
 * The order of rows in the files of monthly tables. Of `core` area and type come first and compress to almost nothing;
 * the last key makes the order, and so the bytes, the same every time. `detail` comes sorted by request number (derive.sql).
 */
const sortKeys: Partial<Record<TableName, string>> = {
  core: 'neighborhood, request_type, council_district, police_district, created_day, minutes_to_close, request_number',
  changes: 'seen_at, change, request_number',
};

/** A folder beside the live files in which a publication is built. Readers never look into it. */
export class Staging {
  readonly folder: string;
  /** Written into every file; null where a record speaks for itself. */
  readonly notice: string | null;

  /** Makes it empty, whatever an interrupted run left there. */
  constructor(publishFolder: string, notice: string | null = null) {
    this.folder = join(publishFolder, '.staging');
    this.notice = notice;
    rmSync(this.folder, { recursive: true, force: true });
    mkdirSync(this.folder, { recursive: true });
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/**
 * Writes the rows of one month, in several files where there are many.
 * @param from table or view that has the columns of `name` and `month`.
 */
export async function writeMonth(
  connection: DuckDBConnection,
  staging: Staging,
  name: TableName,
  from: string,
  month: string,
): Promise<PublishedFile[]> {
  const sortKey = sortKeys[name];
  const order = sortKey === undefined ? '' : ` ORDER BY ${sortKey}`;
  const query = `SELECT ${columnsOf(name)} FROM ${from} WHERE month = ${literal(month)}${order}`;
  const { rows } = await readRow<{ rows: number }>(
    connection,
    `SELECT count(*)::INTEGER AS rows FROM ${from} WHERE month = ${literal(month)}`,
  );
  const files: PublishedFile[] = [];
  for (let offset = 0; offset < rows; offset += mostRowsInFile) {
    const part = offset === 0 ? '' : `-${offset / mostRowsInFile + 1}`;
    const window = rows > mostRowsInFile ? ` LIMIT ${mostRowsInFile} OFFSET ${offset}` : '';
    const file = await writeQuery(connection, staging, `${query}${window}`, `${name}-${month}${part}`);
    files.push({ ...file, month });
  }
  return files;
}

/** Writes a whole table, from the table or view of that name unless another is named. */
export async function writeTable(
  connection: DuckDBConnection,
  staging: Staging,
  name: TableName,
  from: string = name,
): Promise<PublishedFile> {
  return writeQuery(connection, staging, `SELECT ${columnsOf(name)} FROM ${from}`, name);
}

/** Writes a map layer. */
export async function writeLayer(staging: Staging, layer: MapLayer): Promise<PublishedFile> {
  const path = staging.path('layer');
  writeFileSync(path, staging.notice === null ? layer.geojson : withNotice(layer.geojson, staging.notice));
  return nameByContent(staging, path, layer.name, 'geojson', layer.features);
}

/** Writes the index of parts that lie in staging or are published already. Its rows are those of its parts. */
export async function writeIndex(
  staging: Staging,
  name: IndexName,
  index: PartIndex,
): Promise<PublishedFile> {
  const path = staging.path(name);
  const { notice } = staging;
  writeFileSync(path, JSON.stringify(notice === null ? index : { notice, ...index }));
  const rows = Object.values(index.parts).reduce((sum, [, , own]) => sum + own, 0);
  return nameByContent(staging, path, name, 'json', rows);
}

/** sha-256 of a file, in hexadecimal, read as a stream. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

function columnsOf(name: TableName): string {
  return tables[name].map((column) => `"${column.name}"::${column.type} AS "${column.name}"`).join(', ');
}

/** Writes, reads the file back, and names it by what was read. */
async function writeQuery(
  connection: DuckDBConnection,
  staging: Staging,
  query: string,
  name: string,
): Promise<PublishedFile> {
  const path = staging.path('table');
  const notice = staging.notice === null ? '' : `, KV_METADATA {notice: ${literal(staging.notice)}}`;
  const written = await connection.run(
    `COPY (${query}) TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 6, ROW_GROUP_SIZE 122880${notice})`,
  );
  const { rows } = await readRow<{ rows: number }>(
    connection,
    `SELECT count(*)::INTEGER AS rows FROM read_parquet(${literal(path)})`,
  );
  if (rows !== written.rowsChanged) {
    throw new RefusedError(
      `${name} was written with ${written.rowsChanged} rows and read back with ${rows}; the disk may be failing. Nothing was published.`,
    );
  }
  return nameByContent(staging, path, name, 'parquet', rows);
}

/** GeoJSON allows members of one's own beside `type` and `features`. */
function withNotice(geojson: string, notice: string): string {
  return JSON.stringify({ notice, ...(JSON.parse(geojson) as object) });
}

async function nameByContent(
  staging: Staging,
  path: string,
  name: string,
  ending: string,
  rows: number,
): Promise<PublishedFile> {
  const sha256 = await sha256Of(path);
  const published = `${name}.${sha256.slice(0, 8)}.${ending}`;
  const { size } = statSync(path);
  renameSync(path, staging.path(published));
  return { path: published, rows, bytes: size, sha256 };
}

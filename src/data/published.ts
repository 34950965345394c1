import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { AreaKind, Clock, Origin } from '../contract/code.ts';
import { parseManifest, type Manifest, type PublishedFile } from '../contract/manifest.ts';
import type { MetricId } from '../contract/metric.ts';
import { partTables, tables } from '../contract/table.ts';
import type { ComparedArea } from './comparison.ts';

/** One place, as published in `areas`. */
export type AreaRow = ComparedArea;

/** One kind of request, as published in `request_types`. */
export interface RequestTypeRow {
  request_type_id: number;
  request_type: string;
  name_en: string;
  name_es: string;
  family: string;
  current_name: string;
  origin: Origin;
  clock: Clock;
  reviewed: boolean;
  requests: number;
}

/** A metric's value for one area and period, residents' requests of all types. */
export interface AreaSummaryRow {
  metric: MetricId;
  period: string;
  kind: AreaKind;
  area_id: number;
  n: number;
  value: number | null;
  beyond_horizon: boolean;
}

/** Requests of one type and origin opened in a period. */
export interface TypeSummaryRow {
  period: string;
  origin: Origin;
  request_type_id: number;
  requests: number;
}

/** What pages built ahead of time read from the published record. */
export interface Published {
  manifest: Manifest;
  areas: AreaRow[];
  requestTypes: RequestTypeRow[];
  areaSummaries: AreaSummaryRow[];
  typeSummaries: TypeSummaryRow[];
  /** Day on which the oldest request of the record was opened. */
  firstDay: string;
}

let published: Promise<Published> | undefined;

/**
 * The published record in PUBLISH_DIR, read once a build.
 * @throws Error when nothing is published there.
 */
export function readPublished(): Promise<Published> {
  published ??= read();
  return published;
}

async function read(): Promise<Published> {
  return {
    manifest: readManifest(),
    areas: await askPublished('SELECT * FROM areas'),
    requestTypes: await askPublished('SELECT * FROM request_types'),
    areaSummaries: await askPublished('SELECT * FROM summary_areas'),
    typeSummaries: await askPublished('SELECT * FROM summary_types'),
    firstDay: await readFirstDay(),
  };
}

/** The areas of a kind, in the order of the record. */
export async function placesOf(kind: AreaKind): Promise<AreaRow[]> {
  return (await readPublished()).areas.filter((area) => area.kind === kind);
}

async function readFirstDay(): Promise<string> {
  const [row] = await askPublished<{ day: string }>(
    "SELECT strftime(min(created_day), '%Y-%m-%d') AS day FROM core",
  );
  return row?.day ?? '';
}

const folder = (): string => resolve(process.env['PUBLISH_DIR'] ?? 'public/data');

function readManifest(): Manifest {
  let text: string;
  try {
    text = readFileSync(join(folder(), 'manifest.json'), 'utf8');
  } catch {
    throw new Error(`Nothing is published in ${folder()}; run "npm run pipeline -- sample" first.`);
  }
  const manifest = parseManifest(JSON.parse(text));
  const published = Object.keys({ ...tables, ...partTables, street_index: null });
  const missing = published.filter((name) => !(name in manifest.tables));
  if (missing.length > 0) {
    throw new Error(
      `The record in ${folder()} was published by an earlier version: it lacks ${missing.join(', ')}. Publish again, with nightly, rebuild or sample.`,
    );
  }
  return manifest;
}

/**
 * The manifests that the site carries with their files: the live one, then the one of the snapshot before it where there
 * is one (astro.config.mjs copies them).
 */
export async function readCarriedManifests(): Promise<Manifest[]> {
  const { manifest: live } = await readPublished();
  const kept = join(folder(), 'snapshots');
  const names = existsSync(kept) ? readdirSync(kept).sort().slice(-2).reverse() : [];
  const earlier = names
    .map((name) => parseManifest(JSON.parse(readFileSync(join(kept, name), 'utf8'))))
    .filter(({ snapshot }) => snapshot.id !== live.snapshot.id);
  return [live, ...earlier];
}

/** The text of a table that is published as one text file; null where the record has no such table. */
export async function readPublishedText(table: string): Promise<string | null> {
  const { manifest } = await readPublished();
  const path = manifest.tables[table]?.files[0]?.path;
  return path === undefined ? null : readFileSync(join(folder(), path), 'utf8');
}

const compressed = new Map<string, number>();

/** About what a host sends of a published text file: its size under gzip. For pages that say what they will fetch. */
export function compressedBytes({ path }: PublishedFile): number {
  const known = compressed.get(path) ?? gzipSync(readFileSync(join(folder(), path))).length;
  compressed.set(path, known);
  return known;
}

/** The same as columns of numbers, for statements with many rows. Every column must be numeric. */
export async function askPublishedColumns(
  sql: string,
  values: (number | string)[] = [],
): Promise<Record<string, number[]>> {
  connected ??= connect();
  const reader = await (await connected).runAndReadAll(sql, values);
  return reader.getColumnsObjectJS() as Record<string, number[]>;
}

let connected: Promise<DuckDBConnection> | undefined;

/**
 * Rows of a statement over the published tables, each a view of its name, or over published files by their own names. For
 * pages built ahead of time.
 */
export async function askPublished<Row>(sql: string, values: (number | string)[] = []): Promise<Row[]> {
  connected ??= connect();
  const reader = await (await connected).runAndReadAll(sql, values);
  return reader.getRowObjectsJS() as Row[];
}

async function connect(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`SET file_search_path = '${folder().replaceAll("'", "''")}'`);
  for (const [name, { files }] of Object.entries(readManifest().tables)) {
    const paths = files
      .filter(({ path }) => path.endsWith('.parquet'))
      .map(({ path }) => `'${join(folder(), path).replaceAll("'", "''")}'`);
    if (paths.length > 0)
      await connection.run(`CREATE VIEW ${name} AS SELECT * FROM read_parquet([${paths.join(', ')}])`);
  }
  return connection;
}

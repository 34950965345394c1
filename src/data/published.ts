import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { AreaKind, Clock, Origin } from '../contract/code.ts';
import { parseManifest, type Manifest } from '../contract/manifest.ts';
import type { MetricId } from '../contract/metric.ts';

/** One place, as published in `areas`. */
export interface AreaRow {
  area_id: number;
  kind: AreaKind;
  name: string;
  slug: string;
  population: number | null;
}

/** One kind of request, as published in `request_types`. */
export interface RequestTypeRow {
  request_type_id: number;
  request_type: string;
  name_en: string;
  name_es: string;
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
}

let published: Promise<Published> | undefined;

/**
 * The published record in PUBLISH_DIR, read once a build.
 * @throws Error when nothing is published there.
 */
export function readPublished(): Promise<Published> {
  published ??= read(resolve(process.env['PUBLISH_DIR'] ?? 'public/data'));
  return published;
}

async function read(folder: string): Promise<Published> {
  let text: string;
  try {
    text = readFileSync(join(folder, 'manifest.json'), 'utf8');
  } catch {
    throw new Error(`Nothing is published in ${folder}; run "npm run pipeline -- sample" first.`);
  }
  const manifest = parseManifest(JSON.parse(text));
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const rows = async <Row>(table: string): Promise<Row[]> => {
    const paths = (manifest.tables[table]?.files ?? []).map(({ path }) =>
      join(folder, path).replaceAll("'", "''"),
    );
    const list = paths.map((path) => `'${path}'`).join(', ');
    const reader = await connection.runAndReadAll(`SELECT * FROM read_parquet([${list}])`);
    return reader.getRowObjectsJS() as Row[];
  };
  try {
    return {
      manifest,
      areas: await rows('areas'),
      requestTypes: await rows('request_types'),
      areaSummaries: await rows('summary_areas'),
      typeSummaries: await rows('summary_types'),
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

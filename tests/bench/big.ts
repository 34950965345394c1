import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { partsOf } from '../../data-pipeline/part-index.ts';
import { parseManifest, type Manifest } from '../../src/contract/manifest.ts';
import { bigFolder, configFile, exportsFolder, saveExports } from './exports.ts';

/** A command on the large record: how long it took, and the most memory it had. */
interface Cost {
  milliseconds: number;
  peakBytes: number;
}

export interface BigRecord {
  rows: number;
  rebuild: Cost;
  night: Cost & { changed: number; months: number };
  /** Months of the record after the night. */
  monthsAll: number;
  /** DuckDB alone, from the same CSV files to one Parquet file. */
  bareCopyMs: number;
  coreBytesPerRow: number;
  detailBytesPerRow: number;
  largestFileBytes: number;
  /** Small parts after the night, and how many of them it wrote. */
  parts: { all: number; fresh: number; largestBytes: number };
  manifest: Manifest;
}

const folder = join(bigFolder, 'data');
const environment = {
  ...process.env,
  DATA_DIR: join(bigFolder, 'state'),
  PUBLISH_DIR: folder,
};

function run(...argv: string[]): { cost: Cost; output: string } {
  const startedMs = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', './tests/bench/peak.mjs', ...argv],
    {
      env: environment,
      encoding: 'utf8',
    },
  );
  const milliseconds = performance.now() - startedMs;
  if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${status}: ${stdout}${stderr}`);
  return { cost: { milliseconds, peakBytes: Number(/peak (\d+)/.exec(stderr)?.[1]) }, output: stdout };
}

/** Rebuilds and publishes ten million sample rows from saved exports, then lives through one night. */
export async function measureBig(rows: number): Promise<BigRecord> {
  await saveExports(rows);
  const bareCopyMs = await copyBare();
  const { cost: rebuild } = run(
    'data-pipeline/cli.ts',
    'rebuild',
    '--from',
    exportsFolder,
    '--config',
    configFile,
  );
  const before = readManifest();
  const partsBefore = new Set(partsOf(folder, before).map(({ path }) => path));
  const bytes = (name: string): number =>
    (before.tables[name]?.files ?? []).reduce((sum, file) => sum + file.bytes, 0) / before.counts.published;
  const { output } = run('tests/bench/night.ts');
  const night = JSON.parse(output.trim().split('\n').at(-1) ?? '') as Cost & { changed: number };
  const old = new Set(before.tables['detail']?.files.map(({ path }) => path));
  const manifest = readManifest();
  const after = manifest.tables['detail']?.files ?? [];
  const parts = partsOf(folder, manifest);
  const fresh = after.filter(({ path }) => !old.has(path));
  return {
    rows: before.counts.published,
    rebuild,
    night: { ...night, months: fresh.length },
    monthsAll: after.length,
    bareCopyMs,
    coreBytesPerRow: bytes('core'),
    detailBytesPerRow: bytes('detail'),
    largestFileBytes: Math.max(
      ...Object.values(before.tables).flatMap(({ files }) => files.map((file) => file.bytes)),
    ),
    parts: {
      all: parts.length,
      fresh: parts.filter(({ path }) => !partsBefore.has(path)).length,
      largestBytes: Math.max(...parts.map(({ bytes: own }) => own)),
    },
    manifest,
  };
}

function readManifest(): Manifest {
  return parseManifest(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
}

async function copyBare(): Promise<number> {
  const target = join(bigFolder, 'bare.parquet');
  const files = readdirSync(exportsFolder).map((name) => `'${join(exportsFolder, name)}'`);
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: '4GB',
    temp_directory: join(bigFolder, 'spill'),
  });
  const connection = await instance.connect();
  const startedMs = performance.now();
  await connection.run(
    `COPY (SELECT * FROM read_csv([${files.join(', ')}], header = true)) TO '${target}' (FORMAT parquet, COMPRESSION zstd)`,
  );
  const milliseconds = performance.now() - startedMs;
  connection.closeSync();
  instance.closeSync();
  rmSync(target);
  return milliseconds;
}

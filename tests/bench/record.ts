import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseManifest, type Manifest } from '../../src/contract/manifest.ts';

export const publishFolder = '.cache/bench/data';
export const siteFolder = '.cache/bench/dist';
const environment = {
  ...process.env,
  PUBLISH_DIR: publishFolder,
  DATA_DIR: '.cache/bench/state',
  SITE_OUT_DIR: siteFolder,
};

function run(...argv: string[]): number {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, argv, {
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${status}`);
  return performance.now() - started;
}

/** How long the million rows and the site on them took. */
export interface Made {
  generatedMs: number;
  /** All pages, feeds and scripts, and all of them compressed. */
  builtMs: number;
}

/** Makes and publishes the million rows, and builds the site on them. */
export function makeRecord(): Made {
  const generatedMs = run(
    'data-pipeline/cli.ts',
    'sample',
    '--rows',
    '1000000',
    '--seed',
    '311',
    '--through',
    '2026-11-30',
  );
  return { generatedMs, builtMs: run('.tools/build.mjs') };
}

/** What was published. */
export function readManifest(): Manifest {
  return parseManifest(JSON.parse(readFileSync(join(publishFolder, 'manifest.json'), 'utf8')));
}

/** Bytes of a table's files on disk. */
export function tableBytes(manifest: Manifest, name: string): number {
  return (manifest.tables[name]?.files ?? []).reduce(
    (sum, { path }) => sum + statSync(join(publishFolder, path)).size,
    0,
  );
}

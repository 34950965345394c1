import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Area } from './area.ts';

const here = import.meta.dirname;

/**
 * Stands for everything besides rows that shapes the monthly files: statements, stages, reference tables, the
 * contract, the database's version and the areas. When it changes, every month is written anew.
 */
export function fingerprintOf(areas: readonly Area[]): string {
  const hash = createHash('sha256');
  const folders = ['sql', 'reference', 'stages'].map((name) => join(here, name));
  for (const folder of [...folders, resolve(here, '../src/contract')]) {
    for (const name of readdirSync(folder).sort()) hash.update(readFileSync(join(folder, name)));
  }
  const { dependencies } = JSON.parse(readFileSync(resolve(here, '../package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  hash.update(dependencies['@duckdb/node-api'] ?? '');
  hash.update(JSON.stringify(areas));
  return hash.digest('hex');
}

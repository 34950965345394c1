import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Browser } from 'playwright';
import { compressDirectory } from '../../.tools/compress.mjs';
import { startServer } from '../../.tools/serve.mjs';
import { readIndexes } from '../../data-pipeline/part-index.ts';
import type { Manifest } from '../../src/contract/manifest.ts';
import { nearbyDays, partPath, type Part } from '../../src/contract/part.ts';
import { openPage } from './browser.ts';
import { bigFolder } from './exports.ts';
import { siteFolder } from './record.ts';

/** What finding a request by number fetches over the large record, page and all. */
export interface LookupBytes {
  /** Requests looked up, picked to be costly. */
  numbers: number;
  most: number;
  median: number;
}

/** Requests picked of each kind of costly ones. */
const picked = 12;

/**
 * Looks up requests that cost most, each with an empty cache: some in the fullest parts of `nearby`, and duplicates
 * whose parents lie in other blocks. The pages are those of the smaller record; what they fetch is the large one.
 * @throws Error when the engine or a Parquet file is fetched.
 */
export async function measureLookup(browser: Browser, manifest: Manifest): Promise<LookupBytes> {
  const data = join(bigFolder, 'data');
  const site = join(bigFolder, 'site');
  rmSync(site, { recursive: true, force: true });
  mkdirSync(site, { recursive: true });
  for (const name of readdirSync(siteFolder).filter((name) => name !== 'data'))
    cpSync(join(siteFolder, name), join(site, name), { recursive: true });
  symlinkSync(resolve(data), join(site, 'data'));
  await compressDirectory(data);
  const server = await startServer({ directory: site });
  const bytes: number[] = [];
  for (const number of await costlyNumbers(manifest)) {
    const { page, bytes: fetched, urls } = await openPage(browser, 390, 700);
    await page.goto(`${server.address}request/?number=${number}`);
    await page.waitForSelector('portal-request[data-state="shown"]');
    await page.waitForTimeout(300);
    const heavy = urls.filter((url) => /wasm|parquet/.test(url));
    if (heavy.length > 0) throw new Error(`fetched for ${number}: ${heavy.join(', ')}`);
    bytes.push(fetched());
    await page.context().close();
  }
  await server.close();
  bytes.sort((one, other) => one - other);
  return {
    numbers: bytes.length,
    most: bytes.at(-1) ?? NaN,
    median: bytes[bytes.length >> 1] ?? NaN,
  };
}

async function costlyNumbers(manifest: Manifest): Promise<string[]> {
  const data = join(bigFolder, 'data');
  const [index] = readIndexes(data, manifest, 'nearby');
  const fullest = Object.entries(index?.[1].parts ?? {})
    .sort(([, one], [, other]) => other[1] - one[1])
    .slice(0, picked);
  const inFullest = fullest.map(([key, [sha8]]) => ownNumber(join(data, partPath('nearby', key, sha8))));
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const files = (manifest.tables['detail']?.files ?? []).map(({ path }) => `'${join(data, path)}'`);
  // The oldest of the located requests: nothing around them tells of their parents.
  const reader = await connection.runAndReadAll(
    `SELECT request_number FROM read_parquet([${files.join(', ')}])
     WHERE parent_number IS NOT NULL AND location = 'point' AND NOT place_is_block
       AND substr(parent_number, 4)::INTEGER // 2500 <> substr(request_number, 4)::INTEGER // 2500
       AND created_at < (SELECT max(created_at) FROM read_parquet([${files.join(', ')}])) - INTERVAL ${nearbyDays} DAY
     ORDER BY hash(request_number) LIMIT ${picked}`,
  );
  connection.closeSync();
  return [...inFullest, ...(reader.getRowsJS() as string[][]).map(([number = '']) => number)];
}

/** A request of a part that shows its own point, so that the part is fetched for it. */
function ownNumber(path: string): string {
  const { rows } = JSON.parse(gunzipSync(readFileSync(path)).toString()) as Part;
  return String(rows.find((row) => row.at(-1) === 0)?.[0] ?? '');
}

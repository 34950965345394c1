import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Browser, Page } from 'playwright';
import { startServer } from '../../.tools/serve.mjs';
import type { Manifest } from '../../src/contract/manifest.ts';
import { openPage } from './browser.ts';
import { bigFolder } from './exports.ts';
import { spread } from './figure.ts';

/** What the search box takes. */
export interface BoxCost {
  /** Bytes over the wire when a reader first goes into the box, with an empty cache. */
  bytes: number;
  /** Milliseconds from a keystroke until its suggestions are laid out, on a processor slowed four times. */
  keystrokeMs: { median: number; p95: number; most: number };
}

/** What searches along streets take over the large record. */
export interface StreetCost {
  street: string;
  requests: number;
  /** Bytes over the wire for all years of the street, manifest and indexes included. */
  bytes: number;
  /** Milliseconds from the question to the list, files in the browser's cache. */
  warmMs: number;
  /** Page 500 of its list, or the last one, after the first is shown. */
  pageMs: number;
  /** A scan of `detail` by a native engine on the same files: its milliseconds, and the bytes a browser would fetch. */
  scanMs: number;
  scanBytes: number;
}

const typed = [
  'rats in my alley',
  'ratas',
  'luz de la calle apagada',
  'couch on curb',
  'pot hole n charles',
  'charls villag',
  '1200 calvert st',
  'avandonado',
];

/** Measures the box of a built site's page at `url`. */
export async function measureBox(browser: Browser, url: string): Promise<BoxCost> {
  const { page, bytes } = await openPage(browser, 390, 844);
  await page.goto(`${url}neighborhood/canton/`);
  await page.waitForTimeout(500);
  const before = bytes();
  await page.focus('#site-search');
  await page.waitForSelector('portal-search[data-state=ready]');
  await page.waitForTimeout(500);
  const fetched = bytes() - before;
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const times: number[] = [];
  for (const text of typed) times.push(...(await page.evaluate(typeSlowly, text)));
  await page.context().close();
  // The first letters compile code; a reader's later ones are what is measured.
  const warm = times.slice(8);
  return { bytes: fetched, keystrokeMs: { ...spread(warm), most: Math.max(...warm) } };
}

/** Types a text letter by letter; milliseconds of each until its list is laid out. Runs in the page. */
async function typeSlowly(text: string): Promise<number[]> {
  const input = document.querySelector<HTMLInputElement>('#site-search')!;
  const list = document.querySelector<HTMLElement>('#site-search-list')!;
  const times: number[] = [];
  for (let length = 1; length <= text.length; length += 1) {
    input.value = text.slice(0, length);
    const started = performance.now();
    input.dispatchEvent(new Event('input', { bubbles: true }));
    if (list.offsetHeight < 0) throw new Error('no layout');
    times.push(performance.now() - started);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return times;
}

/**
 * Searches the streets with most requests, and a quiet one, over all years of the large record, each with an empty cache
 * and again. After `measureLookup`, which lays out the site around that record.
 * @throws Error when the engine is fetched, or not all requests of a street are found.
 */
export async function measureStreets(browser: Browser, manifest: Manifest): Promise<StreetCost[]> {
  const data = join(bigFolder, 'data');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const files = (manifest.tables['detail']?.files ?? []).map(({ path }) => `'${join(data, path)}'`);
  await connection.run(`CREATE VIEW detail AS SELECT * FROM read_parquet([${files.join(', ')}])`);
  const [path = ''] = (manifest.tables['streets']?.files ?? []).map((file) => join(data, file.path));
  const reader = await connection.runAndReadAll(
    `SELECT street, requests FROM read_parquet('${path}') ORDER BY requests DESC`,
  );
  const streets = reader.getRowsJS() as [street: string, requests: number][];
  tellAllYears(manifest);
  const server = await startServer({ directory: join(bigFolder, 'site') });
  const costs: StreetCost[] = [];
  for (const [street, held] of [...streets.slice(0, 3), ...streets.slice(-1)]) {
    const address = `${server.address}search/?street=${encodeURIComponent(street)}&whose=everyone`;
    const { page, urls } = await openPage(browser, 1200, 900);
    const sizes = await countData(page);
    await page.goto(address);
    await page.waitForSelector('portal-found[data-state=shown]');
    const heavy = urls.filter((url) => /wasm|parquet/.test(url));
    if (heavy.length > 0) throw new Error(`fetched for ${street}: ${heavy.join(', ')}`);
    const bytes = sizes();
    await page.goto(address);
    await page.waitForSelector('portal-found[data-state=shown]');
    const portal = page.locator('portal-found');
    const warmMs = Number(await portal.getAttribute('data-shown-ms'));
    const requests = Number(await portal.getAttribute('data-count'));
    const pageMs = await page.evaluate(turnTo, Math.min(500, Math.ceil(requests / 25)));
    await page.context().close();
    const started = performance.now();
    await connection.runAndReadAll(`SELECT count(*) FROM detail WHERE address ILIKE '%${street}%'`);
    const scanMs = performance.now() - started;
    if (requests !== held) throw new Error(`${street}: ${requests} requests listed, ${held} published`);
    const scanBytes = (manifest.tables['detail']?.files ?? []).reduce((sum, file) => sum + file.bytes, 0);
    costs.push({ street, requests, bytes, warmMs, pageMs, scanMs, scanBytes });
  }
  connection.closeSync();
  await server.close();
  return costs;
}

/** The page is that of the smaller record; the days it knows of are made those of the large one. */
function tellAllYears({ tables, snapshot }: Manifest): void {
  const months = (tables['detail']?.files ?? []).map(({ month = '' }) => month).sort();
  const path = join(bigFolder, 'site', 'search', 'index.html');
  const html = readFileSync(path, 'utf8')
    .replace(/data-first="[^"]*"/, `data-first="${months[0] ?? ''}-01"`)
    .replace(/data-end="[^"]*"/, `data-end="${snapshot.dataThrough}"`);
  writeFileSync(path, html);
  rmSync(`${path}.br`, { force: true });
}

/** Bytes of the published record that a page fetches over the wire. */
async function countData(page: Page): Promise<() => number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const own = new Set<string>();
  let bytes = 0;
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.url.includes('/data/')) own.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (own.has(requestId)) bytes += encodedDataLength;
  });
  return () => bytes;
}

/** Turns to a page of the list; milliseconds until it is shown. Runs in the page. */
async function turnTo(page: number): Promise<number> {
  const portal = document.querySelector<HTMLElement>('portal-found')!;
  const field = document.querySelector<HTMLInputElement>('[data-page]')!;
  if (Number(field.value) === page) return 0;
  const started = performance.now();
  field.value = String(page);
  field.form!.requestSubmit();
  do await new Promise((resolve) => setTimeout(resolve, 1));
  while (portal.dataset['state'] !== 'shown');
  return performance.now() - started;
}

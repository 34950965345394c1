import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type Page } from 'playwright';
import { build } from 'vite';
import { browserArguments, findBrowser } from '../../.tools/browser.mjs';
import type { MetricRow, Question } from '../../src/contract/metric.ts';
import { siteFolder } from './record.ts';
import { time, type Timed } from './question.ts';

const engineBytes = statSync(
  createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'),
).size;
const map = '[data-map][data-state="drawn"]';
const shown = 'portal-explorer[data-state="shown"]';

/** The browser the end-to-end tests use. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findBrowser(), args: browserArguments });
}

/** Adds the page that loads whole tables to the built site. */
export async function buildWholeTable(): Promise<void> {
  await build({
    configFile: false,
    root: 'tests/bench/whole-table',
    base: '/bench/',
    logLevel: 'error',
    build: { outDir: `../../../${siteFolder}/bench`, emptyOutDir: true, assetsInlineLimit: 0 },
  });
}

/** A page with an empty cache, and how many bytes came over the wire for it. */
export async function openPage(
  browser: Browser,
  width: number,
  height: number,
): Promise<{ page: Page; bytes: () => number; urls: string[] }> {
  const page = await (await browser.newContext({ viewport: { width, height } })).newPage();
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  let sum = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (sum += encodedDataLength));
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  return { page, bytes: () => sum, urls };
}

/** Bytes until the first page's answer can be read, on a phone; map and engine must not be among them. */
export async function measureHome(browser: Browser, url: string): Promise<number> {
  const { page, bytes, urls } = await openPage(browser, 390, 700);
  await page.goto(url);
  await page.waitForSelector('portal-finder[data-ready]');
  await page.waitForTimeout(1000);
  const early = urls.filter((found) => /wasm|choropleth|maplibre|calculator|parquet/.test(found));
  if (early.length > 0) throw new Error(`fetched before it was asked for: ${early.join(', ')}`);
  await page.context().close();
  return bytes();
}

/** The portal: first answer from a cold cache, warm questions, and changes of the filter until the map is redrawn. */
export async function measurePortal(
  browser: Browser,
  url: string,
  all: readonly Question[],
): Promise<{ bytes: number; firstMs: number; warm: Timed; redrawnMs: number[]; filledMs: number[] }> {
  const { page, bytes } = await openPage(browser, 1440, 900);
  await page.goto(url);
  await page.locator('portal-explorer').scrollIntoViewIfNeeded();
  await page.waitForSelector(shown);
  const before = bytes();
  const started = performance.now();
  await page.selectOption('select[name=period]', '365d');
  await page.waitForSelector('portal-explorer[data-state="busy"]');
  await page.waitForSelector(shown);
  const firstMs = performance.now() - started;
  const fetched = bytes() - before;
  await page.locator('[data-map]').scrollIntoViewIfNeeded();
  await page.waitForSelector(map);
  const changes = await page.evaluate(changeFilters, 45);
  const warm = await time(all, (question) => page.evaluate(askPortal, question));
  await page.context().close();
  // The first changes compile code; readers' later ones are what is measured.
  const measured = changes.slice(5);
  return {
    bytes: fetched,
    firstMs,
    warm,
    redrawnMs: measured.map(({ redrawn }) => redrawn),
    filledMs: measured.map(({ filled }) => filled),
  };
}

/** The other way: every column of the year in one table. */
export async function measureWholeTable(
  browser: Browser,
  url: string,
  all: readonly Question[],
): Promise<{ bytes: number; firstMs: number; warm: Timed }> {
  const { page, bytes } = await openPage(browser, 1440, 900);
  await page.goto(`${url}bench/`);
  const before = bytes();
  const started = performance.now();
  await page.evaluate(
    (size) =>
      (globalThis as unknown as { wholeTable: { load: (size: number) => Promise<void> } }).wholeTable.load(
        size,
      ),
    engineBytes,
  );
  const [first] = all;
  if (first !== undefined) await page.evaluate(askWholeTable, first);
  const firstMs = performance.now() - started;
  const fetched = bytes() - before;
  const warm = await time(all, (question) => page.evaluate(askWholeTable, question));
  await page.context().close();
  return { bytes: fetched, firstMs, warm };
}

function askPortal(question: Question): Promise<MetricRow[]> {
  const portal = document.querySelector('portal-explorer') as unknown as {
    answer: (asked: Question) => Promise<MetricRow[]>;
  };
  return portal.answer(question);
}

function askWholeTable(question: Question): Promise<MetricRow[]> {
  return (
    globalThis as unknown as { wholeTable: { ask: (asked: Question) => Promise<MetricRow[]> } }
  ).wholeTable.ask(question);
}

/** Changes one control after another, as a reader would, each when the one before is shown. Runs in the page. */
async function changeFilters(count: number): Promise<{ redrawn: number; filled: number }[]> {
  const portal = document.querySelector<HTMLElement>('portal-explorer')!;
  const control = (name: string): HTMLSelectElement =>
    portal.querySelector<HTMLSelectElement>(`select[name=${name}]`)!;
  const types = [...control('type').options].map(({ value }) => value);
  const times: { redrawn: number; filled: number }[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const name = (['type', 'metric', 'whose'] as const)[turn % 3] ?? 'type';
    const values = name === 'type' ? types : [...control(name).options].map(({ value }) => value);
    delete portal.dataset['paintedMs'];
    delete portal.dataset['shownMs'];
    control(name).value =
      values[(name === 'type' ? turn * 7 : control(name).selectedIndex + 1) % values.length] ?? '';
    control(name).dispatchEvent(new Event('change', { bubbles: true }));
    while (portal.dataset['paintedMs'] === undefined || portal.dataset['shownMs'] === undefined) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    times.push({ redrawn: Number(portal.dataset['paintedMs']), filled: Number(portal.dataset['shownMs']) });
  }
  return times;
}

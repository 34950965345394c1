import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Browser, Page } from 'playwright';
import type { Manifest } from '../../src/contract/manifest.ts';
import { spread } from './figure.ts';
import { publishFolder } from './record.ts';

/** Questions by group that DuckDB and SQLite both understand, each with an order that leaves nothing open. */
export const groupBys = [
  'SELECT request_type, count(*) AS n FROM detail GROUP BY request_type ORDER BY n DESC, request_type LIMIT 40',
  'SELECT neighborhood, count(*) AS n, sum(minutes_to_close) AS minutes FROM detail WHERE neighborhood IS NOT NULL GROUP BY neighborhood ORDER BY n DESC, neighborhood LIMIT 40',
  "SELECT council_district, sum(CASE WHEN due_state = 'missed' THEN 1 ELSE 0 END) AS late, count(*) AS n FROM detail WHERE council_district IS NOT NULL GROUP BY council_district ORDER BY council_district",
  'SELECT substr(CAST(created_at AS VARCHAR), 1, 7) AS month, status, count(*) AS n FROM detail GROUP BY month, status ORDER BY month, status LIMIT 40',
  "SELECT request_type, neighborhood, count(*) AS n FROM detail WHERE origin = 'resident' AND neighborhood IS NOT NULL GROUP BY request_type, neighborhood ORDER BY n DESC, request_type, neighborhood LIMIT 40",
  'SELECT council_district, count(DISTINCT address) AS addresses FROM detail WHERE council_district IS NOT NULL GROUP BY council_district ORDER BY council_district',
  'SELECT method, disposition, count(*) AS n, max(minutes_to_close) AS longest FROM detail GROUP BY method, disposition ORDER BY n DESC, method, disposition LIMIT 40',
  'SELECT community_statistical_area, avg(minutes_to_close) > 1440 AS over_a_day, count(*) AS n FROM detail WHERE community_statistical_area IS NOT NULL GROUP BY community_statistical_area ORDER BY n DESC, community_statistical_area LIMIT 40',
];

/** One way to answer them. */
export interface Way {
  loadMs: number;
  /** Median of three runs of each question. */
  milliseconds: number[];
  answers: string[][][];
}

const runs = 3;

async function measure(
  ask: (sql: string) => Promise<{ ms: number; rows: string[][] }>,
  loadMs: number,
): Promise<Way> {
  const way: Way = { loadMs, milliseconds: [], answers: [] };
  for (const sql of groupBys) {
    const times: number[] = [];
    let rows: string[][] = [];
    for (let run = 0; run < runs; run++) {
      const answer = await ask(sql);
      times.push(answer.ms);
      rows = answer.rows;
    }
    way.milliseconds.push(spread(times).median);
    way.answers.push(rows);
  }
  return way;
}

/** Truth values as SQLite writes them; numbers without their trailing zeros. */
const plain = (cell: unknown): string =>
  cell === true || cell === 'true' ? '1' : cell === false || cell === 'false' ? '0' : String(cell);

/** The workbench with the engine in the browser's cache: until a first answer, a year of `detail`, questions on it. */
export async function measureWorkbench(
  browser: Browser,
  url: string,
  manifest: Manifest,
): Promise<{ usableMs: number; way: Way }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const openings: number[] = [];
  for (let visit = 0; visit <= runs; visit++) {
    const page = await context.newPage();
    const started = performance.now();
    await page.goto(`${url}sql/`);
    await page.waitForSelector('portal-workbench[data-state=ready]');
    await run(page);
    // The first visit fills the browser's cache.
    if (visit > 0) openings.push(performance.now() - started);
    await page.close();
  }
  const page = await context.newPage();
  const months = manifest.tables['detail']!.files.map(({ month = '' }) => month).sort();
  await page.goto(`${url}sql/#tables=detail&months=${months[0]}..${months.at(-1)}&q=SELECT+1`);
  await page.waitForSelector('portal-workbench[data-state=ready]');
  const loadMs = await run(page);
  const ask = async (sql: string): Promise<{ ms: number; rows: string[][] }> => {
    await page.evaluate((text) => {
      document.querySelector<HTMLElement>('portal-workbench')!.dataset['state'] = 'changing';
      location.hash = new URLSearchParams({ q: text, again: String(Math.random()) }).toString();
    }, sql);
    await page.waitForSelector('portal-workbench[data-state=ready]');
    const ms = await run(page);
    const rows = await page.$$eval('[data-answers] tbody tr', (found) =>
      found.map((row) => [...(row as HTMLTableRowElement).cells].map((cell) => cell.textContent)),
    );
    return { ms, rows: rows.map((row) => row.map(plain)) };
  };
  const way = await measure(ask, loadMs);
  await context.close();
  return { usableMs: spread(openings).median, way };
}

/** Presses Run; milliseconds from then to the answer in the page, as the page counts them. */
async function run(page: Page): Promise<number> {
  await page.click('[data-run]');
  await page.waitForSelector('portal-workbench[data-state=answered]', { timeout: 120_000 });
  return Number(await page.getAttribute('portal-workbench', 'data-milliseconds'));
}

/** The same in native DuckDB, tables in memory. */
export async function measureNativeDetail(manifest: Manifest): Promise<Way> {
  const started = performance.now();
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const files = manifest.tables['detail']!.files.map(({ path }) => `'${join(publishFolder, path)}'`);
  await connection.run(`CREATE TABLE detail AS SELECT * FROM read_parquet([${files.join(', ')}])`);
  const loadMs = performance.now() - started;
  return measure(async (sql) => {
    const from = performance.now();
    const rows = (await connection.runAndReadAll(sql)).getRowsJS();
    return { ms: performance.now() - from, rows: rows.map((row) => row.map(plain)) };
  }, loadMs);
}

/** The same in SQLite-WASM, in the same browser, over one file of all rows. */
export async function measureSqlite(browser: Browser, url: string): Promise<Way> {
  const page = await browser.newPage();
  await page.goto(`${url}bench-sqlite/`);
  await page.waitForFunction(() => 'sqliteFile' in globalThis);
  const loadMs = await page.evaluate(async () => {
    const started = performance.now();
    await (globalThis as unknown as Opened).sqliteFile.load('/bench-sqlite/detail.sqlite');
    return performance.now() - started;
  });
  const way = await measure(
    (sql) =>
      page.evaluate((text) => {
        const started = performance.now();
        const rows = (globalThis as unknown as Opened).sqliteFile.ask(text);
        return { ms: performance.now() - started, rows: rows.map((row) => row.map(String)) };
      }, sql),
    loadMs,
  );
  await page.close();
  return way;
}

interface Opened {
  sqliteFile: { load: (address: string) => Promise<void>; ask: (sql: string) => unknown[][] };
}

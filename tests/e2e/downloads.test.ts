import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Page } from 'playwright';
import { afterEach, describe, expect, it } from 'vitest';
import { siteFolder } from './built.ts';
import { askRecord, manifest } from './published.ts';
import { useVisit } from './visit.ts';

const { visit, expectQuiet } = useVisit();
afterEach(expectQuiet);

const months = manifest.tables['detail']!.files;
const newest = months.at(-1)!;

/** Presses a button that makes a file, agrees to what it costs, and gives the file. */
async function make(page: Page, selector: string): Promise<string> {
  await page.click(selector);
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('[data-go]')]);
  return download.path();
}

describe.each([
  {
    path: 'downloads/',
    cost: /^This downloads .*B and the engine/,
    missing: /missing or damaged/,
    cancelled: /^Cancelled/,
  },
  { path: 'es/descargas/', cost: /^Se descargan .*B y el motor/, missing: /dañado/, cancelled: /^Cancelad/ },
])('a reader at /$path', ({ path, cost, missing, cancelled }) => {
  it('finds every file of the record with its size and checksum, without script', async () => {
    const page = await visit(path, { javaScriptEnabled: false });
    const links = await page.$$eval('a[download]', (found) =>
      found.map((link) => (link as HTMLAnchorElement).pathname.replace(/^.*\/data\//, '')),
    );
    const files = Object.values(manifest.tables).flatMap((table) => table.files);
    expect(links.toSorted()).toEqual(files.map((file) => file.path).toSorted());
    const sums = await page.$$eval('.downloads-sum', (found) => found.map((sum) => sum.textContent));
    for (const file of files) {
      const bytes = readFileSync(join(siteFolder, 'data', file.path));
      expect(bytes.length).toBe(file.bytes);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256);
      if (!file.path.startsWith('core-')) expect(sums).toContain(file.sha256);
    }
    await page.context().close();
  });

  it('is told the cost of a month as CSV before anything is fetched, and gets its rows, no formula among them', async () => {
    const fetched: string[] = [];
    const page = await visit(path, {
      prepare: (opened) => Promise.resolve(opened.on('request', (request) => fetched.push(request.url()))),
    });
    await page.waitForSelector('portal-downloads[data-state=ready]');
    const button = `tbody [data-make=csv][data-months="${newest.month!}"]`;
    await page.click(button);
    expect(await page.innerText('[data-cost]')).toMatch(cost);
    expect(fetched.filter((url) => /wasm|parquet/.test(url))).toEqual([]);
    const text = await readFile(await make(page, button), 'utf8');
    expect(text).toMatch(/^\uFEFF"(?:Sample data|Datos de muestra)/);
    expect(text).toContain(manifest.snapshot.id);
    const rows = parse(text, { bom: true, relax_column_count: true }) as unknown as string[][];
    const columns = manifest.tables['detail']!.columns;
    const head = rows.findIndex(([first]) => first === 'request_number');
    expect(rows[head]).toEqual(columns.map(({ name }) => name));
    const own = rows.slice(head + 1);
    expect(own).toHaveLength(newest.rows);
    const texts = columns.flatMap(({ type }, index) => (type === 'VARCHAR' ? [index] : []));
    expect(own.filter((row) => texts.some((index) => /^[=+\-@\t\r]/.test(row[index] ?? '')))).toEqual([]);
    const [counted] = await askRecord(
      `SELECT count(*) FILTER (WHERE status = 'open')::INTEGER AS open FROM detail WHERE strftime(created_at, '%Y-%m') = '${newest.month!}'`,
    );
    const status = columns.findIndex(({ name }) => name === 'status');
    expect(own.filter((row) => row[status] === 'open')).toHaveLength(Number(counted!['open']));
    await page.context().close();
  });

  it('gets a year as one Parquet with the rows of its months', async () => {
    const page = await visit(path);
    await page.waitForSelector('portal-downloads[data-state=ready]');
    const year = newest.month!.slice(0, 4);
    const file = await make(page, `[data-make=parquet][data-months="${year}"]`);
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const reader = await connection.runAndReadAll(
      `SELECT count(*)::INTEGER, count(DISTINCT request_number)::INTEGER FROM read_parquet('${file}')`,
    );
    const rows = months
      .filter(({ month }) => month!.startsWith(year))
      .reduce((sum, month) => sum + month.rows, 0);
    expect(reader.getRowsJS()).toEqual([[rows, rows]]);
    await page.context().close();
  });

  it('can stop it, and is told when a file does not come', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const page = await visit(path, {
      prepare: (opened) =>
        opened.route('**/detail-*.parquet', async (route) => {
          await held;
          await route.fulfill({ status: 404, body: '' }).catch(() => undefined);
        }),
      expectedMessages: /404/,
    });
    await page.waitForSelector('portal-downloads[data-state=ready]');
    const button = `tbody [data-make=csv][data-months="${newest.month!}"]`;
    await page.click(button);
    await page.click('[data-go]');
    await page.click('[data-cancel]');
    await page.waitForSelector('portal-downloads[data-state=failed]');
    expect(await page.innerText('[data-problem]')).toMatch(cancelled);
    release();
    await page.click(button);
    await page.click('[data-go]');
    await page.waitForFunction(
      (words) => new RegExp(words).test(document.querySelector('[data-problem]')?.textContent ?? ''),
      missing.source,
    );
    await page.context().close();
  });
});

it('sha256sum finds every file whole', () => {
  const folder = join(siteFolder, 'data');
  expect(() =>
    execFileSync('sha256sum', ['--check', '--quiet', 'SHA256SUMS'], { cwd: folder }),
  ).not.toThrow();
});

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, describe, expect, it } from 'vitest';
import type { Page } from 'playwright';
import { askRecord, manifest } from './published.ts';
import { siteUrl, useVisit } from './visit.ts';

const { visit, expectQuiet } = useVisit();
afterEach(expectQuiet);

const site = process.env['SITE_OUT_DIR'] ?? 'dist';
const digits = (text: string): number => Number(text.replace(/\D/g, ''));

/** A list as the page shows it: names without their notes, requests, share of every 100. */
async function listOf(page: Page, id: 'residents' | 'everyone'): Promise<[string, number, string][]> {
  return page.$$eval(`section[aria-labelledby=${id}] tbody tr`, (rows) =>
    rows.map((row) => {
      const [name, requests, share] = [...(row as HTMLTableRowElement).cells];
      const words = name?.firstChild?.textContent?.trim() ?? '';
      return [words, Number(requests?.textContent.replace(/\D/g, '')), share?.textContent.trim() ?? ''];
    }),
  );
}

/** The same, counted over `detail` by the months of DuckDB and by plain name. */
async function counted(
  id: string,
  whose: 'residents' | 'everyone',
  name: 'name_en' | 'name_es',
): Promise<unknown[]> {
  const format = id.length === 4 ? '%Y' : '%Y-%m';
  const rows = await askRecord(`
    SELECT any_value(${name}) AS name, count(*)::INTEGER AS n, sum(count(*)) OVER ()::INTEGER AS total
    FROM detail JOIN request_types USING (request_type)
    WHERE strftime(created_at, '${format}') = '${id}' ${whose === 'residents' ? "AND detail.origin = 'resident'" : ''}
    GROUP BY name_en ORDER BY n DESC, name_en LIMIT 5`);
  return rows.map(({ name: kind, n, total }) => [
    kind,
    n,
    String(Math.round((1000 * Number(n)) / Number(total)) / 10),
  ]);
}

describe.each([
  {
    folder: 'top/',
    name: 'name_en',
    partial: '(partial)',
    only: /covers 15 of its 30 days, with requests from Nov 1, 2026 to Nov 15, 2026/,
    latest: 'Oct 2026',
  },
  {
    folder: 'es/mas-pedidas/',
    name: 'name_es',
    partial: '(parcial)',
    only: /cubre 15 de sus 30 días, con solicitudes del 1 de noviembre de 2026 al 15 de noviembre de 2026/,
    latest: 'octubre de 2026',
  },
] as const)('the most requested, at /$folder', ({ folder, name, partial, only, latest }) => {
  it.each(['2026-10', '2025-07', '2025'])(
    'of %s are those of the record, both ways of counting',
    async (id) => {
      const page = await visit(`${folder}${id}/`, { javaScriptEnabled: false });
      expect(await listOf(page, 'residents')).toEqual(await counted(id, 'residents', name));
      expect(await listOf(page, 'everyone')).toEqual(await counted(id, 'everyone', name));
      expect(await page.textContent('h1')).not.toContain(partial);
    },
  );

  it('without a month are those of the latest full one, which is named', async () => {
    const page = await visit(folder, { javaScriptEnabled: false });
    expect(await page.textContent('h1')).toContain(latest);
    expect(await listOf(page, 'everyone')).toEqual(await counted('2026-10', 'everyone', name));
  });

  it('of a part of a month are never shown without saying so', async () => {
    const page = await visit(`${folder}2026-11/`, { javaScriptEnabled: false });
    expect(await page.textContent('h1')).toContain(partial);
    expect(await page.title()).toContain(partial);
    expect((await page.textContent('.top-partial'))?.replace(/\s+/g, ' ')).toMatch(only);
    const links = await page
      .locator('a', { hasText: partial })
      .evaluateAll((found) =>
        found.map((link) => new URL((link as HTMLAnchorElement).href).pathname.split('/').at(-2)),
      );
    const full = await page
      .locator('.top-years a')
      .evaluateAll(
        (found, mark) =>
          found
            .filter((link) => !link.textContent.includes(mark))
            .map((link) => new URL((link as HTMLAnchorElement).href).pathname.split('/').at(-2)),
        partial,
      );
    // The record goes from November 16, 2024 to November 15, 2026.
    expect(new Set(links)).toEqual(new Set(['2024-11', '2024', '2026-11', '2026']));
    expect(full).toHaveLength(24);
  });

  it('differ for reasons told with the record’s numbers', async () => {
    const page = await visit(`${folder}2025/`, { javaScriptEnabled: false });
    const [rats] = await askRecord(
      `SELECT count(*) FILTER (detail.request_type = 'SW-Rat Rubout Proactive')::INTEGER AS crews,
         count(*) FILTER (family = 'rats' AND origin = 'resident')::INTEGER AS residents
       FROM detail WHERE strftime(created_at, '%Y') = '2025'`,
    );
    const reason = await page
      .locator('[data-reasons] li', { hasText: /^(Rat treatment|Control de ratas)/ })
      .innerText();
    expect([...reason.matchAll(/\d[\d,]*/g)].map(([number]) => digits(number))).toEqual([
      rats?.['crews'],
      rats?.['residents'],
    ]);
    const [all] = await askRecord(
      `SELECT list(n ORDER BY n DESC) AS n FROM (SELECT count(*)::INTEGER AS n FROM detail WHERE strftime(created_at, '%Y') = '2025' GROUP BY origin)`,
    );
    const totals = await page.locator('section[aria-labelledby=why] > p').first().innerText();
    const told = [...totals.matchAll(/\d[\d,]*/g)].map(([number]) => digits(number));
    expect(told[0]).toBe(told.slice(1).reduce((sum, number) => sum + number, 0));
    expect(told.slice(1).sort((first, second) => second - first)).toEqual(all?.['n']);
  });

  it('lead to the month before and after, and switch language on the same month', async () => {
    const page = await visit(`${folder}2026-01/`);
    await page.click('a[rel=prev]');
    expect(new URL(page.url()).pathname).toBe(`/${folder}2025-12/`);
    await page.click('a[rel=next]');
    expect(new URL(page.url()).pathname).toBe(`/${folder}2026-01/`);
    await page.click('[data-language-switch]');
    expect(new URL(page.url()).pathname).toBe(`/${folder === 'top/' ? 'es/mas-pedidas/' : 'top/'}2026-01/`);
  });

  it('do not scroll sideways on a small phone', async () => {
    for (const id of ['2026-11', '2025']) {
      const page = await visit(`${folder}${id}/`, { viewport: { width: 320, height: 640 } });
      await page.$$eval('details', (found) => found.forEach((details) => (details.open = true)));
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    }
  });
});

describe('the query that a page shows', () => {
  it('gives the page’s numbers when it is run over the files it links to, and nothing else', async () => {
    const page = await visit('top/2025/', { javaScriptEnabled: false });
    const sql = (await page.textContent('[data-sql]')) ?? '';
    const files = await page.$$eval('.top-files a', (links) =>
      links.map((link) => (link as HTMLAnchorElement).href),
    );
    expect(files).toHaveLength(13);
    for (const href of files) {
      expect(href.startsWith(siteUrl)).toBe(true);
      expect((await page.request.head(href)).status(), href).toBe(200);
      expect(sql).toContain(`'${href.split('/').at(-1)}'`);
    }
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run(`SET file_search_path = '${join(site, 'data')}'`);
    const kinds = (await connection.runAndReadAll(sql)).getRowObjectsJS() as {
      kind: string;
      residents: number;
      everyone: number;
    }[];
    const five = (column: 'residents' | 'everyone'): unknown[] =>
      kinds
        .toSorted((first, second) => second[column] - first[column])
        .slice(0, 5)
        .map((row) => [row.kind, row[column]]);
    for (const id of ['residents', 'everyone'] as const)
      expect((await listOf(page, id)).map(([kind, requests]) => [kind, requests])).toEqual(five(id));
  });
});

it('every month and year of the record has its page, in both languages', async () => {
  const ids = (
    await askRecord(
      "SELECT DISTINCT unnest([strftime(created_at, '%Y-%m'), strftime(created_at, '%Y')]) AS id FROM detail",
    )
  ).map(({ id }) => String(id));
  expect(ids).toHaveLength(25 + 3);
  for (const folder of ['top', 'es/mas-pedidas']) {
    const built = readdirSync(join(site, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(built.sort()).toEqual(ids.sort());
    for (const id of ids)
      expect(readFileSync(join(site, folder, id, 'index.html'), 'utf8')).toContain(manifest.snapshot.id);
  }
});

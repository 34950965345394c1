import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parseManifest } from '../../src/contract/manifest.ts';
import { barriersInBothThemes } from './axe.ts';
import { useVisit } from './visit.ts';

const { visit, expectQuiet } = useVisit();
afterEach(expectQuiet);

const data = join('.cache', 'e2e', 'data');
let connection: DuckDBConnection;

beforeAll(async () => {
  const manifest = parseManifest(JSON.parse(readFileSync(join(data, 'manifest.json'), 'utf8')));
  connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const name of ['detail', 'streets', 'request_types']) {
    const files = (manifest.tables[name]?.files ?? []).map(({ path }) => `'${join(data, path)}'`);
    await connection.run(`CREATE VIEW ${name} AS SELECT * FROM read_parquet([${files.join(', ')}])`);
  }
});

async function ask(sql: string): Promise<Record<string, unknown>[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJS();
}

const languages = [
  {
    home: '',
    search: 'search/',
    typed: 'ratas',
    rats: 'Rats in an alley or yard',
    asked: 'potholes on charles st since 2026',
    parts: ['Pothole', 'on Charles St', 'since Jan 1, 2026'],
    requests: 'requests',
    late: 'open past the due date',
    index: 'Kinds of request',
    noscript: 'Searching needs JavaScript',
    offline: 'could not be loaded',
  },
  {
    home: 'es/',
    search: 'es/buscar/',
    typed: 'rats',
    rats: 'Ratas en el callejón o patio',
    asked: 'baches en charles st desde 2026',
    parts: ['Bache', 'en Charles St', 'desde el 1 de enero de 2026'],
    requests: 'solicitudes',
    late: 'abiertas y atrasadas',
    index: 'Tipos de solicitud',
    noscript: 'Para buscar se necesita JavaScript',
    offline: 'No se pudo descargar la lista del buscador',
  },
] as const;

/** Types into the search box and waits for the list. */
async function type(page: Page, text: string): Promise<void> {
  await page.fill('#site-search', '');
  await page.locator('#site-search').pressSequentially(text);
  await page.waitForSelector('.search-option');
}

/** Waits until results are there; gives how many were found. */
async function found(page: Page): Promise<number> {
  await page.waitForSelector('portal-found[data-state=shown]');
  return Number(await page.locator('portal-found').getAttribute('data-count'));
}

async function listed(page: Page): Promise<string[]> {
  return page.locator('.found-number').allInnerTexts();
}

const onCharles = `regexp_matches(address, '(^|& )[0-9]* ?(block of )?CHARLES ST(,| &)') AND origin = 'resident'`;

describe.each(languages)('search on /$search', (own) => {
  it('suggests by any name in either language, and is chosen with keys', async () => {
    const page = await visit(own.home);
    await type(page, own.typed);
    const input = page.locator('#site-search');
    expect(await input.getAttribute('aria-expanded')).toBe('true');
    expect(await page.locator('.search-option-title').first().innerText()).toBe(own.rats);
    await input.press('ArrowDown');
    const active = (await input.getAttribute('aria-activedescendant')) ?? '';
    expect(await page.locator(`#${active}`).getAttribute('aria-selected')).toBe('true');
    await input.press('Escape');
    expect(await input.getAttribute('aria-expanded')).toBe('false');
    await input.press('ArrowDown');
    await input.press('ArrowDown');
    await input.press('Enter');
    await page.waitForURL(new RegExp(`/${own.search}\\?type=SW-Rat`));
    expect(await found(page)).toBeGreaterThan(0);
  });

  it('reads words as a filter that can be seen, and lists what the record holds', async () => {
    const page = await visit(`${own.search}?q=${encodeURIComponent(own.asked)}`);
    const count = await found(page);
    expect(await page.locator('.found-part > span').allInnerTexts()).toEqual([...own.parts]);
    const rows = await ask(
      `SELECT request_number FROM detail WHERE ${onCharles} AND request_type = 'TRM-Potholes' AND created_at >= '2026-01-01'
       ORDER BY date_trunc('minute', created_at) DESC, request_number DESC`,
    );
    expect(count).toBe(rows.length);
    expect(await listed(page)).toEqual(rows.slice(0, 25).map((row) => row['request_number']));
    // The address holds the filter, not the words.
    expect(new URL(page.url()).searchParams.get('street')).toBe('CHARLES ST');
    await page.locator('.found-part a').nth(2).click();
    await page.waitForFunction(
      (before) => document.querySelector('portal-found')?.getAttribute('data-count') !== before,
      String(count),
    );
    expect(await found(page)).toBeGreaterThan(count);
    await page.goBack();
    await page.waitForFunction(
      (before) => document.querySelector('portal-found')?.getAttribute('data-count') === before,
      String(count),
    );
  });

  it('counts alike on the page, in its tables, page by page and in its file', async () => {
    const page = await visit(`${own.search}?street=CHARLES+ST`);
    const count = await found(page);
    const [row] = await ask(`SELECT count(*)::INTEGER AS n FROM detail WHERE ${onCharles}`);
    expect(count).toBe(row?.['n']);
    const sum = (rows: string): Promise<number> =>
      page.$$eval(`${rows} tr`, (list) =>
        list.reduce(
          (all, item) =>
            all + Number((item.lastElementChild?.textContent ?? '').split(' ')[0]?.replace(/\D/g, '')),
          0,
        ),
      );
    expect(await sum('[data-rows=ending]')).toBe(count);
    expect(await sum('[data-month-rows]')).toBe(count);
    const download = page.waitForEvent('download');
    await page.click('[data-take] > summary');
    await page.click('[data-way=csv]');
    const file = readFileSync(await (await download).path(), 'utf8');
    const lines = parse(file, { bom: true, relax_column_count: true }) as string[][];
    const head = lines.findIndex(([first]) => first === 'request_number');
    expect(lines.length - head - 1).toBe(count);
    expect(file).toMatch(/Sample data|Datos de muestra/);
    const last = Math.ceil(count / 25);
    await page.fill('[data-page]', String(last));
    await page.press('[data-page]', 'Enter');
    await page.waitForURL(new RegExp(`page=${last}`));
    await found(page);
    await expect.poll(() => listed(page)).toHaveLength(count - 25 * (last - 1));
    expect((await listed(page)).at(-1)).toBe(lines.at(-1)?.[0]);
  });

  it('finds a kind citywide with the engine, and what the City opened one tap away', async () => {
    const page = await visit(`${own.search}?type=SW-Dirty+Alley&type=SW-Dirty+Alley+Proactive&status=late`);
    const count = await found(page);
    expect(await page.locator('.found-parts').innerText()).toContain(own.late);
    const counted = async (whose: string): Promise<unknown> =>
      (
        await ask(
          `SELECT count(*)::INTEGER AS n FROM detail WHERE request_type IN ('SW-Dirty Alley', 'SW-Dirty Alley Proactive')
           AND status = 'open' AND due_state = 'missed' AND ${whose}
           AND created_at::DATE > (SELECT max(created_at)::DATE - 365 FROM detail)`,
        )
      )[0]?.['n'];
    expect(count).toBe(await counted("origin = 'resident'"));
    expect(await listed(page)).toHaveLength(Math.min(25, count));
    const all = await counted('true');
    if (all !== count) {
      await page.locator('[data-hidden-words] a').click();
      await page.waitForFunction(
        (before) => document.querySelector('portal-found')?.getAttribute('data-count') !== before,
        String(count),
      );
      expect(await found(page)).toBe(all);
    }
  });

  it('is an index of links without JavaScript', async () => {
    const page = await visit(own.search, { javaScriptEnabled: false });
    expect(await page.locator('main').innerText()).toContain(own.noscript);
    expect(await page.locator('main').innerText()).toContain(own.index);
    expect(await page.locator('.search-types a').count()).toBeGreaterThan(50);
    expect(await page.locator('[data-index] a[href*="canton"]').count()).toBeGreaterThan(0);
    const streets = await page
      .locator('[data-index] a[href$="streets/"], [data-index] a[href$="calles/"]')
      .getAttribute('href');
    const list = await visit(streets?.slice(1) ?? '', { javaScriptEnabled: false });
    const [row] = await ask('SELECT count(*)::INTEGER AS n FROM streets');
    expect(await list.locator('.search-streets a').count()).toBe(row?.['n']);
  });

  it('says so when names or requests cannot be fetched', async () => {
    const page = await visit(`${own.search}?q=rats`, {
      prepare: (opened) => opened.route('**/vocabulary.json', (route) => route.abort()),
      expectedMessages: /vocabulary|ERR_FAILED|Failed to load/,
    });
    await page.waitForSelector('portal-found[data-state=failed]');
    expect(await page.locator('[data-lead]').innerText()).toContain(own.offline);
    expect(await page.locator('[data-index]').isVisible()).toBe(true);
    const cut = await visit(`${own.search}?street=CHARLES+ST`, {
      prepare: (opened) =>
        opened.route('**/by_street-*-*.json.gz', (route) => route.fulfill({ status: 404 })),
      expectedMessages: /404/,
    });
    await cut.waitForSelector('portal-found[data-state=failed]');
    expect(await cut.locator('[data-problem]').innerText()).toContain('by_street-');
  });
});

it('behaves sensibly whatever is typed', async () => {
  const page = await visit('search/');
  for (const text of [
    "%' OR 1=1 --",
    '<img src=x onerror=alert(1)>',
    '🐀🐀',
    'the of in',
    '%%%',
    'a'.repeat(200),
  ]) {
    await page.fill('#site-search', text);
    await page.waitForTimeout(50);
    expect(await page.locator('.search-list img').count()).toBe(0);
  }
  for (const query of [
    "q=%25'+OR+1%3D1+--+xqzzw",
    `q=${'x'.repeat(5000)}`,
    'q=',
    'street=NO+SUCH+ST',
    'type=%00',
    'from=2031-99-99&page=99999',
  ]) {
    const other = await visit(`search/?${query}`);
    await other.waitForSelector('portal-found:is([data-state=shown], [data-state=asking])');
  }
  const unknown = await visit('es/buscar/?q=xqzzw&street=CHARLES+ST');
  expect(await found(unknown)).toBe(0);
  expect(await unknown.locator('[data-summary]').innerText()).toContain('Ninguna solicitud coincide');
  expect(await unknown.locator('[data-unknown]').innerText()).toContain('Aquí nada se llama “xqzzw”');
});

it('a number that is typed leads to its request', async () => {
  const [row] = await ask('SELECT min(request_number) AS number FROM detail');
  const number = String(row?.['number']);
  const page = await visit('');
  await type(page, number);
  expect(await page.locator('.search-option-title').first().innerText()).toContain(number);
  await page.press('#site-search', 'Enter');
  await page.waitForURL(/\/request\/\?number=/);
});

it.each(['search/', 'es/buscar/'])(
  'has no barrier in either theme with its list open and results under it, nor scrolls sideways (/%s)',
  async (path) => {
    const page = await visit(`${path}?street=CHARLES+ST`, { viewport: { width: 320, height: 900 } });
    await found(page);
    await page.waitForSelector('[data-months] svg');
    await page.$$eval('details', (all) => all.forEach((details) => (details.open = true)));
    expect(await barriersInBothThemes(page)).toEqual([]);
    await type(page, 'luz');
    await page.press('#site-search', 'ArrowDown');
    expect(await barriersInBothThemes(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
  },
);

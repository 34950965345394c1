import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { afterEach, describe, expect, it } from 'vitest';
import { barriersInBothThemes } from './axe.ts';
import { askRecord, manifest } from './published.ts';
import { copied, openMenu, take, takeNumbers, type Row } from './taken.ts';
import { shown, useVisit } from './visit.ts';

const { visit, expectQuiet } = useVisit();
afterEach(expectQuiet);

const permissions = ['clipboard-read', 'clipboard-write'];
const gap = '[data-figure=gap]';

/** Unrounded cells of a figure's table, row by row. */
const rawCells = (page: Page, figure: string): Promise<string[][]> =>
  page.$$eval(`[data-figure=${figure}] [data-figure-rows] tr`, (rows) =>
    rows.map((row) => [...row.children].flatMap((cell) => (cell as HTMLElement).dataset['raw'] ?? '')),
  );

/** Cells of a file's rows as text; nothing as empty text. */
const textCells = (rows: readonly Row[]): string[][] =>
  rows.map((row) => Object.values(row).map((cell) => String(cell ?? '')));

const found = async (page: Page): Promise<number> => {
  await page.waitForSelector('portal-found[data-state=shown]');
  return Number(await page.getAttribute('portal-found', 'data-count'));
};

/** The first number of a text, as both languages write thousands. */
const firstNumber = (text: string | null): number =>
  Number(/\d[\d,]*/.exec(text ?? '')?.[0].replaceAll(',', ''));

describe.each([
  {
    language: 'en',
    equity: 'equity/?level=neighborhood',
    compare: 'compare/',
    search: 'search/',
    map: 'map/',
    place: 'neighborhood/canton/',
    sample: "Sample data: invented requests, not Baltimore's record.",
    citation:
      /^Open 311 Baltimore, “What the gap is made of”, data through Nov 15, 2026, .* read on \w{3} \d{1,2}, \d{4}\. Sample data/,
    months: 'Canton: Requests by month',
  },
  {
    language: 'es',
    equity: 'es/equidad/?level=neighborhood',
    compare: 'es/comparar/',
    search: 'es/buscar/',
    map: 'es/mapa/',
    place: 'es/vecindario/canton/',
    sample: 'Datos de muestra: solicitudes inventadas, no el registro de Baltimore.',
    citation:
      /^311 Abierto Baltimore, “De qué se compone la diferencia”, datos hasta el 15 de noviembre de 2026, .* consultado el \d{1,2} de \w+ de \d{4}\. Datos de muestra/,
    months: 'Canton: Solicitudes por mes',
  },
])('a reader in $language', (own) => {
  it('takes a figure’s numbers along in three formats that hold the same, and its link leads anyone there', async () => {
    const page = await visit(own.equity, { permissions });
    await page.waitForFunction(
      () => document.querySelector('portal-equity')!.getAttribute('data-shown') !== null,
    );
    await openMenu(page, gap);
    const files = await takeNumbers(page, gap);
    const raw = (await rawCells(page, 'gap')).map(([part, difference, interval = '']) => [
      part,
      difference,
      ...(interval === '' ? ['', ''] : interval.split(' ')),
    ]);
    expect(Object.keys(files.json.rows[0]!)).toEqual(['part', 'difference', 'low', 'high']);
    expect(textCells(files.csv.rows)).toEqual(raw);
    expect(textCells(files.json.rows)).toEqual(raw);
    expect(files.parquet.rows).toEqual(files.json.rows);
    expect(typeof files.json.rows[0]!['low']).toBe('number');
    const link = await copied(page, gap, 'link');
    for (const { about } of Object.values(files)) {
      expect(about).toContain(own.sample);
      expect(about).toContain(manifest.snapshot.id);
      expect(about).toContain(link);
    }
    expect(new URL(link).searchParams.get('snapshot')).toBe(manifest.snapshot.id);
    await page.goto(link);
    await page.waitForFunction(
      () => document.querySelector('portal-equity')!.getAttribute('data-shown') !== null,
    );
    await expect
      .poll(() => rawCells(page, 'gap'))
      .toEqual(raw.map(([part, difference, low, high]) => [part, difference, `${low} ${high}`.trim()]));
    expect(await page.isHidden('[data-problem]')).toBe(true);
    await page.context().close();
  });

  it('takes a chart along as files that stand alone, with words for those who cannot see it', async () => {
    const page = await visit(own.equity.replace(/\?.*/, ''), { permissions });
    await page.waitForSelector('portal-equity[data-ready]');
    await openMenu(page, gap);
    const png = await take(page, gap, 'png');
    expect(png.name).toMatch(/^311-gap-\d{4}-\d\d-\d\d\.png$/);
    expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(png.bytes.readUInt32BE(16)).toBe(1200);
    const svg = (await take(page, gap, 'svg')).bytes.toString();
    expect(XMLValidator.validate(svg)).toBe(true);
    const root = (new XMLParser({ ignoreAttributes: false }).parse(svg) as { svg: Record<string, unknown> })
      .svg;
    expect(root['title']).toBe(await page.innerText(`${gap} h2`));
    expect(root['desc']).toBe(await copied(page, gap, 'alternative'));
    expect(root['@_width']).toBe('1200');
    // Nothing that is fetched, and nothing that only the page knows: classes, tokens.
    expect(svg).not.toMatch(/(href|src)="|url\((?!data:)|class=|var\(|currentcolor/);
    expect(svg).toContain(own.sample.slice(0, 20));
    expect(svg).toContain(manifest.snapshot.id);
    expect(svg.match(/<circle/g)!.length).toBeGreaterThan(2);
    await page.context().close();
  });

  it('copies a citation that names portal, view, date, snapshot, address and the day it was read', async () => {
    const page = await visit(own.equity.replace(/\?.*/, ''), { permissions });
    await openMenu(page, gap);
    const line = await copied(page, gap, 'citation');
    expect(line).toMatch(own.citation);
    expect(line).toContain(`snapshot=${encodeURIComponent(manifest.snapshot.id)}#gap`);
    await page.context().close();
  });

  it('may copy by hand where a browser does not let the page', async () => {
    const page = await visit(own.compare, {
      prepare: (opened) =>
        opened.addInitScript(() => {
          navigator.clipboard.writeText = () => Promise.reject(new Error('no permission'));
        }),
    });
    await page.waitForSelector('portal-compare[data-ready]');
    await openMenu(page, '[data-figure=pair]');
    await page.click('[data-figure=pair] [data-way=link]');
    await page.waitForFunction(() => /#pair$/.test(getSelection()?.toString() ?? ''));
    expect(await page.innerText('[data-figure=pair] [data-take-words]')).not.toBe('');
    await page.context().close();
  });

  it('counts alike on the page, on the map, in tables and in all files', async () => {
    const type = 'SW-Dirty Alley';
    const days = 'from=2026-06-01&to=2026-10-31';
    const query = `?type=${type.replace(' ', '+')}&${days}&whose=everyone`;
    const [row] = await askRecord(
      `SELECT count(*)::INTEGER AS n FROM detail WHERE request_type = '${type}'
       AND created_at >= DATE '2026-06-01' AND created_at < DATE '2026-11-01'`,
    );
    const wanted = Number(row?.['n']);
    expect(wanted).toBeGreaterThan(100);
    const search = await visit(`${own.search}${query}`);
    expect(await found(search)).toBe(wanted);
    expect(firstNumber(await search.textContent('portal-found [data-summary] strong'))).toBe(wanted);
    await openMenu(search, 'portal-found');
    expect(firstNumber(await search.textContent('.take-buttons .soft'))).toBe(wanted);
    const requests = await takeNumbers(search, 'portal-found');
    for (const { rows } of Object.values(requests)) expect(rows).toHaveLength(wanted);
    expect(requests.parquet.rows).toEqual(requests.json.rows);
    expect(new Set(requests.json.rows.map((request) => request['request_number'])).size).toBe(wanted);
    expect(requests.csv.rows.map((request) => request['created_at'])).toEqual(
      requests.json.rows.map((request) => String(request['created_at']).replace('T', ' ')),
    );
    await search.context().close();

    const map = await visit(`${own.map}${query}&metric=requests_per_1000`);
    await shown(map);
    const numbers = await map.$$eval('[data-areas=neighborhood] tbody [data-requests]', (cells) =>
      cells.map((cell) => Number(cell.textContent.replace(/\D/g, ''))),
    );
    expect(numbers[0]).toBe(wanted);
    expect(await map.textContent('portal-map [data-summary]')).toContain(wanted.toLocaleString('en-US'));
    await openMenu(map, 'portal-map');
    const areas = await takeNumbers(map, 'portal-map');
    for (const { rows } of Object.values(areas))
      expect(rows.map((area) => Number(area['requests']))).toEqual(numbers);
    expect(areas.parquet.rows).toEqual(areas.json.rows);
    const inAreas = requests.json.rows.filter((request) => request['neighborhood'] !== null).length;
    expect(numbers.slice(1).reduce((sum, count) => sum + count, 0)).toBe(inAreas);
    await map.context().close();
  });

  it('takes exactly the areas that the list shows, in its order, and learns why a number is missing', async () => {
    const page = await visit(own.map);
    await shown(page);
    await page.fill('[data-list=neighborhood] input[name=find]', 'park');
    await page.click('[data-areas=neighborhood] th[data-sort=requests] button');
    const listed = await page.$$eval('[data-areas=neighborhood] tbody tr:not([hidden]) th', (cells) =>
      cells.map((cell) => cell.textContent.trim()),
    );
    await openMenu(page, 'portal-map');
    const { csv, json } = await takeNumbers(page, 'portal-map');
    expect(json.rows.map((row) => row['area'])).toEqual(listed);
    expect(csv.about).toContain('“park”');
    for (const row of json.rows)
      expect(row['on_time_percent'] === null).toBe(row['on_time_percent_missing'] !== null);
    expect(json.rows.some((row) => row['on_time_percent_missing'] === 'too_few')).toBe(true);
    await page.context().close();
  });

  it('takes a place’s months along, named after the place', async () => {
    const page = await visit(own.place);
    await openMenu(page, '[data-figure=months]');
    const { csv, json, parquet } = await takeNumbers(page, '[data-figure=months]');
    expect(json.about).toContain(own.months);
    expect(json.rows).toHaveLength(await page.locator('[data-figure=months] tbody tr').count());
    expect(json.rows.at(-1)).toMatchObject({ month: '2026-11', month_is_over: 'no' });
    expect(csv.rows).toHaveLength(json.rows.length);
    expect(parquet.rows).toEqual(json.rows);
    const svg = (await take(page, '[data-figure=months]', 'svg')).bytes.toString();
    expect(svg).toContain(`<title>${own.months}</title>`);
    await page.context().close();
  });

  it.each([
    { path: own.equity.replace(/\?.*/, ''), part: gap },
    { path: own.map, part: 'portal-map' },
    { path: `${own.search}?type=SW-Dirty+Alley`, part: 'portal-found' },
    { path: own.place, part: '[data-figure=months]' },
  ])('meets no barrier in the menu at /$path, on a phone', async ({ path, part }) => {
    const page = await visit(path, { viewport: { width: 320, height: 700 } });
    if (part === 'portal-found') await found(page);
    await openMenu(page, part);
    await page.waitForSelector(`${part} [data-way=link]`);
    expect(await barriersInBothThemes(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
    await page.context().close();
  });
});

describe('the menu', () => {
  it('costs nothing before it is opened', async () => {
    const fetched: string[] = [];
    const page = await visit('equity/', {
      prepare: async (opened) => {
        opened.on('request', (request) => fetched.push(request.url()));
      },
    });
    await page.waitForSelector('portal-equity[data-ready]');
    await page.waitForTimeout(300);
    const isOfMenu = (url: string): boolean => /take-menu|chart-taken|export-/.test(url);
    expect(fetched.filter(isOfMenu)).toEqual([]);
    await openMenu(page, gap);
    expect(fetched.filter(isOfMenu)).not.toEqual([]);
    expect(fetched.filter((url) => /export-parquet/.test(url))).toEqual([]);
    await page.context().close();
  });

  it('says so when it cannot be fetched', async () => {
    const page = await visit('equity/', { expectedMessages: /ERR_FAILED|404/ });
    await page.waitForSelector('portal-equity[data-ready]');
    await page.route('**/take-menu*', (route) => route.abort());
    await page.click(`${gap} [data-take] > summary`);
    await page.waitForSelector(`${gap} [data-take-failed]:not([hidden])`);
    await page.context().close();
  });

  it('follows what the page shows', async () => {
    const page = await visit('equity/', { permissions });
    await page.waitForSelector('portal-equity[data-ready]');
    await openMenu(page, gap);
    await page.selectOption('select[name=grouping]', 'black');
    await page.waitForFunction(() =>
      /grouping=black/.test(document.querySelector('[data-figure=gap] .take-ways')!.textContent),
    );
    const { bytes } = await take(page, gap, 'csv');
    const lines = parse(bytes, { bom: true, relax_column_count: true }) as string[][];
    expect(lines.flat().join('\n')).toContain('grouping=black');
    await page.context().close();
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { askRecord } from './published.ts';
import { useVisit } from './visit.ts';

const { visit, expectQuiet } = useVisit();
afterEach(expectQuiet);

const site = process.env['SITE_OUT_DIR'] ?? 'dist';
const folders = {
  neighborhood: { en: 'neighborhood/', es: 'es/vecindario/' },
  council_district: { en: 'district/', es: 'es/distrito/' },
  community_statistical_area: { en: 'statistical-area/', es: 'es/area-estadistica/' },
} as const;
type Kind = keyof typeof folders;

interface Place {
  kind: Kind;
  name: string;
  slug: string;
  requests: number;
}

let places: Place[];
/** One of each kind: the place with the most requests, and the neighborhoods with the fewest and with a middling lot. */
let chosen: Place[];

beforeAll(async () => {
  const rows = await askRecord(`
    WITH placed AS (
      SELECT unnest([
        {kind: 'neighborhood', name: neighborhood}, {kind: 'council_district', name: council_district},
        {kind: 'community_statistical_area', name: community_statistical_area}]) AS place
      FROM detail WHERE origin = 'resident' AND location <> 'placeholder' AND created_at >= TIMESTAMP '2026-08-18'
    )
    SELECT kind, name, slug, count(place)::INTEGER AS requests
    FROM areas LEFT JOIN placed ON place.kind = areas.kind AND place.name = areas.name
    WHERE areas.kind IN ('neighborhood', 'council_district', 'community_statistical_area')
    GROUP BY ALL ORDER BY requests DESC, slug`);
  places = rows as unknown as Place[];
  const of = (kind: Kind): Place[] => places.filter((place) => place.kind === kind);
  const neighborhoods = of('neighborhood');
  chosen = [
    neighborhoods[0]!,
    neighborhoods[Math.floor(neighborhoods.length / 2)]!,
    neighborhoods.at(-1)!,
    of('council_district')[0]!,
    of('community_statistical_area')[0]!,
  ];
});

const open = (place: Place, language: 'en' | 'es', options = {}): Promise<Page> =>
  visit(`${folders[place.kind][language]}${place.slug}/`, options);

/** Cells of a table of the page, row by row, as text. */
const cellsOf = (page: Page, table: string): Promise<string[][]> =>
  page.$$eval(`${table} tbody tr`, (rows) =>
    rows.map((row) =>
      [...(row as HTMLTableRowElement).cells].map((cell) => cell.textContent.trim().replace(/\s+/g, ' ')),
    ),
  );

const digitsIn = (text: string): number[] =>
  (text.replaceAll(',', '').match(/\d+(\.\d+)?/g) ?? []).map(Number);

/** What a page should say, counted over `detail` with a quantile of its own. */
async function counted(
  { kind, name }: Place,
  from: string,
  mature: string,
): Promise<Record<string, number | null>> {
  const [row] = await askRecord(`
    WITH own AS (
      SELECT * FROM detail WHERE origin = 'resident' AND location <> 'placeholder' AND ${kind} = '${name.replaceAll("'", "''")}'
    ), timed AS (
      SELECT coalesce(minutes_to_close, 1e9) AS minutes, row_number() OVER (ORDER BY coalesce(minutes_to_close, 1e9)) AS rank, count(*) OVER () AS n
      FROM own WHERE timed AND created_at >= DATE '${from}' AND created_at < DATE '${mature}' + 1
    )
    SELECT
      (SELECT count(*) FROM own WHERE created_at >= DATE '${from}')::INTEGER AS requests,
      (SELECT count(*) FROM own WHERE created_at >= DATE '${from}' - 365 AND created_at < DATE '2025-11-16')::INTEGER AS before,
      (SELECT count(*) FROM own WHERE timed AND due_state IN ('met', 'missed') AND created_at >= DATE '${from}')::INTEGER AS due,
      (SELECT count(*) FROM own WHERE timed AND due_state = 'met' AND created_at >= DATE '${from}')::INTEGER AS met,
      (SELECT count(*) FROM timed)::INTEGER AS timed,
      (SELECT min(minutes) FROM timed WHERE rank >= 0.5 * n)::DOUBLE AS half`);
  return row as Record<string, number | null>;
}

describe('the page of a place', () => {
  it('is there for every neighborhood, district and statistical area, in both languages', () => {
    expect(places.length).toBeGreaterThan(300);
    const lacking = places.flatMap(({ kind, slug }) =>
      Object.values(folders[kind])
        .map((folder) => `${folder}${slug}/index.html`)
        .filter((path) => !existsSync(join(site, path))),
    );
    expect(lacking).toEqual([]);
  });

  it('counts what an independent query over detail counts', async () => {
    for (const place of chosen) {
      const page = await open(place, 'en');
      for (const [period, from, mature] of [
        ['90d', '2026-08-18', '2026-10-16'],
        ['365d', '2025-11-16', '2026-08-17'],
      ] as const) {
        const { requests, before, due, met, timed, half } = await counted(place, from, mature);
        const rows = await cellsOf(page, `[data-period="${period}"]`);
        const [volume, change, usual, , onTime] = rows as [string[], string[], string[], string[], string[]];
        expect(digitsIn(volume[1]!), place.slug).toEqual([requests]);
        expect(digitsIn(change[0]!), place.slug).toEqual([before]);
        if (timed! < 10) expect(usual[1]).toBe('too few to say');
        else if (half! < 60) expect(usual[1]).toBe('under an hour');
        else if (half! < 1410) expect(usual[1]).toMatch(new RegExp(`^${Math.round(half! / 60)} hours?$`));
        else expect(digitsIn(usual[1]!)[0]).toBeCloseTo(half! / 1440, half! < 14_400 ? 0.9 : 0);
        expect(onTime[0]).toContain(
          `${(due! - met!).toLocaleString('en-US')} late of ${due!.toLocaleString('en-US')} that came due`,
        );
        if (due! < 10) expect(onTime[1]).toBe('too few to say');
        else expect(digitsIn(onTime[1]!)).toEqual([Math.round((100 * met!) / due!)]);
      }
      await page.context().close();
    }
  });

  it('is complete without JavaScript, and says the same in Spanish', async () => {
    for (const place of chosen) {
      const said: { numbers: number[][]; sections: (string | null)[]; links: number }[] = [];
      for (const language of ['en', 'es'] as const) {
        const page = await open(place, language, { javaScriptEnabled: false });
        const tables = [...(await cellsOf(page, '[data-period]')), ...(await cellsOf(page, '.place-kinds'))];
        said.push({
          // Types and fillers hold digits of their own, in other words in each language.
          numbers: tables.map(([, ...cells]) => cells.flatMap(digitsIn)),
          sections: await page.$$eval('main h2', (titles) => titles.map(({ id }) => id)),
          links: await page.locator('main a').count(),
        });
        expect(await page.locator('[data-answer]').textContent()).toContain(
          place.requests.toLocaleString('en-US'),
        );
        await page.context().close();
      }
      expect(said[1]).toEqual(said[0]);
      expect(said[0]?.sections).toEqual([
        'compare',
        'kinds',
        'months',
        'open',
        'returning',
        'where',
        'counts',
        'follow',
      ]);
    }
  });

  it('adds up: what is counted and what is not', async () => {
    const page = await open(chosen[3]!, 'en');
    const numbers = await page.$$eval('section[aria-labelledby=counts] strong', (found) =>
      found.map(({ textContent }) => Number(textContent.replace(/\D/g, ''))),
    );
    const [residents, city, paperwork] = numbers;
    const sentence = (await page.locator('section[aria-labelledby=counts] > p').first().textContent()) ?? '';
    const everything = digitsIn(sentence.split('holds ')[1]!)[0];
    expect(residents! + city! + paperwork!).toBe(everything);
    expect(digitsIn((await cellsOf(page, '[data-period="365d"]'))[0]![1]!)).toEqual([residents]);
  });

  it('leads to its requests, neighbors, areas, map and feeds, and keeps the place when the language is switched', async () => {
    const place = chosen[0]!;
    const page = await open(place, 'en');
    const hrefs = await page.$$eval('main a', (links) =>
      links.map((link) => new URL((link as HTMLAnchorElement).href)),
    );
    const paths = hrefs.map(({ pathname }) => pathname.slice(1));
    expect(paths.filter((path) => path.startsWith('neighborhood/')).length).toBeGreaterThan(1);
    expect(paths.some((path) => path.startsWith('district/'))).toBe(true);
    expect(paths.some((path) => path.startsWith('statistical-area/'))).toBe(true);
    expect(
      hrefs.some(({ pathname, search }) => pathname === '/map/' && search === `?area=${place.slug}`),
    ).toBe(true);
    expect(
      hrefs.some(({ pathname, search }) => pathname === '/request/' && /^\?number=\d\d-\d{8}$/.test(search)),
    ).toBe(true);
    for (const path of paths.filter((path) => path.endsWith('.xml'))) {
      expect(readFileSync(join(site, path), 'utf8')).toContain('http://www.w3.org/2005/Atom');
    }
    expect(await page.locator('head link[type="application/atom+xml"]').count()).toBe(2);
    await page.locator('[data-language-switch]').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/es/vecindario/${place.slug}/`);
    expect(await page.locator('html').getAttribute('lang')).toBe('es');
  });

  it('opens its table of months by keyboard, one row a month, the running one marked', async () => {
    const page = await open(chosen[0]!, 'en');
    await page.getByText('The numbers as a table').focus();
    await page.keyboard.press('Enter');
    const rows = await cellsOf(page, '.place-months');
    expect(rows).toHaveLength(13);
    expect(rows.at(-1)?.[0]).toBe('Nov 2026 (so far)');
    const [october] =
      await askRecord(`SELECT count(*)::INTEGER AS n FROM detail WHERE origin = 'resident' AND location <> 'placeholder'
      AND neighborhood = '${chosen[0]!.name.replaceAll("'", "''")}' AND strftime(created_at, '%Y-%m') = '2026-10'`);
    expect(digitsIn(rows.at(-2)![1]!)).toEqual([october?.['n']]);
    expect(await page.locator('.chart-bar rect').count()).toBe(13);
  });

  it('that does not exist is answered in both languages with ways to the right one', async () => {
    const page = await visit('neighborhood/pigtown-that-was/', { expectedMessages: /404/ });
    expect(await page.locator('h1').textContent()).toBe('This page does not exist');
    const links = await page.$$eval('main a', (found) =>
      found.map((link) => new URL((link as HTMLAnchorElement).href).pathname),
    );
    expect(links).toEqual([
      '/',
      '/neighborhoods/',
      '/request/',
      '/map/',
      '/es/',
      '/es/vecindarios/',
      '/es/solicitud/',
      '/es/mapa/',
    ]);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DuckDBInstance } from '@duckdb/node-api';
import { parseManifest, type Manifest } from '../../src/contract/manifest.ts';
import { parseStreetIndex, type StreetIndex } from '../../src/contract/street.ts';
import { sayStreet } from '../../src/search/street-words.ts';
import { barriersOn } from './axe.ts';
import { siteUrl, useVisit } from './visit.ts';

const { visit, expectQuiet } = useVisit();
afterEach(expectQuiet);

const data = join('.cache', 'e2e', 'data');

/** A request of the record whose address stands in one neighborhood only. */
interface House {
  number: string;
  street: string;
  neighborhood: string;
  slug: string;
  longitude: number;
  latitude: number;
}

let manifest: Manifest;
let index: StreetIndex;
let house: House;

beforeAll(async () => {
  manifest = parseManifest(JSON.parse(readFileSync(join(data, 'manifest.json'), 'utf8')));
  const path = manifest.tables['street_index']?.files[0]?.path ?? '';
  index = parseStreetIndex(JSON.parse(readFileSync(join(data, path), 'utf8')));
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const from = (name: string): string =>
    `read_parquet([${(manifest.tables[name]?.files ?? []).map((file) => `'${join(data, file.path)}'`).join(', ')}])`;
  const reader = await connection.runAndReadAll(
    `SELECT regexp_extract(address, '^(\\d+)', 1) AS number, regexp_extract(address, '^\\d+ ([^,]+),', 1) AS street,
       neighborhood, slug, detail.longitude, detail.latitude
     FROM ${from('detail')} AS detail JOIN ${from('areas')} AS areas ON areas.name = neighborhood AND kind = 'neighborhood'
     WHERE location = 'point' AND NOT place_is_block AND address LIKE '% MONUMENT ST, Baltimore City%'
       AND regexp_extract(address, '^(\\d+)', 1) NOT IN (
         SELECT regexp_extract(address, '^(\\d+)', 1) FROM ${from('detail')} WHERE address LIKE '% MONUMENT ST, Baltimore City%'
         GROUP BY 1 HAVING count(DISTINCT address) > 1)
     ORDER BY address LIMIT 1`,
  );
  house = reader.getRowObjectsJS()[0] as unknown as House;
});

const languages = [
  {
    path: 'neighborhoods/',
    folder: '/neighborhood/',
    question: 'Which neighborhood is mine?',
    isIn: / is in /,
    guess: /Did you mean/,
    corner: 'corner of %1 and %2',
    touches: /The corner of|is in/,
    outside: /Towson is outside Baltimore City/,
    unknown: /We know no street or neighborhood like “xqzzw”/,
    nothing: /^Type a house number/,
    here: /^You are in/,
    hereOutside: /outside Baltimore City/,
    denied: /is not allowed to share your location/,
    damaged: /street_index\.[0-9a-f]{8}\.json\) is missing or damaged/,
    offline: /could not be loaded/,
    privacy: 'nothing is sent',
    district: 'District 9',
    noscript: 'needs JavaScript',
    counts: /^\d[\d,]* requests?$/,
  },
  {
    path: 'es/vecindarios/',
    folder: '/es/vecindario/',
    question: '¿Cuál es mi vecindario?',
    isIn: / queda en /,
    guess: /¿Quiso decir/,
    corner: 'esquina de %1 con %2',
    touches: /La esquina de|queda en/,
    outside: /Towson queda fuera de la ciudad/,
    unknown: /No conocemos ninguna calle ni vecindario parecido a “xqzzw”/,
    nothing: /^Escriba el número/,
    here: /^Usted está en/,
    hereOutside: /fuera de la ciudad de Baltimore/,
    denied: /no tiene permiso para compartir su ubicación/,
    damaged: /Falta o está dañado.*street_index\.[0-9a-f]{8}\.json/,
    offline: /No se pudieron descargar/,
    privacy: 'no se envía nada',
    district: 'Distrito 9',
    noscript: 'se necesita JavaScript',
    counts: /^\d[\d,]* solicitud(es)?$/,
  },
];

async function ask(page: Page, text: string): Promise<void> {
  await page.waitForSelector('portal-finder[data-ready]');
  await page.fill('#finder-text', text);
  await page.click('.finder-ask');
  await page.waitForSelector('portal-finder[data-state="answered"]');
}

const sentence = async (page: Page): Promise<string> => (await page.textContent('[data-sentence]')) ?? '';
const links = (page: Page): Promise<string[]> =>
  page.$$eval('[data-results] a', (found) =>
    found.map((link) => new URL((link as HTMLAnchorElement).href).pathname),
  );

describe.each(languages)('finding one’s place at /$path', (words) => {
  const { path, folder } = words;

  it('leads from an address of the record to its neighborhood, district and statistical area', async () => {
    const page = await visit(path);
    await ask(page, `${house.number} ${house.street.toLowerCase().replace(' st', ' Street')}, Baltimore, MD`);
    expect(await sentence(page)).toMatch(words.isIn);
    expect(await sentence(page)).toContain(house.neighborhood);
    const found = await links(page);
    expect(found).toHaveLength(3);
    expect(found[0]).toBe(`${folder}${house.slug}/`);
    await page.context().close();
  });

  it('takes a misspelled street for the one that is meant, and says that it guessed', async () => {
    const page = await visit(path);
    await ask(page, `${house.number} Monumnet`);
    expect(await sentence(page)).toMatch(words.guess);
    expect(await links(page)).toContain(`${folder}${house.slug}/`);
    await page.context().close();
  });

  it('knows a corner', async () => {
    const first = index.streets.find(({ crossings }) => crossings.length > 0)!;
    const second = index.streets[first.crossings[0]!.street]!;
    const page = await visit(path);
    await ask(page, words.corner.replace('%1', sayStreet(first.name)).replace('%2', sayStreet(second.name)));
    expect(await sentence(page)).toMatch(words.touches);
    const expected = index.areas.find(({ areaId }) => areaId === first.crossings[0]!.places[0]![0])!;
    expect(await links(page)).toContain(`${folder}${expected.slug}/`);
    await page.context().close();
  });

  it('knows neighborhoods and districts by name', async () => {
    const page = await visit(path);
    await ask(page, 'canton');
    expect((await links(page))[0]).toBe(`${folder}canton/`);
    await ask(page, words.district);
    expect(await page.textContent('[data-results] a')).toBe(words.district);
    await page.context().close();
  });

  it('says what is wrong with what it cannot find', async () => {
    const page = await visit(path);
    await ask(page, '400 York Rd, Towson, MD 21204');
    expect(await sentence(page)).toMatch(words.outside);
    await ask(page, 'xqzzw');
    expect(await sentence(page)).toMatch(words.unknown);
    expect(await page.isVisible('[data-results]')).toBe(false);
    await ask(page, '');
    expect(await sentence(page)).toMatch(words.nothing);
    await page.context().close();
  });

  it('finds the place of this device, here in the browser', async () => {
    const page = await visit(path, {
      permissions: ['geolocation'],
      geolocation: { longitude: house.longitude, latitude: house.latitude, accuracy: 10 },
    });
    await page.waitForSelector('portal-finder[data-ready]');
    await page.click('[data-locate]');
    await page.waitForSelector('portal-finder[data-state="answered"]');
    expect(await sentence(page)).toMatch(words.here);
    expect((await links(page))[0]).toBe(`${folder}${house.slug}/`);
    await page.context().setGeolocation({ longitude: -77.03, latitude: 38.9 });
    await page.click('[data-locate]');
    await page.waitForSelector('portal-finder[data-state="answered"]');
    expect(await sentence(page)).toMatch(words.hereOutside);
    await page.context().close();
  });

  it('says how to go on when the location is denied', async () => {
    const page = await visit(path, { permissions: [] });
    await page.waitForSelector('portal-finder[data-ready]');
    await page.click('[data-locate]');
    await page.waitForSelector('portal-finder[data-state="answered"]');
    expect(await sentence(page)).toMatch(words.denied);
    await page.context().close();
  });

  it('sends nothing of what is typed, and keeps it out of the address bar', async () => {
    const sent: string[] = [];
    const page = await visit(path, {
      prepare: async (opened) => {
        opened.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
      },
    });
    expect(await page.textContent('#finder-privacy')).toContain(words.privacy);
    expect(sent.filter((line) => /street_index|finder-desk|boundary_/.test(line))).toEqual([]);
    await ask(page, `${house.number} ${house.street}`);
    expect(sent.filter((line) => line.includes('street_index'))).toHaveLength(1);
    expect(sent.filter((line) => /monument/i.test(line) || line.includes(`/${house.number}`))).toEqual([]);
    expect(page.url()).toBe(new URL(path, siteUrl).href);
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([
      0,
      0,
      '',
    ]);
    await page.context().close();
  });

  it('works by keyboard alone', async () => {
    const page = await visit(path);
    await page.waitForSelector('portal-finder[data-ready]');
    const press = async (key: string, until: string): Promise<void> => {
      for (let count = 0; count < 40; count += 1) {
        await page.keyboard.press(key);
        if (await page.evaluate((selector) => document.activeElement?.matches(selector) === true, until))
          return;
      }
      throw new Error(`${until} was not reached with ${key}`);
    };
    await press('Tab', '#finder-text');
    await page.keyboard.type(`${house.number} ${house.street}`);
    await page.keyboard.press('Enter');
    await page.waitForSelector('portal-finder[data-state="answered"]');
    await press('Tab', '[data-results] a');
    expect(await page.evaluate(() => (document.activeElement as HTMLAnchorElement).href)).toContain(
      `${folder}${house.slug}/`,
    );
    await page.context().close();
  });

  it('says when its list of streets is missing, damaged or out of reach, and works when it is back', async () => {
    const ways: [RegExp, Parameters<Page['route']>[1]][] = [
      [words.damaged, (route) => route.fulfill({ status: 404, body: '' })],
      [words.damaged, (route) => route.fulfill({ status: 200, body: '{"version":1}' })],
      [words.offline, (route) => route.abort()],
    ];
    for (const [says, way] of ways) {
      const page = await visit(path, {
        expectedMessages: /404|ERR_FAILED/,
        prepare: (opened) => opened.route('**/street_index.*', way),
      });
      await ask(page, 'Canton');
      expect(await sentence(page)).toMatch(says);
      expect(await page.locator('.places a').count()).toBeGreaterThan(300);
      await page.unrouteAll();
      await ask(page, 'Canton');
      await page.waitForSelector('[data-results] a');
      await page.context().close();
    }
  });

  it('shows hostile text as text', async () => {
    const page = await visit(path);
    await ask(page, '<img src=x onerror=alert(1)>');
    expect(await page.locator('portal-finder img').count()).toBe(0);
    await page.evaluate(() => {
      (document.querySelector('#finder-text') as HTMLInputElement).value =
        '\u202e'.repeat(3) + 'a '.repeat(5000);
    });
    await page.click('.finder-ask');
    await page.waitForSelector('portal-finder[data-state="answered"]');
    expect((await sentence(page)).length).toBeLessThan(400);
    await page.context().close();
  });

  it('has no barrier with an answer on it, and fits a small phone', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await visit(path, { colorScheme, viewport: { width: 320, height: 640 } });
      await ask(page, '1200 Charles');
      expect(await page.locator('[data-results] a').count()).toBeGreaterThan(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      expect(await barriersOn(page)).toEqual([]);
      const low = await page.$$eval(
        '.finder a, .finder button, .finder input, .places a, .places-letters a',
        (targets) =>
          targets.filter(
            (target) => target.getClientRects().length > 0 && target.getBoundingClientRect().height < 43.5,
          ).length,
      );
      expect(low).toBe(0);
      await page.context().close();
    }
  });

  it('lists all places without JavaScript, each with its page and its requests, in a light page', async () => {
    const page = await visit(path, { javaScriptEnabled: false });
    expect(await page.textContent('h1')).toBe(words.question);
    expect(await page.textContent('portal-finder noscript')).toContain(words.noscript);
    expect(await page.isVisible('.finder-form')).toBe(false);
    const addresses = await page.$$eval('.places a', (found) =>
      found.map((link) => new URL((link as HTMLAnchorElement).href).pathname),
    );
    expect(addresses).toHaveLength(index.areas.length);
    expect(new Set(addresses).size).toBe(index.areas.length);
    for (const { kind, slug } of index.areas.filter((area) => area.kind === 'neighborhood')) {
      expect(kind).toBe('neighborhood');
      expect(addresses).toContain(`${folder}${slug}/`);
    }
    const counts = await page.$$eval('.places .small', (found) =>
      found.map(({ textContent }) => textContent.trim()),
    );
    expect(counts.filter((text) => !words.counts.test(text))).toEqual([]);
    await page.context().close();
  });
});

describe('the page of all places', () => {
  it('takes at most 60 kB over the wire before it is used', async () => {
    const page = await visit('neighborhoods/');
    await page.waitForLoadState('networkidle');
    const bytes = await page.evaluate(() =>
      [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
        .map((entry) => entry as PerformanceResourceTiming)
        .reduce((sum, { transferSize }) => sum + transferSize, 0),
    );
    expect(bytes).toBeLessThan(60_000);
    await page.context().close();
  });
});

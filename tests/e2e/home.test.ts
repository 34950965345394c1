import type { Page } from 'playwright';
import { afterEach, describe, expect, it } from 'vitest';
import { shown, siteUrl, tableRows, useVisit, wakeExplorer } from './visit.ts';

const { visit, expectQuiet } = useVisit();
afterEach(expectQuiet);

const languages = [
  {
    path: '',
    title: "How is Baltimore's 311 doing?",
    answer:
      /In the 90 days ending Nov 15, 2026, residents made [\d,]+ requests\. Of those at least 30 days old, half were marked closed within [\d.]+ days; of those that came due, \d+% were closed on time\./,
    sample: "Sample data: invented requests, not Baltimore's record.",
    tooFew: 'too few to say',
    other: 'Español',
    otherTitle: '¿Cómo va el 311 de Baltimore?',
  },
  {
    path: 'es/',
    title: '¿Cómo va el 311 de Baltimore?',
    answer:
      /En los 90 días que terminaron el 15 .*nov.* 2026, los habitantes hicieron [\d,]+ solicitudes\. De las que tienen al menos 30 días, la mitad se marcó como cerrada en [\d.]+ días o menos; de las que llegaron a su fecha límite, el \d+.?% se cerró a tiempo\./,
    sample: 'Datos de muestra: solicitudes inventadas, no el registro de Baltimore.',
    tooFew: 'muy pocos datos',
    other: 'English',
    otherTitle: "How is Baltimore's 311 doing?",
  },
];

describe.each(languages)(
  'the first page at /$path',
  ({ path, title, answer, sample, tooFew, other, otherTitle }) => {
    it('answers its question without JavaScript, with the table', async () => {
      const page = await visit(path, { javaScriptEnabled: false });
      expect(await page.textContent('h1')).toBe(title);
      expect((await page.textContent('[data-answer]'))?.replace(/\s+/g, ' ').trim()).toMatch(answer);
      expect((await page.$$('.top tbody tr')).length).toBe(5);
      const rows = await tableRows(page);
      expect(rows.length).toBeGreaterThan(270);
      expect(rows.some((cells) => cells.includes(tooFew))).toBe(true);
      expect(await page.isVisible('[data-areas]')).toBe(true);
      expect(await page.isVisible('[data-controls]')).toBe(false);
      await page.context().close();
    });

    it('fetches neither map nor engine before they are seen or asked for', async () => {
      const fetched: string[] = [];
      const page = await visit(path, {
        viewport: { width: 390, height: 700 },
        prepare: async (opened) => {
          opened.on('request', (request) => fetched.push(request.url()));
        },
      });
      await page.waitForSelector('portal-finder[data-ready]');
      await page.waitForTimeout(400);
      expect(fetched.filter((url) => /explorer\.[^/]*\.js|i18next|browser\./.test(url))).toEqual([]);
      await wakeExplorer(page);
      await page.waitForSelector('portal-explorer[data-ready]');
      await page.waitForTimeout(400);
      expect(
        fetched.filter((url) =>
          /\.wasm|choropleth|calculator|\.parquet|\.geojson|street_index|finder-desk/.test(url),
        ),
      ).toEqual([]);
      await page.context().close();
    });

    it('leads a resident to their own place', async () => {
      const page = await visit(path);
      await page.fill('#finder-text', 'Canton');
      await page.keyboard.press('Enter');
      const link = page.locator('.finder-results a', { hasText: 'Canton' }).first();
      expect(await link.getAttribute('href')).toMatch(/\/(neighborhood|vecindario)\/canton\/$/);
      await page.context().close();
    });

    it('keeps room for the finder while its script is on the way', async () => {
      const viewport = { width: 390, height: 700 };
      const topOfNext = async (page: Page): Promise<number> => {
        await page.evaluate(() => document.fonts.ready);
        return page.locator('.top').evaluate((next) => next.getBoundingClientRect().top);
      };
      const awake = await visit(path, { viewport });
      await awake.waitForSelector('portal-finder[data-ready]');
      const waiting = await visit(path, {
        viewport,
        prepare: (opened) => opened.route(/_astro\/Finder\.[^/]*\.js/, (route) => route.abort()),
        expectedMessages: /ERR_FAILED/,
      });
      expect(await waiting.isVisible('.finder-form')).toBe(false);
      expect(await topOfNext(waiting)).toBe(await topOfNext(awake));
      await awake.context().close();
      await waiting.context().close();
    });

    it('says on every screen that the sample is invented, and asks not to be indexed', async () => {
      const page = await visit(path);
      expect(await page.textContent('.sample')).toContain(sample);
      expect(await page.textContent('figcaption')).toContain(sample);
      expect(await page.getAttribute('meta[name=robots]', 'content')).toBe('noindex');
      await page.context().close();
    });

    it('switches language on the same page and keeps the question', async () => {
      const page = await visit(`${path}?metric=on_time_percent&area=canton`);
      await shown(page);
      await page.click(`text=${other}`);
      await page.waitForFunction(
        (wanted) => document.querySelector('h1')?.textContent === wanted,
        otherTitle,
      );
      expect(new URL(page.url()).search).toBe('?metric=on_time_percent&area=canton');
      await page.context().close();
    });

    it('does not scroll sideways on a small phone', async () => {
      const page = await visit(path, { viewport: { width: 320, height: 640 } });
      await shown(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      await page.context().close();
    });
  },
);

describe('a wrong address', () => {
  it.each(['no-such-page/', 'es/no-hay/'])('/%s says so in both languages', async (path) => {
    const page = await visit(path, { expectedMessages: /404/ });
    expect(await page.textContent('h1')).toBe('This page does not exist');
    expect(await page.textContent('section[lang=es] h2')).toBe('Esta página no existe');
    await page.context().close();
  });
});

describe('every page', () => {
  it('names its twin in the other language', async () => {
    const page = await visit('method/');
    const twins = await page.$$eval('link[rel=alternate]', (links) =>
      links.map((link) => [link.getAttribute('hreflang'), new URL((link as HTMLLinkElement).href).pathname]),
    );
    expect(twins).toEqual([
      ['en', '/method/'],
      ['es', '/es/metodo/'],
      ['x-default', '/method/'],
    ]);
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    await page.goto(new URL('es/metodo/', siteUrl).href);
    expect(await page.getAttribute('html', 'lang')).toBe('es');
    await page.context().close();
  });
});

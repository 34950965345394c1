import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Frame, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { barriersInBothThemes } from './axe.ts';
import { manifest } from './published.ts';
import { copied, openMenu } from './taken.ts';
import { shown, siteUrl, useVisit } from './visit.ts';

const { visit, expectQuiet } = useVisit();
afterEach(expectQuiet);

/** Another site, on another origin, whose only page holds what was pasted into it. */
let article = '';
let newspaper: Server;
beforeAll(async () => {
  newspaper = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html;charset=utf-8');
    response.end(
      `<!doctype html><html lang="en"><head><title>News</title><link rel="icon" href="data:,"></head><body><h1>News</h1>${article}</body></html>`,
    );
  });
  await new Promise<void>((done) => newspaper.listen(0, '127.0.0.1', done));
});
afterAll(() => newspaper.close());

/** Pastes the code of an open menu into the other site and opens it there. */
async function framed(page: Page, part: string): Promise<{ page: Page; frame: Frame }> {
  article = await copied(page, part, 'embed');
  await page.context().close();
  const { port } = newspaper.address() as AddressInfo;
  const opened = await visit(`http://127.0.0.1:${port}/`, {
    viewport: { width: 720, height: 900 },
    // The frame's own requests, to this site alone.
    expectedMessages: new RegExp(`^request to another origin: ${siteUrl}`),
  });
  const frame = await (await opened.waitForSelector('iframe')).contentFrame();
  if (frame === null) throw new Error('the frame has no page');
  await frame.waitForLoadState();
  return { page: opened, frame };
}

/** Parts of a page that are seen. */
const seen = (where: Page | Frame): Promise<string[]> =>
  where.$$eval('body > *, [data-embeds]', (parts) =>
    parts
      .filter((part) => (part as HTMLElement).checkVisibility() && part.localName !== 'script')
      .map((part) => (part as HTMLElement).dataset['embeds'] ?? part.classList[0] ?? ''),
  );

const permissions = ['clipboard-read', 'clipboard-write'];

describe.each([
  { equity: 'equity/', map: 'map/', sample: 'Sample data', through: 'data through Nov 15, 2026' },
  {
    equity: 'es/equidad/',
    map: 'es/mapa/',
    sample: 'Datos de muestra',
    through: 'datos hasta el 15 de noviembre de 2026',
  },
])('in an article of another site, from /$equity', (own) => {
  it('a figure stands alone with its caption, its date, what it is, and a way to the rest', async () => {
    const site = await visit(`${own.equity}?level=neighborhood`, { permissions });
    await site.waitForSelector('portal-equity[data-ready]');
    await openMenu(site, '[data-figure=gap]');
    const title = await site.innerText('#gap');
    const { page, frame } = await framed(site, '[data-figure=gap]');
    expect(await seen(frame)).toEqual(expect.arrayContaining(['sample', 'gap']));
    const text = (await frame.innerText('body')).replace(/\s+/g, ' ');
    for (const part of [title, own.sample, own.through, manifest.snapshot.id]) expect(text).toContain(part);
    expect(await frame.isVisible('[data-figure=gap] svg')).toBe(true);
    for (const left of ['header', 'footer', 'nav', '.answer-lead', '[data-figure=gap] table', '[data-take]'])
      expect(await frame.isVisible(left), left).toBe(false);
    expect(await page.getAttribute('iframe', 'title')).toContain(title);
    await frame.click('[data-embeds=gap] .embed-foot a');
    await page.waitForURL(`${siteUrl}${own.equity}?level=neighborhood#gap`);
    expect(await page.isVisible('header')).toBe(true);
    await page.context().close();
  });

  it('the map stands alone with its legend, its caption and its date', async () => {
    const site = await visit(`${own.map}?type=SW-Dirty+Alley`, { permissions });
    await shown(site);
    await openMenu(site, 'portal-map');
    const { page, frame } = await framed(site, 'portal-map');
    await frame.waitForSelector('[data-map][data-state=drawn]');
    await frame.waitForSelector('portal-map[data-state=shown]');
    const text = (await frame.innerText('body')).replace(/\s+/g, ' ');
    expect(text).toContain(own.sample);
    expect(text).toContain(own.through);
    expect(await frame.innerText('[data-caption]')).toMatch(/Dirty alley|Callejón sucio/);
    expect(await frame.isVisible('[data-legend]')).toBe(true);
    for (const left of ['header', 'footer', '.map-head p', 'table', 'select'])
      expect(await frame.isVisible(left), left).toBe(false);
    await page.context().close();
  });
});

/** What stops every script of a page but the one that marks what is shown. */
const withoutModules = (page: Page): Promise<unknown> =>
  page.route('**/_astro/*.js', (route) =>
    /embed-mark/.test(route.request().url())
      ? route.continue()
      : route.fulfill({ body: '', contentType: 'text/javascript' }),
  );

describe('every part for a frame', () => {
  it.each(['equity/', 'compare/', 'map/', 'neighborhood/canton/', 'es/distrito/district-1/'])(
    'at /%s is shown alone before any other script has run',
    async (path) => {
      const page = await visit(path, { prepare: withoutModules });
      const parts = await page.$$eval('[data-embeds]', (found) =>
        found.map((part) => (part as HTMLElement).dataset['embeds'] ?? ''),
      );
      expect(parts.length).toBeGreaterThan(0);
      for (const part of parts) {
        await page.goto('about:blank');
        await page.goto(new URL(`${path}#embed-${part}`, siteUrl).href);
        expect(await seen(page), part).toEqual(['sample', 'page', part]);
        expect(await page.evaluate(() => scrollY), part).toBe(0);
      }
      await page.context().close();
    },
  );

  it('is there at the first paint, and nothing else', async () => {
    const page = await visit('equity/#embed-areas', {
      prepare: (opened) =>
        opened.addInitScript(() => {
          new PerformanceObserver(() => {
            const head = document.querySelector('header');
            const part = document.documentElement.dataset['embed'];
            document.documentElement.dataset['firstPaint'] ??= `${part} ${head?.checkVisibility()}`;
          }).observe({ type: 'paint', buffered: true });
        }),
    });
    await page.waitForSelector('[data-first-paint]', { state: 'attached' });
    expect(await page.getAttribute('html', 'data-first-paint')).toBe('areas false');
    await page.context().close();
  });

  it('is brought into view among the rest where a frame allows no script', async () => {
    const page = await visit('equity/#embed-areas', { javaScriptEnabled: false });
    expect(await page.isVisible('header')).toBe(true);
    const top = await page.locator('[data-embeds=areas]').boundingBox();
    expect(Math.abs(top!.y)).toBeLessThan(60);
    await page.context().close();
  });

  it('that the page has no more is not missed: the whole page is shown', async () => {
    const page = await visit('equity/#embed-weather');
    await page.waitForSelector('portal-equity[data-ready]');
    expect(await page.isVisible('h1')).toBe(true);
    expect(await page.isVisible('header')).toBe(true);
    await page.context().close();
  });

  it.each([
    'equity/#embed-gap',
    'es/equidad/#embed-reporting',
    'es/vecindario/canton/#embed-months',
    'map/#embed-map',
  ])('meets no barrier at /%s, in a narrow frame', async (path) => {
    const page = await visit(path, { viewport: { width: 320, height: 640 } });
    if (path.startsWith('map')) await page.waitForSelector('[data-map][data-state=drawn]');
    expect(await barriersInBothThemes(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
    await page.context().close();
  });
});

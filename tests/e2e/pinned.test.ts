import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterEach, describe, expect, it } from 'vitest';
import { parseSnapshotList, type SnapshotList } from '../../src/contract/snapshot-list.ts';
import { barriersInBothThemes } from './axe.ts';
import { siteFolder } from './built.ts';
import { manifest } from './published.ts';
import { siteUrl, useVisit } from './visit.ts';

const { visit, expectQuiet } = useVisit();
afterEach(expectQuiet);

const built = parseSnapshotList(
  JSON.parse(readFileSync(join(siteFolder, 'changes', 'snapshots.json'), 'utf8')),
);
const before = {
  id: '2026-11-14T10:10Z-0a1b2c3d',
  dataThrough: '2026-11-13T23:51:07',
  fetchedAt: '2026-11-14T10:10:00.000Z',
};
const gone = '2026-08-01T09:10Z-00c0ffee';
const list: SnapshotList = { ...built, carried: [...built.carried, before], earlier: [gone] };

const notice = '.pinned';

const withList =
  (given: object) =>
  (page: Page): Promise<unknown> =>
    page.route('**/changes/snapshots.json', (route) => route.fulfill({ json: given }));

/** Opens a page and waits for the notice; gives its text. */
async function open(path: string, given: object = list): Promise<{ page: Page; text: string }> {
  const page = await visit(path, { prepare: withList(given) });
  const text = await page.innerText(notice);
  return { page, text };
}

const languages = [
  {
    pages: ['equity/', 'map/', 'neighborhood/canton/', 'search/', 'top/2025/', ''],
    search: 'search/?street=CHARLES+ST',
    equity: 'equity/?level=neighborhood',
    read: 'Nov 14, 2026, 5:10 AM',
    carried: 'still published: it holds requests through Nov 13, 2026, 11:51 PM',
    gone: 'was published here but no longer is',
    unknown: 'This site has no snapshot by that name',
    unsure: 'We could not tell whether it is still published',
    today: "with today's data, through Nov 15, 2026",
    sql: '/sql/',
  },
  {
    pages: ['es/equidad/', 'es/mapa/', 'es/vecindario/canton/', 'es/buscar/', 'es/mas-pedidas/2025/', 'es/'],
    search: 'es/buscar/?street=CHARLES+ST',
    equity: 'es/equidad/?level=neighborhood',
    read: '14 de noviembre de 2026, 5:10',
    carried: 'sigue publicada: tiene solicitudes hasta el 13 de noviembre de 2026, 11:51',
    gone: 'se publicó aquí y ya no está',
    unknown: 'Este sitio no tiene ninguna versión con ese nombre',
    unsure: 'No se pudo saber si sigue publicada',
    today: 'con los datos de hoy, que llegan hasta el 15 de noviembre de 2026',
    sql: '/es/sql/',
  },
] as const;

describe.each(languages)('a link made from another snapshot, at /$search', (words) => {
  it.each(words.pages)('says on /%s what became of it, and what is shown instead', async (path) => {
    const { page, text } = await open(`${path}?snapshot=${before.id}`);
    for (const part of [before.id, words.read, words.carried, words.today]) expect(text).toContain(part);
    const hrefs = await page.$$eval(`${notice} a`, (links) => links.map((link) => link.getAttribute('href')));
    expect(hrefs).toEqual([
      '/data/snapshots/2026-11-14T1010Z-0a1b2c3d.json',
      `${words.sql}#snapshot=${before.id}`,
      `/${path}`,
    ]);
    expect(await page.locator('main > :first-child').getAttribute('class')).toBe('pinned');
    await page.context().close();
  });

  it('says when it is no longer published, and when no such snapshot is known', async () => {
    for (const [id, said] of [
      [gone, words.gone],
      ['2020-01-01T00:00Z-00000000', words.unknown],
    ] as const) {
      const { page, text } = await open(`${words.pages[0]}?snapshot=${id}`);
      expect(text).toContain(id);
      expect(text).toContain(said);
      expect(await page.locator(`${notice} a`).count()).toBe(1);
      await page.context().close();
    }
  });

  it.each([
    ['cannot be reached', (page: Page) => page.route('**/snapshots.json', (route) => route.abort())],
    [
      'is absent',
      (page: Page) => page.route('**/snapshots.json', (route) => route.fulfill({ status: 404, body: '' })),
    ],
    ['is none', withList({ live: 7 })],
  ])('says that it cannot tell when the list %s', async (_what, prepare) => {
    const page = await visit(`${words.pages[0]}?snapshot=${before.id}`, {
      prepare,
      expectedMessages: /404|ERR_FAILED/,
    });
    const text = await page.innerText(notice);
    expect(text).toContain(words.unsure);
    expect(text).toContain(words.today);
    await page.context().close();
  });

  it.each([
    { path: words.search, ready: 'portal-found[data-state="shown"] [data-months] svg' },
    { path: words.pages[3], ready: 'portal-found[data-state="index"]' },
    { path: words.equity, ready: 'portal-equity[data-shown*="level=neighborhood"]' },
    { path: words.pages[2], ready: 'main' },
  ])('shows at /$path what the address without it shows', async ({ path, ready }) => {
    const { page } = await open(`${path}${path.includes('?') ? '&' : '?'}snapshot=${before.id}`);
    await page.waitForSelector(ready);
    const shown = (): Promise<string> =>
      page.$eval('main', (main) =>
        [...main.children]
          .filter((part) => !part.matches('.pinned'))
          .map((part) => (part as HTMLElement).innerText)
          .join('\n'),
      );
    const pinned = await shown();
    expect(pinned.length).toBeGreaterThan(200);
    await page.click(`${notice} p:last-child a`);
    await page.waitForURL(new URL(path, siteUrl).href);
    await page.waitForSelector(ready);
    expect(await page.locator(notice).count()).toBe(0);
    expect(await shown()).toBe(pinned);
    await page.context().close();
  });
});

describe('the notice', () => {
  it('is not there, nor fetched, for the snapshot that is shown', async () => {
    const asked: string[] = [];
    const page = await visit(`equity/?snapshot=${manifest.snapshot.id}`, {
      prepare: async (made) => made.on('request', (request) => asked.push(request.url())),
    });
    await page.waitForSelector('portal-equity[data-ready]');
    expect(await page.locator(notice).count()).toBe(0);
    expect(asked.filter((url) => /pinned|snapshots\.json/.test(url))).toEqual([]);
    await page.context().close();
  });

  it.each([
    [
      'markup',
      '<img src=x onerror=alert(1)></strong><script>alert(2)</script>',
      '<img src=x onerror=alert(1)></strong><sc…',
    ],
    ['ten thousand letters', 'W'.repeat(10_000), `${'W'.repeat(40)}…`],
    ['marks that turn text', '\u202E\u2067abc\u200F', '\uFFFD\uFFFDabc\uFFFD'],
    ['places of a message', '$t(pinned.title){{moment}}\n', '$t(pinned.title){{moment}}\uFFFD'],
  ])('shows an id of %s as text, cut', async (_what, id, expected) => {
    const { page } = await open(`es/equidad/?snapshot=${encodeURIComponent(id)}`);
    expect(await page.textContent(`${notice} strong`)).toBe(expected);
    expect(await page.locator(`${notice} :is(img, script)`).count()).toBe(0);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
    await page.context().close();
  });

  it('goes along to the other language, and has no barrier', async () => {
    const { page } = await open(`neighborhood/canton/?snapshot=${before.id}`);
    expect(await barriersInBothThemes(page)).toEqual([]);
    await page.click('[data-language-switch]');
    await page.waitForURL(/es\/vecindario\/canton\/\?snapshot=/);
    expect(await page.innerText(notice)).toContain(before.id);
    await page.context().close();
  });
});

describe('the list of snapshots', () => {
  it('names the live one first, with what its manifest says', () => {
    const { id, dataThrough, fetchedAt } = manifest.snapshot;
    expect(built.live).toBe(id);
    expect(built.carried[0]).toEqual({ id, dataThrough, fetchedAt });
  });
});

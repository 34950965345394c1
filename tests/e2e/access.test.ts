import type { Page } from 'playwright';
import { afterEach, describe, expect, it } from 'vitest';
import { barriersInBothThemes, barriersOn, bringAxe, colorlessBarriersOn } from './axe.ts';
import { builtPages } from './built.ts';
import { shown, siteUrl, useVisit } from './visit.ts';

const { visit, expectQuiet } = useVisit();
afterEach(expectQuiet);

/** One page of each layout in each language; every other built page is of a layout among them. */
const layouts = [
  ...[
    '',
    'neighborhoods/',
    'map/',
    'request/',
    'top/',
    'top/2025/',
    'photos/',
    'method/',
    'quality/',
    'equity/',
    'compare/',
    'search/',
    'streets/',
    'sql/',
    'downloads/',
    'dictionary/',
    'changes/',
    'use/',
  ],
  ...['neighborhood/canton/', 'district/district-1/', 'statistical-area/downtown-seton-hill/'],
  ...['es/', 'es/vecindarios/', 'es/mapa/', 'es/solicitud/', 'es/mas-pedidas/', 'es/mas-pedidas/2025/'],
  ...[
    'es/fotos/',
    'es/metodo/',
    'es/calidad/',
    'es/equidad/',
    'es/comparar/',
    'es/buscar/',
    'es/calles/',
    'es/sql/',
    'es/descargas/',
    'es/diccionario/',
    'es/cambios/',
    'es/usar/',
    'es/vecindario/canton/',
    'es/distrito/district-1/',
  ],
  ...['es/area-estadistica/downtown-seton-hill/', '404.html'],
];
/** Pages open at once: one for each core that most machines of ours have, and one that waits for files. */
const lanes = 3;

/** Pages in one test: few enough to end in time where the machine has other work to do. */
const pagesTogether = 40;

/** The folder of a page's kind, such as that of all neighborhoods: `es/vecindario`. */
const folderOf = (path: string): string =>
  path
    .split('/')
    .slice(0, path.startsWith('es/') ? 2 : 1)
    .join('/');

/** All built pages by their kind, in parts. */
const parts = [...Map.groupBy(builtPages, folderOf)].flatMap(([folder, paths]) =>
  Array.from({ length: Math.ceil(paths.length / pagesTogether) }, (_, part) => {
    const first = part * pagesTogether;
    const own = paths.slice(first, first + pagesTogether);
    return { folder, from: first + 1, to: first + own.length, all: paths.length, paths: own };
  }),
);

/** Shows all that a page can show: the map where it has one, and everything folded. */
async function unfold(page: Page): Promise<void> {
  if ((await page.locator(':is(portal-explorer, portal-map) [data-map]').count()) > 0) {
    await shown(page);
    await page.locator('[data-map]').scrollIntoViewIfNeeded();
    await page.waitForSelector('[data-map][data-state="drawn"]');
  }
  await page.$$eval('details', (found) => found.forEach((details) => (details.open = true)));
}

/** Whether a page is wider than its window. */
function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
}

/**
 * Colors are a layout's, and each layout is looked at in both themes; to look at them takes most of the time. Of the many
 * pages of places a tenth is looked at for colors, in both themes.
 */
const isLookedAtForColor = (path: string): boolean =>
  layouts.includes(path) || builtPages.indexOf(path) % 10 === 0;

/** What is wrong with pages at 320 px, some of them also for their colors. */
async function faultsOf(paths: readonly string[]): Promise<string[]> {
  const waiting = [...paths];
  const faults: string[] = [];
  const lane = async (): Promise<void> => {
    const first = waiting.shift();
    if (first === undefined) return;
    const page = await visit(first, { viewport: { width: 320, height: 700 }, prepare: bringAxe });
    for (let path: string | undefined = first; path !== undefined; path = waiting.shift()) {
      if (path !== first) await page.goto(new URL(path, siteUrl).href);
      await unfold(page);
      if (await scrollsSideways(page)) faults.push(`/${path} scrolls sideways`);
      const look = isLookedAtForColor(path) ? barriersInBothThemes : colorlessBarriersOn;
      faults.push(...(await look(page)).map((barrier) => `/${path}: ${barrier}`));
    }
    await page.context().close();
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return faults;
}

describe('every built page', () => {
  it('is among those tested', () => {
    expect(builtPages).toEqual(expect.arrayContaining(layouts));
    expect(new Set(builtPages.map(folderOf))).toEqual(new Set(layouts.map(folderOf)));
  });

  it.each(parts)(
    'in /$folder (from $from to $to of $all) has no barrier at 320 px, every tenth none by its colors in both themes, and does not scroll sideways',
    { timeout: 300_000 },
    async ({ paths }) => {
      expect(await faultsOf(paths)).toEqual([]);
    },
  );
});

describe('every layout', () => {
  it.each(layouts.map((path) => ({ path })))(
    'at /$path has no barrier on a wide screen either, in light or dark',
    async ({ path }) => {
      const page = await visit(path, { viewport: { width: 1440, height: 900 } });
      await unfold(page);
      expect(await barriersInBothThemes(page)).toEqual([]);
      expect(await scrollsSideways(page)).toBe(false);
      await page.context().close();
    },
  );
});

describe('a barrier', () => {
  it('is found where a page has one', async () => {
    const page = await visit('top/');
    await page.$eval('nav a', (link) => (link.style.color = '#777'));
    await page.$eval('h1', (title) => title.insertAdjacentHTML('afterend', '<img src="/favicon.svg">'));
    const ids = (await barriersOn(page)).map((barrier) => barrier.split(':')[0]);
    expect(ids).toEqual(expect.arrayContaining(['color-contrast', 'image-alt']));
    expect((await barriersInBothThemes(page)).join()).toMatch(/dark: color-contrast/);
    await page.setViewportSize({ width: 320, height: 700 });
    await page.$eval('main', (main) => (main.style.width = '400px'));
    expect(await scrollsSideways(page)).toBe(true);
    await page.context().close();
  });
});

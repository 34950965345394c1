import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterEach, describe, expect, it } from 'vitest';
import { builtPages } from './built.ts';
import { shown, siteUrl, useVisit } from './visit.ts';

const { visit, expectQuiet } = useVisit();
afterEach(expectQuiet);

/** One page of each layout in each language; every other built page is of a layout among them. */
const layouts = [
  ...['', 'neighborhoods/', 'map/', 'request/', 'top/', 'top/2025/', 'photos/', 'method/', 'quality/'],
  ...['neighborhood/canton/', 'district/district-1/', 'statistical-area/downtown-seton-hill/'],
  ...['es/', 'es/vecindarios/', 'es/mapa/', 'es/solicitud/', 'es/mas-pedidas/', 'es/mas-pedidas/2025/'],
  ...['es/fotos/', 'es/metodo/', 'es/calidad/', 'es/vecindario/canton/', 'es/distrito/district-1/'],
  ...['es/area-estadistica/downtown-seton-hill/', '404.html'],
];
const themes = ['light', 'dark'] as const;
/** Pages open at once: one for each core that most machines of ours have, and one that waits for files. */
const lanes = 3;

/** Pages of one folder, such as all neighborhoods: `es/vecindario`. */
const folders = Map.groupBy(builtPages, (path) =>
  path
    .split('/')
    .slice(0, path.startsWith('es/') ? 2 : 1)
    .join('/'),
);

/** Shows all that a page can show: the map where it has one, and everything folded. */
async function unfold(page: Page): Promise<void> {
  if ((await page.locator('[data-map]').count()) > 0) {
    await shown(page);
    await page.locator('[data-map]').scrollIntoViewIfNeeded();
    await page.waitForSelector('[data-map][data-state="drawn"]');
  }
  await page.$$eval('details', (found) => found.forEach((details) => (details.open = true)));
}

/** What axe finds on a page as it stands. No page has frames, so that axe need not look for them in a second page. */
async function barriersOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** Whether a page is wider than its window. */
function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
}

/** What is wrong with pages at 320 px, in light and, without loading them again, in dark. */
async function faultsOf(paths: readonly string[]): Promise<string[]> {
  const waiting = [...paths];
  const faults: string[] = [];
  const lane = async (): Promise<void> => {
    const first = waiting.shift();
    if (first === undefined) return;
    const page = await visit(first, { viewport: { width: 320, height: 700 } });
    for (let path: string | undefined = first; path !== undefined; path = waiting.shift()) {
      if (path !== first) await page.goto(new URL(path, siteUrl).href);
      await unfold(page);
      if (await scrollsSideways(page)) faults.push(`/${path} scrolls sideways`);
      for (const colorScheme of themes) {
        await page.emulateMedia({ colorScheme });
        const found = await barriersOf(page);
        faults.push(...found.map((barrier) => `/${path} in ${colorScheme}: ${barrier}`));
      }
    }
    await page.context().close();
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return faults;
}

describe('every built page', () => {
  it('is among those tested', () => {
    expect(builtPages).toEqual(expect.arrayContaining(layouts));
    expect([...folders.keys()].toSorted()).toEqual(
      [
        ...new Set(
          layouts.map((path) =>
            path
              .split('/')
              .slice(0, path.startsWith('es/') ? 2 : 1)
              .join('/'),
          ),
        ),
      ].toSorted(),
    );
  });

  it.each([...folders].map(([folder, paths]) => ({ folder, paths, count: paths.length })))(
    'in /$folder ($count pages) has no barrier at 320 px in light or dark, and does not scroll sideways',
    { timeout: 400_000 },
    async ({ paths }) => {
      expect(await faultsOf(paths)).toEqual([]);
    },
  );
});

describe('every layout', () => {
  const cases = layouts.flatMap((path) =>
    themes.flatMap((colorScheme) => [390, 1440].map((width) => ({ path, colorScheme, width }))),
  );

  it.each(cases)(
    'at /$path has no barrier in $colorScheme at $width px',
    async ({ path, colorScheme, width }) => {
      const page = await visit(path, { colorScheme, viewport: { width, height: 900 } });
      await unfold(page);
      expect(await barriersOf(page)).toEqual([]);
      expect(await scrollsSideways(page)).toBe(false);
      await page.context().close();
    },
  );
});

describe('a barrier', () => {
  it('is found where a page has one', async () => {
    const page = await visit('top/');
    await page.$eval('nav a', (link) => (link.style.color = '#fff'));
    await page.$eval('h1', (title) => title.insertAdjacentHTML('afterend', '<img src="/favicon.svg">'));
    const ids = (await barriersOf(page)).map((barrier) => barrier.split(':')[0]);
    expect(ids).toEqual(expect.arrayContaining(['color-contrast', 'image-alt']));
    await page.setViewportSize({ width: 320, height: 700 });
    await page.$eval('main', (main) => (main.style.width = '400px'));
    expect(await scrollsSideways(page)).toBe(true);
    await page.context().close();
  });
});

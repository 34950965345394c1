import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterEach, describe, expect, it } from 'vitest';
import { barriersInBothThemes } from './axe.ts';
import { shown, useVisit } from './visit.ts';

const { visit, expectQuiet } = useVisit();
afterEach(expectQuiet);

const site = process.env['SITE_OUT_DIR'] ?? 'dist';
const firstIn = (folder: string): string => `${folder}${readdirSync(join(site, folder)).sort()[0]}/`;

/** One page of every layout, in both languages. */
const layouts = [
  '',
  'es/',
  'neighborhoods/',
  'es/vecindarios/',
  firstIn('neighborhood/'),
  firstIn('es/vecindario/'),
  firstIn('district/'),
  firstIn('es/distrito/'),
  firstIn('statistical-area/'),
  firstIn('es/area-estadistica/'),
  'map/',
  'es/mapa/',
  'request/',
  'es/solicitud/',
  'top/',
  'es/mas-pedidas/',
  'photos/',
  'es/fotos/',
  'method/',
  'es/metodo/',
  'quality/',
  'es/calidad/',
  '404.html',
];

async function openWhole(path: string, width: number): Promise<Page> {
  const page = await visit(path, { viewport: { width, height: 900 } });
  if ((await page.locator('[data-map]').count()) > 0) {
    await shown(page);
    await page.locator('[data-map]').scrollIntoViewIfNeeded();
    await page.waitForSelector('[data-map][data-state="drawn"]');
  }
  await page.$$eval('details', (found) => found.forEach((details) => (details.open = true)));
  return page;
}

describe('every layout', () => {
  it('is among those tested', () => {
    const layoutFiles = readdirSync('src/layouts').filter(
      (name) => name.endsWith('.astro') && name !== 'Page.astro',
    );
    // Places have one layout and three kinds of page.
    expect(layouts.length).toBe(2 * (layoutFiles.length - 1 + 2) + 1);
    for (const path of layouts) expect(existsSync(join(site, path)), path).toBe(true);
  });

  it.each(layouts.flatMap((path) => [390, 1440].map((width) => ({ path, width }))))(
    '/$path has no barrier at $width px, light or dark',
    async ({ path, width }) => {
      const page = await openWhole(path, width);
      expect(await barriersInBothThemes(page)).toEqual([]);
      await page.context().close();
    },
  );

  it.each(layouts)('/%s needs no sideways scroll at 320 px', async (path) => {
    const page = await openWhole(path, 320);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(320);
    await page.context().close();
  });
});

import { readdirSync } from 'node:fs';
import type { Page } from 'playwright';
import { afterEach, describe, expect, it } from 'vitest';
import { barriersInBothThemes, barriersOn } from './axe.ts';
import { useVisit } from './visit.ts';

const { visit, expectQuiet } = useVisit();
afterEach(expectQuiet);

const site = process.env['SITE_OUT_DIR'] ?? 'dist';
const pages = readdirSync(site, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.html'))
  .map((name) => name.replaceAll('\\', '/').replace(/index\.html$/, ''))
  .sort();

/** Pages looked at one after the other in one window: opening one for each would take longer than looking. */
const batchPages = 50;

const batches = Array.from({ length: Math.ceil(pages.length / batchPages) }, (_, index) =>
  pages.slice(index * batchPages, (index + 1) * batchPages),
);

/** Each layout is looked at in both themes elsewhere; here a tenth of the pages is, since their colors are the layout's. */
const isLookedAtInDark = (path: string): boolean => pages.indexOf(path) % 10 === 0;

async function barriersOf(page: Page, path: string): Promise<string[]> {
  await page.goto(new URL(`/${path}`, page.url()).href);
  await page.$$eval('details', (found) => found.forEach((details) => (details.open = true)));
  const barriers = isLookedAtInDark(path) ? await barriersInBothThemes(page) : await barriersOn(page);
  return barriers.map((barrier) => `/${path} ${barrier}`);
}

describe('every built page', () => {
  it('is among those tested', () => {
    expect(pages.length).toBeGreaterThan(700);
    expect(new Set(pages).size).toBe(pages.length);
  });

  it.each(batches.map((batch) => [batch[0]!, batch] as const))(
    'from /%s on has no barrier on a phone; every tenth also in dark',
    { timeout: 300_000 },
    async (first, batch) => {
      const page = await visit(first, { viewport: { width: 390, height: 900 } });
      const barriers: string[] = [];
      for (const path of batch) barriers.push(...(await barriersOf(page, path)));
      expect(barriers).toEqual([]);
      await page.context().close();
    },
  );

  it('with a barrier is found out', async () => {
    const page = await visit('method/');
    await page.evaluate(() => {
      const image = document.createElement('img');
      image.src = '/favicon.svg';
      document.querySelector('main')?.append(image);
    });
    expect((await barriersOn(page)).join()).toContain('image-alt');
    await page.evaluate(() => {
      document.querySelector('img')?.remove();
      document.querySelector<HTMLElement>('main p')!.style.color = '#8a8a8a';
      document.querySelector<HTMLElement>('main p')!.style.background = '#7a7a7a';
    });
    expect((await barriersInBothThemes(page)).join()).toMatch(/light: color-contrast.*dark: color-contrast/);
  });
});

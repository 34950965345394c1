import { AxeBuilder } from '@axe-core/playwright';
import { afterEach, describe, expect, it } from 'vitest';
import { readdirSync } from 'node:fs';
import { shown, useVisit } from './visit.ts';

const { visit, expectQuiet } = useVisit();
afterEach(expectQuiet);

const builtFolder = process.env['SITE_OUT_DIR'] ?? 'dist';
const pages = readdirSync(builtFolder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.html'))
  .map((name) => name.replaceAll('\\', '/').replace(/index\.html$/, ''));

describe('every built page', () => {
  it('is among those tested', () => {
    expect(pages).toEqual(expect.arrayContaining(['', 'es/', 'method/', 'es/metodo/', '404.html']));
  });

  const cases = pages.flatMap((path) =>
    (['light', 'dark'] as const).flatMap((colorScheme) =>
      [390, 1440].map((width) => ({ path, colorScheme, width })),
    ),
  );

  it.each(cases)(
    '/$path has no barrier in $colorScheme at $width px',
    async ({ path, colorScheme, width }) => {
      const page = await visit(path, { colorScheme, viewport: { width, height: 900 } });
      if ((await page.locator('[data-map]').count()) > 0) {
        await shown(page);
        await page.locator('[data-map]').scrollIntoViewIfNeeded();
        await page.waitForSelector('[data-map][data-state="drawn"]');
      }
      await page.$$eval('details', (found) => found.forEach((details) => (details.open = true)));
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
        [],
      );
      await page.context().close();
    },
  );
});

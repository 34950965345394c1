import { source, type AxeResults, type RunOptions } from 'axe-core';
import type { Page } from 'playwright';

/** What differs between the light and the dark theme is color, and nothing else. */
const rulesOfColor = ['color-contrast', 'link-in-text-block'];

/** Lets every page that will be opened bring axe: half as dear as sending it to each one afterwards. */
export async function bringAxe(page: Page): Promise<void> {
  await page.addInitScript({ content: source });
}

/** Barriers on a page as it stands, each with the elements it concerns. */
export async function barriersOn(page: Page): Promise<string[]> {
  await ensureAxe(page);
  return run(page, {});
}

/** The same, but for colors. */
export async function colorlessBarriersOn(page: Page): Promise<string[]> {
  await ensureAxe(page);
  return run(page, { rules: Object.fromEntries(rulesOfColor.map((rule) => [rule, { enabled: false }])) });
}

/** The same in both themes: everything in the light one, then what depends on color in the dark one. */
export async function barriersInBothThemes(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await barriersOn(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await run(page, { runOnly: rulesOfColor });
  await page.emulateMedia({ colorScheme: null });
  return [...light.map((barrier) => `light: ${barrier}`), ...dark.map((barrier) => `dark: ${barrier}`)];
}

async function ensureAxe(page: Page): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
}

async function run(page: Page, options: RunOptions): Promise<string[]> {
  const { violations } = await page.evaluate<AxeResults, RunOptions>(
    // Style sheets of other origins would be fetched; there are none.
    (given) => globalThis.axe.run({ resultTypes: ['violations'], preload: false, ...given }),
    options,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

declare global {
  var axe: { run(options: RunOptions): Promise<AxeResults> };
}

import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright';
import { afterAll, expect } from 'vitest';

/** Address of the built site under test, with a slash at its end. */
export const siteUrl = needed('SITE_URL');

function needed(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set; run these tests with "npm run test:e2e".`);
  return value;
}

/**
 * Opens a page (a path of the site, or an address of another one that a test built) and fails the test on any request to another origin, console message or policy violation.
 */
export type Visit = (path: string, options?: VisitOptions) => Promise<Page>;

export interface VisitOptions extends BrowserContextOptions {
  /** Run before the page loads, to stand in for a browser or network that lacks something. */
  prepare?: (page: Page) => Promise<unknown>;
  /** Console messages that this test provokes on purpose. */
  expectedMessages?: RegExp;
}

async function launch(args: string[]): Promise<Browser> {
  return chromium.launch({
    executablePath: needed('BROWSER_PATH'),
    args: [...(process.env['BROWSER_ARGUMENTS'] ?? '').split(' ').filter((word) => word !== ''), ...args],
  });
}

/** Visits pages in one browser for a test file; closed after it. `args` go to the browser. */
export function useVisit(args: string[] = []): { visit: Visit; expectQuiet: () => void } {
  const troubles: string[] = [];
  let own: Browser | undefined;
  afterAll(async () => {
    await own?.close();
  });
  const visit: Visit = async (path, { prepare, expectedMessages, ...options } = {}) => {
    own ??= await launch(args);
    const context = await own.newContext({ viewport: { width: 1200, height: 900 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const note = (trouble: string): void => {
      if (expectedMessages?.test(trouble) !== true) troubles.push(trouble);
    };
    const address = new URL(path, siteUrl);
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (origin !== address.origin && protocol !== 'blob:' && protocol !== 'data:') {
        note(`request to another origin: ${request.url()}`);
      }
    });
    page.on('console', (message) => note(`console ${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => note(`page error: ${error.message}`));
    await prepare?.(page);
    await page.goto(address.href);
    return page;
  };
  return {
    visit,
    expectQuiet: () => {
      expect(troubles.splice(0)).toEqual([]);
    },
  };
}

/** Scrolls so far that the first page's explorer wakes, and no map in it comes into view. */
export async function wakeExplorer(page: Page): Promise<void> {
  await page.evaluate(() => {
    const top = document.querySelector('portal-explorer')?.getBoundingClientRect().top ?? 0;
    scrollBy(0, Math.max(0, top - 1.8 * innerHeight));
  });
}

/** Waits until the explorer shows what its address asks for. */
export async function shown(page: Page): Promise<void> {
  await wakeExplorer(page);
  await page.waitForSelector(':is(portal-explorer, portal-map)[data-state="shown"]');
}

/** The table's rows as text: name, requests and the value of each measure. */
export async function tableRows(page: Page): Promise<string[][]> {
  return page.$$eval('[data-list]:not([hidden]) [data-areas] tbody tr', (rows) =>
    rows.map((row) => [...(row as HTMLTableRowElement).cells].map((cell) => cell.textContent.trim())),
  );
}

import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { browserArguments, findBrowser } from './browser.mjs';
import { startServer } from './serve.mjs';

// The README's picture, made from the sample as `npm start` built it.
const server = await startServer({ directory: fileURLToPath(new URL('../dist', import.meta.url)) });
const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserArguments });
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 860 }, colorScheme: 'light' });
  await page.goto(`${server.address}?period=365d&area=canton`);
  await page.waitForSelector('portal-explorer[data-state="shown"]');
  await page.locator('#explorer-title').evaluate((title) => title.scrollIntoView());
  await page.waitForSelector('[data-map][data-state="drawn"]');
  await page.waitForTimeout(1000);
  await page.screenshot({ path: fileURLToPath(new URL('../docs/picture.png', import.meta.url)) });
} finally {
  await browser.close();
  await server.close();
}

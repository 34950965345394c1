import type { Browser, Page } from 'playwright';

/** How the map moves. */
export interface Pan {
  /** Requests on the map. */
  points: number;
  /** From the wish to see them until they are on the map; 0 without any. */
  loadedMs: number;
  /** Each stretch of 50 ms and more in which the page could not answer, while it was dragged and settled after that. */
  stopsMs: number[];
  /** Time between one frame and the next meanwhile, drawing included. */
  framesMs: number[];
}

/** Opens the map with many requests on it, and drags it about. */
export async function measurePan(browser: Browser, url: string, position: string): Promise<Pan> {
  const page = await openMap(browser, `${url}map/?period=365d&whose=everyone&at=${position}`);
  const ask = page.locator('[data-points-ask]:not([hidden])');
  await page.waitForSelector('[data-points-ask]:not([hidden]), [data-points][data-state="shown"]');
  const started = performance.now();
  if ((await ask.count()) > 0) await ask.click();
  await page.waitForSelector('[data-points][data-drawn]:not([data-drawn="0"])');
  const loadedMs = performance.now() - started;
  const points = Number(await page.getAttribute('[data-points]', 'data-drawn'));
  return { points, loadedMs, ...(await measureDrags(page)) };
}

/** The same drags over the areas alone: what this machine takes to draw any map. */
export async function measureBarePan(browser: Browser, url: string): Promise<Pan> {
  const page = await openMap(browser, `${url}map/?at=-76.615,39.3,13.9`);
  return { points: 0, loadedMs: 0, ...(await measureDrags(page)) };
}

async function openMap(browser: Browser, url: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(url);
  await page.waitForSelector('[data-map][data-state="drawn"]');
  await page.waitForSelector('portal-map[data-state="shown"]');
  return page;
}

async function measureDrags(page: Page): Promise<Pick<Pan, 'stopsMs' | 'framesMs'>> {
  await page.waitForTimeout(3000);
  // The first drags compile the programs that draw; readers' later ones are what is measured.
  await drag(page, -60, 40);
  const all = [];
  for (const [x, y] of [
    [-250, 0],
    [0, -200],
    [250, 200],
  ] as const) {
    all.push(await drag(page, x, y));
  }
  await page.context().close();
  return {
    stopsMs: all.flatMap(({ stopsMs }) => stopsMs),
    framesMs: all.flatMap(({ framesMs }) => framesMs),
  };
}

async function drag(page: Page, byX: number, byY: number): Promise<Pick<Pan, 'stopsMs' | 'framesMs'>> {
  const box = await page.locator('[data-map-canvas]').boundingBox();
  if (box === null) throw new Error('the map is not to be seen');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const recorded = page.evaluate(record, 2500);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + byX, y + byY, { steps: 60 });
  await page.mouse.up();
  return recorded;
}

/** Frames and stops for so many milliseconds. Runs in the page. */
async function record(milliseconds: number): Promise<Pick<Pan, 'stopsMs' | 'framesMs'>> {
  const stopsMs: number[] = [];
  const observer = new PerformanceObserver((list) =>
    stopsMs.push(...list.getEntries().map(({ duration }) => duration)),
  );
  observer.observe({ entryTypes: ['longtask'] });
  const framesMs: number[] = [];
  const started = performance.now();
  let before = started;
  while (before - started < milliseconds) {
    const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    framesMs.push(now - before);
    before = now;
  }
  observer.disconnect();
  return { stopsMs, framesMs: framesMs.slice(1) };
}

import type { Browser, Page } from 'playwright';
import { openPage } from './browser.ts';

/** What the page about fairness takes. */
export interface EquityCost {
  /** Bytes over the wire until it can be read, English and Spanish, with an empty cache. */
  bytes: { en: number; es: number };
  /** Milliseconds from a change of type, period or grouping until all figures are drawn anew, engine and months there. */
  changesMs: number[];
  /** Milliseconds for 1,000 draws of days, from the button to the answer. */
  drawMs: number;
  /** The longest that the page itself stood still while days were drawn. */
  drawStopMs: number;
}

/** Measures the page of a built site at `url`. */
export async function measureEquity(browser: Browser, url: string): Promise<EquityCost> {
  const bytes = { en: await read(browser, `${url}equity/`), es: await read(browser, `${url}es/equidad/`) };
  const { page } = await openPage(browser, 1440, 900);
  await page.goto(`${url}equity/`);
  await page.waitForSelector('portal-equity[data-ready]');
  const changes = await page.evaluate(changeChoices, 32);
  const draw = await measureDraw(page);
  await page.context().close();
  // The first changes fetch the engine and the months, and compile code; readers' later ones are what is measured.
  return { bytes, changesMs: changes.slice(8), ...draw };
}

async function read(browser: Browser, url: string): Promise<number> {
  const { page, bytes, urls } = await openPage(browser, 390, 844);
  await page.goto(url);
  await page.waitForSelector('portal-equity[data-ready]');
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.waitForTimeout(1000);
  const early = urls.filter((found) => /wasm|calculator|parquet|equity-figures/.test(found));
  if (early.length > 0) throw new Error(`fetched before it was asked for: ${early.join(', ')}`);
  await page.context().close();
  return bytes();
}

async function measureDraw(page: Page): Promise<{ drawMs: number; drawStopMs: number }> {
  return page.evaluate(async () => {
    const stops: number[] = [];
    new PerformanceObserver((list) =>
      stops.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({
      type: 'longtask',
    });
    const words = document.querySelector('[data-draw-words]')!;
    const started = performance.now();
    document.querySelector<HTMLElement>('[data-draw-start]')!.click();
    while (!words.textContent.includes('95')) await new Promise((resolve) => setTimeout(resolve, 5));
    return { drawMs: performance.now() - started, drawStopMs: Math.max(0, ...stops) };
  });
}

/** Changes one choice after another, as a reader would, each when the one before is shown. Runs in the page. */
async function changeChoices(count: number): Promise<number[]> {
  const portal = document.querySelector<HTMLElement>('portal-equity')!;
  const control = (name: string): HTMLSelectElement =>
    portal.querySelector<HTMLSelectElement>(`select[name=${name}]`)!;
  const step = { grouping: 1, type: 7, period: 1, level: 1 };
  const names = Object.keys(step) as (keyof typeof step)[];
  const times: number[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const name = names[turn % names.length]!;
    const select = control(name);
    const started = performance.now();
    // Every other type is "all kinds": the costliest answer.
    const next = name === 'type' && select.value !== '' ? 0 : select.selectedIndex + step[name] * (turn + 1);
    select.selectedIndex = next % select.options.length;
    select.dispatchEvent(new Event('change', { bubbles: true }));
    while (portal.dataset['shown'] !== location.search && portal.dataset['reason'] === undefined)
      await new Promise((resolve) => setTimeout(resolve, 2));
    if (portal.dataset['reason'] !== undefined) throw new Error(portal.dataset['reason']);
    times.push(performance.now() - started);
  }
  return times;
}

import { afterEach, describe, expect, it } from 'vitest';
import type { Page } from 'playwright';
import { manifest } from './published.ts';
import { shown, tableRows, useVisit } from './visit.ts';

const { visit, expectQuiet } = useVisit();
afterEach(expectQuiet);

const asked = (page: Page): URLSearchParams => new URL(page.url()).searchParams;
const pointsShown = '[data-points][data-state="shown"]';

async function mapDrawn(page: Page): Promise<void> {
  await page.waitForSelector('[data-map][data-state="drawn"]');
}

/** The value of the map's canvas that a reader could tell apart: how it is colored. */
async function look(page: Page): Promise<Buffer> {
  return page.locator('[data-map-canvas] canvas').screenshot();
}

describe.each([
  { path: 'map/', typed: 'pothol', word: 'Pothole', unknown: /does not have/, months: 'Oct 2026' },
  { path: 'es/mapa/', typed: 'baches', word: 'Bache', unknown: /no tiene/, months: 'octubre de 2026' },
])('the full map at /$path', ({ path, typed, word, unknown, months }) => {
  it('shows open potholes of twelve months in map, list and address, and on another phone', async () => {
    const page = await visit(path);
    await shown(page);
    await mapDrawn(page);
    await page.focus('[data-picker] > summary');
    await page.keyboard.press('Enter');
    await page.fill('[data-types-find]', typed);
    await page.focus('[data-types] li:not([hidden]) input');
    await page.keyboard.press('Space');
    await shown(page);
    expect(await page.textContent('[data-types-words]')).toContain(word);
    await page.selectOption('select[name=period]', { index: 2 });
    await page.selectOption('select[name=status]', 'open');
    await shown(page);
    expect(await page.inputValue('select[name=metric]')).toBe('requests_per_1000');
    expect(await page.isVisible('[data-status-note]')).toBe(true);
    expect(Object.fromEntries(asked(page))).toEqual({
      metric: 'requests_per_1000',
      status: 'open',
      type: 'TRM-Potholes',
      from: '2025-11-16',
      to: '2026-11-15',
    });
    const rows = await tableRows(page);
    const [, requests = ''] = rows[0] ?? [];
    expect(Number(requests)).toBeGreaterThan(0);
    expect(await page.textContent('[data-summary]')).toContain(requests);

    const phone = await visit(`${path}${new URL(page.url()).search}`, {
      viewport: { width: 390, height: 844 },
    });
    await shown(phone);
    expect(await tableRows(phone)).toEqual(rows);
    expect(await phone.textContent('[data-caption]')).toBe(await page.textContent('[data-caption]'));
    await phone.context().close();
    await page.goBack();
    await page.waitForFunction(
      () => (document.querySelector('select[name=status]') as HTMLSelectElement).value === 'any',
    );
    await page.context().close();
  });

  it('adds kinds up, moves through time by keyboard, and changes level', async () => {
    const page = await visit(`${path}?type=TRM-Potholes&metric=requests_per_1000`);
    await shown(page);
    const city = async (): Promise<number> => Number((await tableRows(page))[0]?.[1]?.replace(/\D/g, ''));
    const potholes = await city();
    await page.evaluate(() => (document.querySelector<HTMLDetailsElement>('[data-picker]')!.open = true));
    await page.check('[data-types] input[value="SW-Dirty Alley"]');
    await shown(page);
    expect(asked(page).getAll('type')).toEqual(['SW-Dirty Alley', 'TRM-Potholes']);
    const both = await city();
    expect(both).toBeGreaterThan(potholes);

    await page.focus('[data-handle=last]');
    await page.keyboard.press('ArrowLeft');
    expect(await page.getAttribute('[data-handle=last]', 'aria-valuetext')).toBe(months);
    await page.waitForFunction(() => new URLSearchParams(location.search).get('to') === '2026-10-31');
    expect(asked(page).get('from')).toBe('2026-08-01');
    await page.focus('[data-handle=window]');
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction(() => new URLSearchParams(location.search).get('to') === '2026-09-30');
    expect(asked(page).get('from')).toBe('2026-07-01');

    const handle = await page.locator('[data-handle=window]').boundingBox();
    const middle = { x: (handle?.x ?? 0) + (handle?.width ?? 0) / 2, y: (handle?.y ?? 0) + 20 };
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.down();
    await page.mouse.move(middle.x - 40, middle.y, { steps: 4 });
    await page.mouse.up();
    await page.waitForFunction(() => (new URLSearchParams(location.search).get('to') ?? '') < '2026-09');

    await page.selectOption('select[name=level]', 'council_district');
    await shown(page);
    expect(await tableRows(page)).toHaveLength(15);
    await page.context().close();
  });

  it('puts two places side by side, and tells a request by keyboard alone', async () => {
    const page = await visit(`${path}?area=canton&compare=downtown`);
    await shown(page);
    await page.waitForSelector(pointsShown);
    const compared = await page
      .locator('[data-compare-table] tbody tr')
      .first()
      .locator('td')
      .allInnerTexts();
    const rows = await tableRows(page);
    const requestsOf = (name: string): string | undefined => rows.find(([own]) => own === name)?.[1];
    expect(compared).toEqual([requestsOf('Canton'), requestsOf('Downtown'), rows[0]?.[1]]);

    const first = page.locator('[data-requests-list] button').first();
    await first.focus();
    await page.keyboard.press('Enter');
    const card = page.locator('[data-card]');
    await page.waitForFunction(() => document.activeElement?.closest('[data-card]') !== null);
    expect(await first.getAttribute('aria-pressed')).toBe('true');
    expect(await card.locator('h3').innerText()).toBe(await first.locator('.request-type').innerText());
    await page.waitForFunction(() =>
      /BALTIMORE|Baltimore/.test(document.querySelector('[data-card] dd')!.textContent),
    );
    expect(await card.locator('a').getAttribute('href')).toMatch(/\?number=\d\d-\d{8}$/);
    await card.locator('button').last().focus();
    await page.keyboard.press('Enter');
    expect(await card.isVisible()).toBe(false);
    // The list may just be renewed, as the map was drawn: the focus stays with its first request.
    await page.waitForFunction(
      () => document.activeElement === document.querySelector('[data-requests-list] button'),
    );
    await page.context().close();
  });

  it('answers a hand-edited address with the usual view and a sentence', async () => {
    const usual = await visit(path);
    await shown(usual);
    const page = await visit(
      `${path}?level=moon&metric=1&type=No&status=%3Cb%3E&from=2026-99-99&to=x&at=1,2,3&area=zzz`,
    );
    await shown(page);
    expect(await page.textContent('[data-problem]')).toMatch(unknown);
    expect(await tableRows(page)).toEqual(await tableRows(usual));
    await page.context().close();
    await usual.context().close();
  });

  it('does not scroll sideways on a small phone, and the map leaves it half the screen', async () => {
    const page = await visit(path, { viewport: { width: 320, height: 640 } });
    await shown(page);
    await page.click('[data-filters] > summary');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    const box = await page.locator('[data-map-canvas]').boundingBox();
    expect(box?.height).toBeLessThanOrEqual(320);
    await page.context().close();
  });
});

describe('the requests themselves', () => {
  it('appear as the map comes near, as many as are listed, and are told when clicked', async () => {
    const page = await visit('map/?at=-76.6,39.3,15&from=2024-11-15&to=2026-11-15&whose=everyone');
    await shown(page);
    await mapDrawn(page);
    await page.waitForSelector(pointsShown);
    const count = Number(await page.getAttribute('[data-points]', 'data-count'));
    expect(count).toBeGreaterThan(50);
    expect(await page.textContent('[data-points-words]')).toContain(String(count));
    expect(await page.locator('[data-requests-list] li').count()).toBe(50);
    await page.click('[data-requests-more]');
    expect(await page.locator('[data-requests-list] li').count()).toBe(Math.min(count, 100));
    const before = await look(page);
    await page.locator('[data-requests-list] button').first().click();
    await page.waitForTimeout(400);
    expect((await look(page)).equals(before)).toBe(false);
    await page.context().close();
  });

  it('are as many in an area as the table counts, but for what is said to be missing', async () => {
    const page = await visit('map/?level=council_district&area=district-1&metric=requests_per_1000');
    await shown(page);
    await page.waitForSelector(pointsShown);
    const drawn = Number(await page.getAttribute('[data-points]', 'data-count'));
    const counted = Number((await page.textContent('tr.chosen [data-requests]'))?.replace(/\D/g, ''));
    expect(counted).toBeGreaterThan(100);
    expect(Math.abs(drawn - counted)).toBeLessThan(counted * 0.03);
    // Never blinks out, though the requests are asked anew as the map itself is drawn.
    if (drawn !== counted) expect(await page.textContent('[data-points-undrawn]')).not.toBe('');
    await mapDrawn(page);
    if (drawn !== counted) expect(await page.textContent('[data-points-undrawn]')).not.toBe('');
    await page.context().close();
  });

  it('are listed where the browser cannot draw a map', async () => {
    const page = await visit('map/?area=canton', {
      prepare: (opened) =>
        opened.addInitScript(() => {
          HTMLCanvasElement.prototype.getContext = () => null;
        }),
    });
    await shown(page);
    await page.waitForSelector('[data-map][data-state="none"]');
    await page.waitForSelector(pointsShown);
    expect(await page.locator('[data-requests-list] li').count()).toBeGreaterThan(10);
    await page.context().close();
  });

  it('that cannot be fetched are said to be missing, and can be asked for again', async () => {
    const page = await visit('map/', { expectedMessages: /404/ });
    await shown(page);
    await mapDrawn(page);
    await page.route('**/nearby-*.json.gz', (route) => route.fulfill({ status: 404, body: '' }));
    await page.click('tr[data-slug=canton] button');
    await page.waitForSelector('[data-points][data-state="failed"]');
    expect(await page.textContent('[data-points-words]')).toContain('could not be loaded');
    await page.unrouteAll();
    await page.click('[data-points-ask]');
    await page.waitForSelector(pointsShown);
    await page.context().close();
  });
});

describe('a view to take along', () => {
  it('is copied as an address that says its days', async () => {
    const page = await visit('map/?area=canton', { permissions: ['clipboard-read', 'clipboard-write'] });
    await shown(page);
    await page.click('[data-take] > summary');
    await page.click('[data-way=link]');
    await page.waitForFunction(() => document.querySelector('[data-take-words]')?.textContent !== '');
    const copied = new URL(await page.evaluate(() => navigator.clipboard.readText()));
    expect(Object.fromEntries(copied.searchParams)).toEqual({
      area: 'canton',
      from: '2026-08-18',
      to: '2026-11-15',
      snapshot: manifest.snapshot.id,
    });
    await page.context().close();
  });

  it('is a picture with the map, its title and its source', async () => {
    const page = await visit('map/');
    await shown(page);
    await mapDrawn(page);
    await page.click('[data-take] > summary');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('[data-way=png]')]);
    expect(download.suggestedFilename()).toMatch(/\.png$/);
    const stream = await download.createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const png = Buffer.concat(chunks);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(1200);
    expect(png.length).toBeGreaterThan(40_000);
    await page.context().close();
  });

  it('is one sheet of paper, with the map', async () => {
    const page = await visit('map/?area=canton&compare=downtown');
    await shown(page);
    await mapDrawn(page);
    await page.evaluate(() => {
      window.print = () => undefined;
    });
    await page.click('[data-take] > summary');
    await page.click('[data-way=print]');
    await page.waitForSelector('.map-still:not([hidden])', { state: 'attached' });
    const paper = (await page.pdf({ format: 'Letter' })).toString('latin1');
    expect(paper.match(/\/Type \/Page\b/g)).toHaveLength(1);
    await page.emulateMedia({ media: 'print' });
    expect(await page.isVisible('.map-still')).toBe(true);
    expect(await page.isVisible('[data-filters]')).toBe(false);
    await page.context().close();
  });
});

describe('without JavaScript', () => {
  it.each(['map/', 'es/mapa/'])('/%s has the usual table and says what is missing', async (path) => {
    const page = await visit(path, { javaScriptEnabled: false });
    expect((await tableRows(page)).length).toBeGreaterThan(270);
    expect(await page.isVisible('noscript p')).toBe(true);
    expect(await page.isVisible('select')).toBe(false);
    await page.context().close();
  });
});

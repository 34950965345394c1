import { afterEach, describe, expect, it } from 'vitest';
import { shown, tableRows, useVisit } from './visit.ts';

const { visit, expectQuiet } = useVisit();
afterEach(expectQuiet);

const mapDrawn = '[data-map][data-state="drawn"]';

describe.each(['', 'es/'])('the explorer at /%s', (path) => {
  it('answers another question in the browser, and the address brings it back', async () => {
    const page = await visit(path);
    await shown(page);
    const before = await tableRows(page);
    await page.selectOption('select[name=type]', 'TRM-Potholes');
    await shown(page);
    await page.selectOption('select[name=period]', '365d');
    await shown(page);
    await page.selectOption('select[name=metric]', 'on_time_percent');
    await shown(page);
    const after = await tableRows(page);
    expect(after).not.toEqual(before);
    const { search } = new URL(page.url());
    expect(Object.fromEntries(new URLSearchParams(search))).toEqual({
      type: 'TRM-Potholes',
      period: '365d',
      metric: 'on_time_percent',
    });
    const again = await visit(`${path}${search}`);
    await shown(again);
    expect(await tableRows(again)).toEqual(after);
    expect(await again.textContent('[data-summary]')).toBe(await page.textContent('[data-summary]'));
    await page.goBack();
    await page.waitForFunction(
      () => (document.querySelector('select[name=metric]') as HTMLSelectElement).value !== 'on_time_percent',
    );
    await page.context().close();
    await again.context().close();
  });

  it('shows the same selection in map, table and sentence, by keyboard too', async () => {
    const page = await visit(path);
    await shown(page);
    await page.fill('input[name=find]', 'canton');
    await page.focus('tr[data-slug=canton] button');
    await page.keyboard.press('Enter');
    expect(await page.getAttribute('tr[data-slug=canton] button', 'aria-pressed')).toBe('true');
    expect(await page.textContent('[data-map-words]')).toContain('Canton');
    const link = page.locator('[data-map-words] a');
    expect(await link.getAttribute('href')).toBe(
      path === '' ? '/neighborhood/canton/' : '/es/vecindario/canton/',
    );
    expect(new URL(page.url()).searchParams.get('area')).toBe('canton');
    await page.keyboard.press('Enter');
    expect(await page.getAttribute('tr[data-slug=canton] button', 'aria-pressed')).toBe('false');
    await page.context().close();
  });
});

describe('the map', () => {
  it('recolors in place and selects what is clicked', async () => {
    const page = await visit('');
    await shown(page);
    await page.locator('[data-map]').scrollIntoViewIfNeeded();
    await page.waitForSelector(mapDrawn);
    const canvas = page.locator('[data-map-canvas] canvas');
    const first = await canvas.screenshot();
    await page.selectOption('select[name=metric]', 'on_time_percent');
    await shown(page);
    await page.waitForTimeout(600);
    const second = await canvas.screenshot();
    expect(second.equals(first)).toBe(false);
    expect(await page.locator(mapDrawn).count()).toBe(1);
    const box = await canvas.boundingBox();
    await page.mouse.click(
      (box?.x ?? 0) + (box?.width ?? 0) * 0.45,
      (box?.y ?? 0) + (box?.height ?? 0) * 0.35,
    );
    await page.waitForFunction(() => new URLSearchParams(location.search).has('area'));
    const name = await page.textContent('tr.chosen th');
    expect(await page.textContent('[data-map-words]')).toContain(name?.trim());
    await page.context().close();
  });
});

describe('a browser without WebGL', () => {
  const withoutWebGl = async (page: import('playwright').Page): Promise<void> => {
    await page.addInitScript(() => {
      const original = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (
        this: HTMLCanvasElement,
        kind: string,
        ...rest: unknown[]
      ) {
        return kind.startsWith('webgl') ? null : Reflect.apply(original, this, [kind, ...rest]);
      } as typeof original;
    });
  };

  it('has the table alone, and is told so', async () => {
    const page = await visit('', { prepare: withoutWebGl });
    await page.locator('[data-map]').scrollIntoViewIfNeeded();
    await page.waitForSelector('[data-map][data-state="none"]');
    expect(await page.textContent('[data-map-note]')).toContain('no WebGL');
    await page.selectOption('select[name=whose]', 'city');
    await shown(page);
    expect((await tableRows(page)).length).toBeGreaterThan(270);
    await page.context().close();
  });
});

describe('sorting and finding', () => {
  it('keeps what cannot be said at the end, whichever way it is turned', async () => {
    const page = await visit('');
    await shown(page);
    for (const order of ['descending', 'ascending']) {
      await page.click('th[data-sort=median_days_to_close] button');
      expect(await page.getAttribute('th[data-sort=median_days_to_close]', 'aria-sort')).toBe(order);
      const values = (await tableRows(page)).slice(1).map((cells) => cells[3]);
      const firstFew = values.findIndex((value) => value === 'too few to say' || value === 'no requests');
      expect(firstFew).toBeGreaterThan(0);
      expect(
        values.slice(firstFew).every((value) => value === 'too few to say' || value === 'no requests'),
      ).toBe(true);
    }
    await page.context().close();
  });

  it('finds a neighborhood by part of its name and says when there is none', async () => {
    const page = await visit('');
    await shown(page);
    await page.fill('input[name=find]', 'butchers');
    expect(await page.locator('[data-areas] tbody tr[data-slug]:visible').count()).toBe(1);
    await page.fill('input[name=find]', 'zzz<b>');
    expect(await page.textContent('[data-summary]')).toContain('“zzz<b>”');
    await page.context().close();
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import type { Page } from 'playwright';
import { shown, tableRows, useVisit } from './visit.ts';

const { visit, expectQuiet } = useVisit();
afterEach(expectQuiet);

const failed = 'portal-explorer[data-state="failed"]';

async function expectStaticAnswer(page: Page): Promise<void> {
  const answer = await visit(new URL(page.url()).pathname.slice(1), { javaScriptEnabled: false });
  const expected = (await tableRows(answer)).map((cells) => cells.join(' | '));
  expect((await tableRows(page)).map((cells) => cells.join(' | '))).toEqual(expected);
  expect(await page.isVisible('[data-answer]')).toBe(true);
  await answer.context().close();
}

describe.each([
  {
    path: '',
    damaged: /core-\d{4}-\d{2}\.[0-9a-f]{8}\.parquet.* is missing or damaged/,
    address: /does not have/,
  },
  {
    path: 'es/',
    damaged: /está dañado uno de los archivos del registro \(core-\d{4}-\d{2}/,
    address: /no tiene/,
  },
])('a record with a broken file, at /$path', ({ path, damaged, address }) => {
  const ways: [what: string, prepare: (page: Page) => Promise<unknown>][] = [
    [
      'missing',
      (page) => page.route('**/core-*.parquet', (route) => route.fulfill({ status: 404, body: '' })),
    ],
    [
      'of other content',
      (page) =>
        page.route('**/core-*.parquet', async (route) => {
          const response = await route.fetch();
          const body = await response.body();
          body[Math.floor(body.length / 2)] = (body[Math.floor(body.length / 2)] ?? 0) ^ 0xff;
          await route.fulfill({ response, body });
        }),
    ],
    [
      'cut short',
      (page) =>
        page.route('**/core-*.parquet', async (route) => {
          const response = await route.fetch();
          await route.fulfill({ status: 200, body: (await response.body()).subarray(0, 500) });
        }),
    ],
  ];

  it.each(ways)(
    '(%s) says so in the reader’s language and keeps the static answer',
    async (_what, prepare) => {
      const page = await visit(path, { prepare, expectedMessages: /404/ });
      await shown(page);
      await page.selectOption('select[name=type]', 'TRM-Potholes');
      await page.waitForSelector(failed);
      expect(await page.textContent('[data-problem]')).toMatch(damaged);
      expect(await page.inputValue('select[name=type]')).toBe('');
      await expectStaticAnswer(page);
      await page.unrouteAll();
      await page.selectOption('select[name=type]', 'TRM-Potholes');
      await shown(page);
      expect(await page.isVisible('[data-problem]')).toBe(false);
      await page.context().close();
    },
  );

  it('says when the address asks for what the record lacks', async () => {
    const page = await visit(`${path}?type=No-Such-Type&period=1999`);
    await shown(page);
    expect(await page.textContent('[data-problem]')).toMatch(address);
    await page.context().close();
  });
});

describe('an engine that cannot start', () => {
  it('is said, and the static answer stays', async () => {
    const page = await visit('', {
      prepare: (opened) => opened.route('**/*.wasm', (route) => route.fulfill({ status: 500, body: '' })),
      expectedMessages: /500|wasm|WebAssembly/i,
    });
    await shown(page);
    await page.selectOption('select[name=whose]', 'everyone');
    await page.waitForSelector(failed);
    expect(await page.textContent('[data-problem]')).toContain('calculator could not start');
    await expectStaticAnswer(page);
    await page.context().close();
  });
});

describe('a question that takes long', () => {
  it.each([
    ['requests', '**/core-*.parquet', /Loading requests: 0 MB of 0\.\d MB/],
    ['the engine', '**/*.wasm', /Starting the calculator \(3 to 4 MB, downloaded once\): 0%/],
  ])('shows bytes while %s come, and can be cancelled and asked again', async (_what, files, says) => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const page = await visit('', {
      prepare: (opened) =>
        opened.route(files, async (route) => {
          await held;
          // A request that the page has given up cannot be continued.
          await route.continue().catch(() => undefined);
        }),
    });
    await shown(page);
    await page.selectOption('select[name=period]', '365d');
    await page.waitForFunction(
      (wanted) => new RegExp(wanted).test(document.querySelector('[data-progress]')?.textContent ?? ''),
      says.source,
    );
    await page.click('[data-cancel]');
    await page.waitForSelector(failed);
    expect(await page.textContent('[data-problem]')).toContain('Cancelled');
    expect(await page.isVisible('[data-progress]')).toBe(false);
    release();
    await page.selectOption('select[name=period]', '365d');
    await shown(page);
    expect(await page.isVisible('[data-problem]')).toBe(false);
    await page.context().close();
  });
});

describe.each([
  {
    path: '',
    gone: /newer record has replaced/,
    old: /This data is out of date: it ends on Nov 15, 2026, .* 35 days ago/,
  },
  {
    path: 'es/',
    gone: /registro más nuevo reemplazó/,
    old: /Estos datos no están al día: terminan el 15 de noviembre de 2026, .* hace 35 días/,
  },
])('a record that time went over, at /$path', ({ path, gone, old }) => {
  it('is said to be old by the reader’s own clock, and not before', async () => {
    const fresh = await visit(path, { prepare: (page) => page.clock.setFixedTime('2026-11-17T12:00:00Z') });
    expect(await fresh.isVisible('.stale')).toBe(false);
    const late = await visit(path, { prepare: (page) => page.clock.setFixedTime('2026-12-21T12:00:00Z') });
    expect((await late.locator('.stale').innerText()).replace(/\s+/g, ' ')).toMatch(old);
  });

  it('and whose files are gone because a newer one took its place asks to reload', async () => {
    const page = await visit(path, {
      expectedMessages: /404/,
      prepare: async (opened) => {
        await opened.route('**/core-*.parquet', (route) => route.fulfill({ status: 404, body: '' }));
        await opened.route('**/manifest.json', async (route) => {
          const response = await route.fetch();
          const manifest = (await response.json()) as { snapshot: { id: string } };
          manifest.snapshot.id = '2026-12-24T05:10Z-00000000';
          await route.fulfill({ response, json: manifest });
        });
      },
    });
    await shown(page);
    await page.selectOption('select[name=period]', '30d');
    await page.waitForSelector(failed);
    await page.waitForFunction(
      (pattern) => new RegExp(pattern).test(document.querySelector('[data-problem]')?.textContent ?? ''),
      gone.source,
    );
    await expectStaticAnswer(page);
  });
});

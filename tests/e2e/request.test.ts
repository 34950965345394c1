import { gunzipSync } from 'node:zlib';
import type { Page } from 'playwright';
import { afterEach, describe, expect, it } from 'vitest';
import { barriersOn } from './axe.ts';
import { useVisit, type VisitOptions } from './visit.ts';

const { visit, expectQuiet } = useVisit();
afterEach(expectQuiet);

/** Requests of the test record (60,000 rows, seed 311). */
const closed = '24-00002392';
const late = '24-00000322';
const [duplicate, parent] = ['24-00000024', '24-00000003'];
const [transferred, successor] = ['24-00000162', '24-00000163'];
const sensitive = '24-00000011';
const inBulk = '24-00001133';

const says = {
  en: {
    path: 'request/',
    closed: /The City marked it closed on Dec 21, 2024\. It recorded that work was done\./,
    own: /The City's own words:/,
    onTime: /on time: 3\.1 days before the City's due date/,
    usual: /Of every 100 similar requests .* 90 were closed within [\d.]+ days; half were closed within/,
    again: /reported again here 6 times after it was closed, first on Jan 13, 2026, 388 days later/,
    near: /12 other reports within 30 meters/,
    call: /If the problem is still there, call 311/,
    late: /It is open and late: it was due on Nov 30, 2024, 715 days before this record ends/,
    callLate: /give the number 24-00000322, and ask when it will be done/,
    duplicate: /closed it as a duplicate on Nov 16, 2024/,
    parent: /It repeats 24-00000003, opened on Nov 16, 2024.*The City marked 24-00000003 closed/,
    transferred: /handed it to another agency and closed it as transferred on Nov 19, 2024/,
    successor: /It continued as 24-00000163: Illegal dumping/,
    block: /shows only its block, so reports at the same spot cannot be picked out/,
    bulk: /closed many requests of this kind at once/,
    missing: /No request 26-99999999 in this record/,
    covers: /opened from Nov 16, 2024 through Nov 15, 2026\. The newest number in it is 26-\d{8}/,
    bad: /That is not a request number/,
    damaged: /lookup-24-00000\.[0-9a-f]{8}\.json\.gz is missing or damaged/,
    offline: /The record could not be loaded/,
    nearFailed: /The reports around it could not be loaded/,
    noscript: /needs JavaScript/,
    sample: /the request is invented, so the City has no page for it/,
    empty: /Type a number first/,
    heading: `Request ${closed}`,
  },
  es: {
    path: 'es/solicitud/',
    closed: /La Ciudad la marcó como cerrada el 21 de diciembre de 2024\. Registró que se hizo el trabajo\./,
    own: /Las palabras de la Ciudad, en inglés: .*En español: trabajo terminado\./,
    onTime: /a tiempo: 3\.1 días antes de la fecha límite de la Ciudad/,
    usual: /De cada 100 solicitudes parecidas .* 90 se cerraron en [\d.]+ días o menos; la mitad/,
    again: /reportado de nuevo aquí 6 veces después del cierre; la primera, el 13 de enero de 2026, 388 días/,
    near: /Hay 12 reportes más a 30 metros \(100 pies\) o menos/,
    call: /Si el problema sigue ahí, llame al 311/,
    late: /Está abierta y atrasada: su fecha límite era el 30 de noviembre de 2024, 715 días antes/,
    callLate: /dé el número 24-00000322 y pregunte cuándo la atenderán/,
    duplicate: /cerró como duplicada el 16 de noviembre de 2024/,
    parent: /Repite la 24-00000003, abierta el 16 de noviembre de 2024.*marcó la 24-00000003 como cerrada/,
    transferred: /pasó a otra agencia y la cerró como transferida el 19 de noviembre de 2024/,
    successor: /Continuó como la 24-00000163: /,
    block: /solo se muestra la cuadra, así que no se pueden separar/,
    bulk: /cerró muchas solicitudes de este tipo a la vez/,
    missing: /La solicitud 26-99999999 no está en este registro/,
    covers:
      /abiertas del 16 de noviembre de 2024 al 15 de noviembre de 2026\. El número más nuevo es 26-\d{8}/,
    bad: /Ese no es un número de solicitud/,
    damaged: /lookup-24-00000\.[0-9a-f]{8}\.json\.gz falta o está dañado/,
    offline: /No se pudo descargar el registro/,
    nearFailed: /No se pudieron descargar los reportes de alrededor/,
    noscript: /hace falta JavaScript/,
    sample: /la solicitud es inventada y la Ciudad no tiene una página sobre ella/,
    empty: /Primero escriba un número/,
    heading: `Solicitud ${closed}`,
  },
};

const settled = (state: string): string => `portal-request[data-state="${state}"]`;
const answer = async (page: Page): Promise<string> =>
  (await page.innerText('[data-answer]')).replace(/\s+/g, ' ');

describe.each(Object.values(says))('finding a request at /$path', (say) => {
  const open = async (number: string, state = 'shown', options: VisitOptions = {}): Promise<Page> => {
    const page = await visit(`${say.path}?${new URLSearchParams({ number }).toString()}`, options);
    await page.waitForSelector(settled(state));
    return page;
  };

  it('says in words what happened, whether it was on time, what others waited, and what came after', async () => {
    const urls: string[] = [];
    let bytes = 0;
    const page = await open(closed, 'shown', {
      viewport: { width: 390, height: 800 },
      prepare: async (opened) => {
        opened.on('request', (request) => urls.push(request.url()));
        const session = await opened.context().newCDPSession(opened);
        await session.send('Network.enable');
        session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
      },
    });
    const text = await answer(page);
    for (const part of [
      say.closed,
      say.own,
      say.onTime,
      say.usual,
      say.again,
      say.near,
      say.call,
      say.sample,
    ])
      expect(text).toMatch(part);
    expect(await page.getAttribute('.story-lead q', 'lang')).toBe('en');
    const links = await page.$$eval('.story-facts a', (found) =>
      found.map((link) => link.getAttribute('href')),
    );
    expect(links).toHaveLength(3);
    expect(links[0]).toMatch(/\/(neighborhood|vecindario)\/[a-z-]+\/$/);
    expect(
      await page.$$eval('a', (found) => found.filter(({ href }) => href.includes('balt311')).length),
    ).toBe(0);
    expect(urls.filter((url) => /wasm|duckdb|parquet|maplibre/.test(url))).toEqual([]);
    expect(bytes).toBeGreaterThan(20_000);
    expect(bytes).toBeLessThan(400_000);
    expect(await page.title()).toContain(say.heading);
    await page.context().close();
  });

  it('lists the reports around it, each linked, and shows the rest when asked', async () => {
    const page = await open(closed);
    const seen = async (): Promise<string[]> =>
      page.$$eval('.near tbody tr:not([hidden]) a', (found) => found.map((link) => link.textContent));
    expect(await seen()).toHaveLength(8);
    await page.click('.near-wide button');
    const all = await seen();
    expect(all).toHaveLength(12);
    expect([...all].sort().reverse(), 'newest first').toEqual(all);
    await page.click('.near tbody tr:first-child a');
    await page.waitForSelector(settled('shown'));
    expect(await page.innerText('[data-answer] h2')).toContain(all[0]);
  });

  it.each([
    ['open and late', late, [say.late, say.callLate]],
    ['a duplicate', duplicate, [say.duplicate, say.parent]],
    ['transferred', transferred, [say.transferred, say.successor]],
    ['of a sensitive kind', sensitive, [say.block]],
    ['closed in bulk', inBulk, [say.bulk]],
  ])('tells of one that is %s', async (_what, number, parts) => {
    const page = await open(number);
    const text = await answer(page);
    for (const part of parts) expect(text).toMatch(part);
    if (number === sensitive) {
      expect(text).toMatch(/\d00 block of /);
      expect(text).not.toMatch(/30 met/);
    }
  });

  it.each([
    [duplicate, parent],
    [transferred, successor],
  ])('leads from %s to %s', async (number, other) => {
    const page = await open(number);
    await page.click(`[data-answer] section:nth-of-type(2) a`);
    await page.waitForFunction(
      (wanted) => document.querySelector('[data-answer] h2')?.textContent.includes(wanted),
      other,
    );
    expect(new URL(page.url()).searchParams.get('number')).toBe(other);
  });

  it('works by keyboard alone, however the number is typed, and goes back', async () => {
    const page = await visit(say.path);
    await page.waitForSelector('portal-request[data-ready]');
    for (let presses = 0; presses < 30; presses += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement?.id === 'request-number')) break;
    }
    await page.keyboard.press('Enter');
    expect(await page.innerText('portal-request [role=status]')).toMatch(say.empty);
    await page.keyboard.type(' 24 2392 ');
    await page.keyboard.press('Enter');
    await page.waitForSelector(settled('shown'));
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(say.heading);
    expect(new URL(page.url()).searchParams.get('number')).toBe(closed);
    expect(await page.inputValue('#request-number')).toBe(closed);
    await page.goBack();
    await page.waitForSelector(settled('idle'));
    expect(await answer(page)).toBe('');
    await page.goForward();
    await page.waitForSelector(settled('shown'));
  });

  it('says of an absent number what the record covers', async () => {
    const text = await answer(await open('26-99999999', 'missing'));
    expect(text).toMatch(say.missing);
    expect(text).toMatch(say.covers);
    expect(await answer(await open('99-00000001', 'missing')), 'a year without a request').toMatch(
      say.covers,
    );
  });

  it.each([
    ['markup', '<img src=x onerror=alert(1)>'],
    ['ten thousand characters', 'x'.repeat(10_000)],
    ['right-to-left marks', '\u202e\u2067drow\u2066 26-'],
    ['an impossible number', '26-123456789012'],
  ])('shows %s as text and helps', async (_what, text) => {
    const page = await open(text, 'bad');
    expect(await answer(page)).toMatch(say.bad);
    expect(await page.locator('[data-answer] img').count()).toBe(0);
    expect((await page.innerText('[data-answer] bdi')).length).toBeLessThan(70);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });

  it.each<[string, RegExp, (page: Page) => Promise<unknown>]>([
    [
      'missing',
      say.damaged,
      (page) => page.route('**/lookup-*.gz', (route) => route.fulfill({ status: 404, body: '' })),
    ],
    [
      'of other content',
      say.damaged,
      (page) =>
        page.route('**/lookup-*.gz', async (route) => {
          const response = await route.fetch();
          const body = await response.body();
          body[body.length >> 1] = (body[body.length >> 1] ?? 0) ^ 0xff;
          await route.fulfill({ response, body });
        }),
    ],
    [
      'cut short',
      say.damaged,
      (page) =>
        page.route('**/lookup-*.gz', async (route) => {
          const response = await route.fetch();
          await route.fulfill({ status: 200, body: (await response.body()).subarray(0, 500) });
        }),
    ],
    ['out of reach', say.offline, (page) => page.route('**/manifest.json', (route) => route.abort())],
  ])('with the record %s says so, and finds it once that is mended', async (_what, message, prepare) => {
    const page = await open(closed, 'failed', { prepare, expectedMessages: /404|ERR_FAILED/ });
    expect(await answer(page)).toMatch(message);
    await page.unrouteAll();
    await page.click('[data-answer] button');
    await page.waitForSelector(settled('shown'));
    expect(await answer(page)).toMatch(say.closed);
  });

  it('tells the rest when only the reports around it are out of reach', async () => {
    const page = await open(closed, 'shown', {
      prepare: (opened) => opened.route('**/nearby*', (route) => route.abort()),
      expectedMessages: /ERR_FAILED/,
    });
    const text = await answer(page);
    expect(text).toMatch(say.closed);
    expect(text).toMatch(say.nearFailed);
  });

  it('reads parts that a host has unpacked already', async () => {
    const page = await open(closed, 'shown', {
      prepare: (opened) =>
        opened.route('**/*.json.gz', async (route) => {
          const response = await route.fetch();
          await route.fulfill({
            status: 200,
            contentType: 'application/json',
            body: gunzipSync(await response.body()),
          });
        }),
    });
    expect(await answer(page)).toMatch(say.again);
  });

  it('says without JavaScript what it needs', async () => {
    const page = await visit(say.path, { javaScriptEnabled: false });
    expect(await page.innerText('main')).toMatch(say.noscript);
    expect(await page.isVisible('portal-request form')).toBe(false);
  });

  it.each(['light', 'dark'] as const)(
    'has no barrier in %s, nor scrolls sideways at 320 px',
    async (colorScheme) => {
      for (const number of [closed, duplicate, 'x']) {
        const page = await visit(`${say.path}?number=${number}`, {
          colorScheme,
          viewport: { width: 320, height: 700 },
        });
        await page.waitForSelector(settled(number === 'x' ? 'bad' : 'shown'));
        expect(await barriersOn(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
        await page.context().close();
      }
    },
  );
});

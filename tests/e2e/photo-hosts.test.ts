import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildSite } from '../../.tools/build.mjs';
import { startServer } from '../../.tools/serve.mjs';
import { plainPng } from '../fake/picture.ts';
import { PublishedFolder } from '../integration/published-folder.ts';
import { exportLine, writeSmallCity } from '../integration/small-export.ts';
import { useVisit } from './visit.ts';

const { visit, expectQuiet } = useVisit();
afterEach(expectQuiet);

const host = 'photos.example.org';
const evilCredit = '<img src=x onerror=alert(1)>\u202e evil';
const folder = new PublishedFolder();
let site: Awaited<ReturnType<typeof startServer>>;

/** A site of its own: pictures from a host and from a folder, more of them than fit on a page. */
beforeAll(async () => {
  const number = (index: number): string => `18-${String(index).padStart(8, '0')}`;
  const requests = Array.from({ length: 34 }, (_, index) =>
    exportLine({
      servicerequestnum: number(index + 1),
      srtype: index < 30 ? 'TRM-Potholes' : 'SW-Dirty Alley',
      closedate: `2018/05/08 ${String(8 + (index % 12)).padStart(2, '0')}:24:41+00`,
    }),
  );
  const { exports, config } = writeSmallCity(folder.root, requests);
  writeFileSync(join(folder.root, 'tall.png'), plainPng(30, 40, [90, 60, 60]));
  writeFileSync(join(folder.root, 'wide.png'), plainPng(40, 30, [60, 90, 60]));
  const lines = Array.from({ length: 30 }, (_, index) => {
    const [before, after] = ['before', 'after'].map((moment) => `https://${host}/${index + 1}-${moment}.png`);
    return `${number(index + 1)},${before},${after},"${index === 0 ? evilCredit : 'DPW'}",${index === 0 ? 'A hole' : ''},,,`;
  });
  writeFileSync(
    join(folder.root, 'photos.csv'),
    `${['request_number,before,after,credit,alt_before_en,alt_before_es,alt_after_en,alt_after_es', ...lines, `${number(31)},tall.png,wide.png,,,,,`, `${number(32)},https://elsewhere.example.org/1.png,,,,,,`].join('\n')}\n`,
  );
  const json = JSON.parse(readFileSync(config, 'utf8')) as object;
  writeFileSync(
    config,
    JSON.stringify({ ...json, photos: { hosts: [host], tables: [{ file: 'photos.csv' }] } }),
  );
  const run = await folder.run('rebuild', '--from', exports, '--config', config);
  if (run.exitCode !== 0) throw new Error(run.output);
  const directory = join(folder.root, 'dist');
  mkdirSync(directory);
  const env = { ...process.env, PUBLISH_DIR: folder.published, SITE_OUT_DIR: directory };
  if ((await buildSite(env)) !== 0) throw new Error('the site was not built');
  site = await startServer({ directory });
}, 120_000);

afterAll(() => site.close());

const at = (path: string): string => new URL(path, site.address).href;
const foreign = /request to another origin: https:\/\/photos\.example\.org\//;

/** Answers for the host, and notes what it was asked and what it was told. */
function pictureHost(asked: { url: string; referer: string | undefined }[]) {
  return (page: Page): Promise<unknown> =>
    page.route(`https://${host}/**`, (route) => {
      asked.push({ url: route.request().url(), referer: route.request().headers()['referer'] });
      return route.fulfill({ contentType: 'image/png', body: plainPng(40, 30, [80, 80, 120]) });
    });
}

describe('pictures from another host', () => {
  it.each([
    ['photos/', /They come from photos\.example\.org\. That site will see your IP address\./],
    ['es/fotos/', /Vienen de photos\.example\.org\. Ese sitio verá su dirección IP\./],
  ])(
    'are fetched after the reader was told, and without saying from which page (/%s)',
    async (path, told) => {
      const asked: { url: string; referer: string | undefined }[] = [];
      const page = await visit(at(path), { prepare: pictureHost(asked), expectedMessages: foreign });
      const first = page.locator('photo-pair').first();
      await first.locator('> .photo-ask').waitFor();
      expect(await first.locator('.photo-cost').innerText()).toMatch(told);
      await page.waitForTimeout(300);
      expect(asked).toEqual([]);
      await first.locator('> .photo-ask').click();
      await first.locator('.photo-compare').waitFor();
      expect(asked).toHaveLength(2);
      expect(asked.map(({ referer }) => referer)).toEqual([undefined, undefined]);
    },
  );

  it('are allowed on pages that show them, and nothing else is, anywhere', async () => {
    const usual = "img-src 'self' data: blob:";
    for (const [path, expected] of [
      ['photos/', `${usual} https://${host};`],
      ['es/fotos/', `${usual} https://${host};`],
      ['photos/2/', `${usual} https://${host};`],
      ['request/', `${usual} https://${host};`],
      ['es/solicitud/', `${usual} https://${host};`],
      ['map/', `${usual} https://${host};`],
      ['es/mapa/', `${usual} https://${host};`],
      ['', `${usual};`],
      ['es/', `${usual};`],
      ['quality/', `${usual};`],
    ] as const) {
      const page = await visit(at(path), { javaScriptEnabled: false });
      const meta = await page.locator('meta[http-equiv=Content-Security-Policy]').getAttribute('content');
      expect(meta, path).toContain(expected);
      const response = await page.request.get(at(path));
      expect(response.headers()['content-security-policy'], path).toContain(expected);
      await page.context().close();
    }
  });

  it('of a host that is not listed are neither shown nor fetched, also when a script asks', async () => {
    const page = await visit(at('photos/'), {
      expectedMessages: /Content Security Policy|violates|elsewhere/,
    });
    expect(await page.content()).not.toContain('elsewhere.example.org');
    const arrived = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const image = document.createElement('img');
          image.addEventListener('load', () => resolve('load'));
          image.addEventListener('error', () => resolve('error'));
          image.src = 'https://elsewhere.example.org/1.png';
        }),
    );
    expect(arrived).toBe('error');
  });

  it('that are gone are said to be gone, by the host’s name', async () => {
    const page = await visit(at('photos/'), {
      prepare: (opened) => opened.route(`https://${host}/**`, (route) => route.abort()),
      expectedMessages: /photos\.example\.org|ERR_FAILED/,
    });
    await page.locator('photo-pair').first().locator('> .photo-ask').click();
    const failed = page.locator('.photo-failed');
    await failed.nth(1).waitFor();
    expect(await failed.first().innerText()).toContain('could not be loaded from photos.example.org');
    expect(await page.locator('photo-pair img').count()).toBe(0);
  });
});

describe('the gallery', () => {
  it('has 24 requests a page, by kind, newest first, each kind within reach', async () => {
    const page = await visit(at('photos/'), { javaScriptEnabled: false });
    expect(await page.locator('.photo-entry').count()).toBe(24);
    expect(await page.locator('.photo-kinds a').allInnerTexts()).toEqual([
      'Pothole: 30 requests',
      'Dirty alley: 1 request',
    ]);
    await page.locator('.photo-kinds a').nth(1).click();
    expect(new URL(page.url()).pathname).toBe('/photos/2/');
    expect(await page.locator('h2').allInnerTexts()).toEqual(['Pothole (continued)', 'Dirty alley']);
    expect(await page.locator('.photo-entry').count()).toBe(7);
    await page.locator('.head-language').click();
    expect(new URL(page.url()).pathname).toBe('/es/fotos/2/');
    await page.locator('.photo-pager a').click();
    expect(new URL(page.url()).pathname).toBe('/es/fotos/');
  });

  it('says what was left out and why', async () => {
    const page = await visit(at('photos/'), { javaScriptEnabled: false });
    const text = await page.locator('main').innerText();
    expect(text).toContain("The City's data service was not checked for pictures.");
    expect(text).toContain('Whoever runs this site has provided one list of pictures. It holds 63.');
    expect(await page.locator('#sources ~ table').innerText()).toMatch(
      /From a site that is not on the list of allowed ones\s+1/,
    );
  });

  it('offers no slider for pictures of different shapes; both stay', async () => {
    const page = await visit(at('photos/2/'));
    const alley = page.locator('photo-pair').last();
    await alley.locator('> .photo-ask').click();
    await alley.locator('img').nth(1).waitFor();
    expect(await alley.locator('.photo-compare').count()).toBe(0);
  });

  it('shows hostile text as text, and a description in the other language as such', async () => {
    const page = await visit(at('es/fotos/2/'), { prepare: pictureHost([]), expectedMessages: foreign });
    const entry = page.locator('.photo-entry', { hasText: '18-00000001' });
    expect(await entry.count()).toBe(1);
    await entry.locator('.photo-ask').click();
    await entry.locator('img').nth(1).waitFor();
    expect(await entry.locator('.photo-credit bdi').first().textContent()).toBe(evilCredit);
    const image = entry.locator('img').first();
    expect(await image.getAttribute('alt')).toBe('A hole');
    expect(await image.getAttribute('lang')).toBe('en');
    expect(await page.locator('img[src=x]').count()).toBe(0);
  });

  it('can be made by a script from plain data; nothing stands where there is no picture', async () => {
    const page = await visit(at('photos/'));
    await page.locator('photo-pair .photo-ask').first().waitFor();
    const made = await page.evaluate(async () => {
      const show = async (pair: object): Promise<string> => {
        const element = document.createElement('photo-pair');
        Object.assign(element, {
          shown: { requestNumber: '<b>1</b>', pair, openedDay: '2018-05-08', closedDay: null },
        });
        document.querySelector('main')?.append(element);
        await new Promise((resolve) => setTimeout(resolve, 300));
        const text = element.isConnected ? element.textContent : 'not there';
        element.remove();
        return text;
      };
      const picture = { address: 'x.png', host: null, bytes: null, credit: null, alt_en: null, alt_es: null };
      return [await show({}), await show({ after: picture })];
    });
    expect(made[0]).toBe('not there');
    expect(made[1]).toContain('Show the “after” picture of request <b>1</b>');
  });
});

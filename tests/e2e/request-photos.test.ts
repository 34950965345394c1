import type { Page } from 'playwright';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { barriersOn } from './axe.ts';
import { askRecord } from './published.ts';
import { shown, useVisit } from './visit.ts';

const { visit, expectQuiet } = useVisit();
afterEach(expectQuiet);

interface Place {
  request_number: string;
  longitude: number;
  latitude: number;
}
let pictured: Place;
let bare: Place;

/** A request with both pictures, and one of the last weeks without any. */
beforeAll(async () => {
  const detail = `SELECT request_number, longitude, latitude FROM detail
    WHERE location = 'point' AND NOT place_is_block AND origin = 'resident'`;
  const both = `SELECT request_number FROM photos GROUP BY ALL HAVING count(*) = 2`;
  const first = async (condition: string): Promise<Place> =>
    (
      await askRecord(`${detail} AND request_number ${condition} ORDER BY request_number DESC LIMIT 1`)
    )[0] as unknown as Place;
  pictured = await first(`IN (${both})`);
  bare = await first('NOT IN (SELECT request_number FROM photos)');
});

const isPicture = /picture\.[0-9a-f]{8}\.svg$/;

/** Addresses a page fetches, from its first on. */
function watch(fetched: string[]) {
  return (page: Page): Promise<unknown> =>
    Promise.resolve(page.on('request', (request) => fetched.push(request.url())));
}

async function expectPairOnlyWhenAsked(page: Page, fetched: string[]): Promise<void> {
  const ask = page.locator('photo-pair > .photo-ask');
  await ask.waitFor();
  await page.waitForTimeout(300);
  expect(fetched.filter((url) => isPicture.test(url))).toEqual([]);
  await ask.click();
  await page.locator('.photo img').nth(1).waitFor();
  expect(fetched.filter((url) => isPicture.test(url))).toHaveLength(2);
  expect(await barriersOn(page)).toEqual([]);
}

describe.each([
  {
    story: 'request/',
    map: 'map/',
    title: 'Pictures of it',
    failed: /We could not check whether there are pictures of it/,
    cardFailed: /We could not check for pictures of it/,
  },
  {
    story: 'es/solicitud/',
    map: 'es/mapa/',
    title: 'Fotos',
    failed: /No se pudo averiguar si hay fotos de esta solicitud/,
    cardFailed: /No se pudo averiguar si hay fotos; si las hay/,
  },
])('pictures of a request, at /$story and /$map', ({ story, map, title, failed, cardFailed }) => {
  const tell = async (number: string, prepare: (page: Page) => Promise<unknown>, quiet?: RegExp) => {
    const page = await visit(`${story}?number=${number}`, {
      prepare,
      ...(quiet === undefined ? {} : { expectedMessages: quiet }),
    });
    await page.waitForSelector('portal-request[data-state="shown"]');
    return page;
  };

  /** Opens the map near a request and chooses it in the list. */
  const choose = async (
    { request_number: number, longitude, latitude }: Place,
    prepare: (page: Page) => Promise<unknown>,
    quiet?: RegExp,
  ) => {
    const page = await visit(`${map}?at=${longitude.toFixed(5)},${latitude.toFixed(5)},17`, {
      prepare,
      ...(quiet === undefined ? {} : { expectedMessages: quiet }),
    });
    await shown(page);
    await page.waitForSelector('[data-points][data-state="shown"]');
    await page.locator(`[data-requests-list] button[data-number="${number}"]`).click();
    const card = page.locator('[data-card]');
    await page.waitForFunction(() =>
      /BALTIMORE|Baltimore/.test(document.querySelector('[data-card] dd')!.textContent),
    );
    return { page, card };
  };

  it('are offered in its story, and fetched only when asked', async () => {
    const fetched: string[] = [];
    const page = await tell(pictured.request_number, watch(fetched));
    expect(await page.locator('[data-answer] h2').allInnerTexts()).toContain(title);
    await expectPairOnlyWhenAsked(page, fetched);
    await page.context().close();
  });

  it('are offered on its card of the map, and fetched only when asked', async () => {
    const fetched: string[] = [];
    const { page } = await choose(pictured, watch(fetched));
    await expectPairOnlyWhenAsked(page, fetched);
    await page.context().close();
  });

  it('leave no frame, no heading and no word where there are none', async () => {
    const none = (): Promise<unknown> => Promise.resolve();
    const page = await tell(bare.request_number, none);
    expect(await page.locator('[data-answer] h2').allInnerTexts()).not.toContain(title);
    expect(await page.locator('photo-pair').count()).toBe(0);
    const { page: mapPage, card } = await choose(bare, none);
    await mapPage.waitForLoadState('networkidle');
    expect(await card.locator('photo-pair, .small').count()).toBe(0);
    await page.context().close();
    await mapPage.context().close();
  });

  it('are said to be unknown where that could not be fetched; the rest is told', async () => {
    const gone = (page: Page): Promise<unknown> =>
      page.route('**/photos-*.json', (route) => route.fulfill({ status: 404, body: '' }));
    const page = await tell(pictured.request_number, gone, /404/);
    expect(await page.innerText('[data-answer]')).toMatch(failed);
    expect(await page.locator('.story-facts').count()).toBe(1);
    const { page: mapPage, card } = await choose(pictured, gone, /404/);
    await card.locator('[data-reason]').waitFor();
    expect(await card.innerText()).toMatch(cardFailed);
    await page.context().close();
    await mapPage.context().close();
  });
});

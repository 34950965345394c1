import type { Page } from 'playwright';
import { afterEach, describe, expect, it } from 'vitest';
import { barriersOn } from './axe.ts';
import { manifest } from './published.ts';
import { siteUrl, useVisit } from './visit.ts';

const { visit, expectQuiet } = useVisit();
afterEach(expectQuiet);

/** Pictures a page fetches, by the last part of their address, from now on. */
function watchPictures(page: Page): string[] {
  const fetched: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'image' && !request.url().includes('favicon')) fetched.push(request.url());
  });
  return fetched;
}

const ask = (page: Page) => page.locator('photo-pair').first().locator('> .photo-ask');
const line = (page: Page) => page.locator('photo-pair input[type=range]').first();

/** Asks for the first pair and turns the slider on. */
async function compare(page: Page): Promise<void> {
  await ask(page).click();
  await page.locator('.photo-compare > button').first().click();
  await line(page).waitFor();
}

const languages = [
  {
    path: 'photos/',
    lead: /5 requests in this record have pictures/,
    promise: /In May 2025 the City announced before-and-after photos/,
    drawn: /Its pictures are drawings/,
    both: /Show the two pictures of request 26-/,
    alone: /Show the “after” picture/,
    alt: 'Drawing: a street with a deep pothole in the near lane.',
    noAlt: 'Picture of what was reported, with no description.',
    here: /They come from this site\. About \d+ kB\./,
    at: (before: number) => `${before} percent before, ${100 - before} percent after`,
    failed: 'The “after” picture could not be loaded. Try again later.',
  },
  {
    path: 'es/fotos/',
    lead: /5 solicitudes de este registro tienen fotos/,
    promise: /En mayo de 2025 la Ciudad anunció fotos de antes y después/,
    drawn: /Sus imágenes son dibujos/,
    both: /Mostrar las dos fotos de la solicitud 26-/,
    alone: /Mostrar la foto de después/,
    alt: 'Dibujo: una calle con un bache profundo en el carril más cercano.',
    noAlt: 'Foto de lo que se reportó, sin descripción.',
    here: /Vienen de este sitio\. Unos \d+ kB\./,
    at: (before: number) => `${before} por ciento antes, ${100 - before} por ciento después`,
    failed: 'No se pudo cargar la foto de después. Intente más tarde.',
  },
];

describe.each(languages)('before and after, at /$path', (words) => {
  const { path } = words;

  it('reads without JavaScript: what was promised, where pictures come from, a link to each', async () => {
    const page = await visit(path, { javaScriptEnabled: false });
    const text = await page.locator('main').innerText();
    for (const sentence of [words.lead, words.promise, words.drawn]) expect(text).toMatch(sentence);
    expect(await page.locator('.photo-entry').count()).toBe(5);
    const links = page.locator('.photo-links a');
    expect(await links.count()).toBe(manifest.photos?.pictures);
    expect(await links.first().getAttribute('referrerpolicy')).toBe('no-referrer');
    expect(await links.first().isVisible()).toBe(true);
    for (const address of await links.evaluateAll((all) =>
      all.map((link) => (link as HTMLAnchorElement).href),
    ))
      expect((await page.request.get(address)).status(), address).toBe(200);
    expect(await page.locator('img').count()).toBe(0);
  });

  it('fetches a picture only when asked, and tells beforehand from where and how much', async () => {
    const page = await visit(path);
    const fetched = watchPictures(page);
    await ask(page).waitFor();
    expect(await ask(page).textContent()).toMatch(words.both);
    expect(await page.locator('.photo-cost').first().innerText()).toMatch(words.here);
    await page.mouse.wheel(0, 5000);
    await page.waitForTimeout(300);
    expect(fetched).toEqual([]);
    await ask(page).click();
    const images = page.locator('.photo img');
    await images.nth(1).waitFor();
    expect(fetched).toHaveLength(2);
    expect(await images.count()).toBe(2);
    expect(await images.first().getAttribute('alt')).toBe(words.alt);
    expect(await images.first().getAttribute('referrerpolicy')).toBe('no-referrer');
    expect(await images.first().getAttribute('decoding')).toBe('async');
  });

  it('says so where nobody has described a picture, and shows one alone where there is one', async () => {
    const page = await visit(path);
    const button = page.getByRole('button', { name: words.alone });
    await button.click();
    await page.locator('.photo img').waitFor();
    expect(await page.locator('.photo').count()).toBe(1);
    expect(await page.locator('.photo-compare').count()).toBe(0);
    const asks = page.getByRole('button', { name: words.both });
    for (let left = await asks.count(); left > 0; left -= 1) await asks.first().click();
    await page.locator('.photo img').nth(8).waitFor();
    const texts = await page
      .locator('.photo img')
      .evaluateAll((all) => all.map((one) => (one as HTMLImageElement).alt));
    expect(texts).toContain(words.noAlt);
    expect(texts).not.toContain('');
  });

  it('wipes from one picture to the other by keyboard', async () => {
    const page = await visit(path);
    await ask(page).focus();
    await page.keyboard.press('Enter');
    await page.locator('.photo-compare').first().waitFor();
    await page.keyboard.press('Shift+Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('photo-ask');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    const clip = (): Promise<string> =>
      page
        .locator('.photo-wipe img')
        .nth(1)
        .evaluate((image) => image.style.clipPath);
    expect(await clip()).toBe('inset(0px 0px 0px 50%)');
    expect(await line(page).getAttribute('aria-valuetext')).toBe(words.at(50));
    await page.keyboard.press('ArrowRight');
    expect(await clip()).toBe('inset(0px 0px 0px 51%)');
    await page.keyboard.press('Home');
    expect(await line(page).getAttribute('aria-valuetext')).toBe(words.at(0));
    expect(await clip()).toMatch(/^inset\(0px( 0px 0px 0%)?\)$/);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Space');
    expect(await page.locator('.photo .photo-frame img').count()).toBe(2);
    expect(await line(page).isVisible()).toBe(false);
  });

  it('says when a picture does not arrive, keeps the other one, and leaves no empty frame', async () => {
    let seen = 0;
    const page = await visit(path, {
      prepare: (opened) =>
        opened.route(/picture\.[0-9a-f]{8}\.svg/, (route) => {
          seen += 1;
          return seen === 2 ? route.fulfill({ status: 404, body: '' }) : route.continue();
        }),
      expectedMessages: /404/,
    });
    await ask(page).click();
    const failed = page.locator('.photo-failed');
    await failed.waitFor();
    await page.locator('.photo img').waitFor();
    expect(await failed.innerText()).toBe(words.failed);
    expect(await page.locator('.photo img').count()).toBe(1);
    expect(await page.locator('.photo-compare').count()).toBe(0);
  });

  it.each(['light', 'dark'] as const)(
    'has no barrier with pictures and slider open, in %s, at 320 px',
    async (colorScheme) => {
      const page = await visit(path, { colorScheme, viewport: { width: 320, height: 700 } });
      await compare(page);
      expect(await barriersOn(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      const heights = await page
        .locator('photo-pair button, photo-pair input')
        .evaluateAll((all) =>
          all.filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect().height),
        );
      expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
    },
  );
});

it('pictures are side by side where there is room, one above the other where there is none', async () => {
  const tops = async (width: number): Promise<number[]> => {
    const page = await visit('photos/', { viewport: { width, height: 800 } });
    await ask(page).click();
    await page.locator('.photo img').nth(1).waitFor();
    return page.locator('.photo').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
  };
  const [left, right] = await tops(1200);
  expect(left).toBe(right);
  const [above, below] = await tops(360);
  expect(below).toBeGreaterThan(above ?? Infinity);
});

it('the line follows a finger over the pictures', async () => {
  const page = await visit('photos/', { hasTouch: true });
  await compare(page);
  await page.locator('.photo-wipe').first().scrollIntoViewIfNeeded();
  const box = await page.locator('.photo-wipe').first().boundingBox();
  if (box === null) throw new Error('no box');
  await page.mouse.move(box.x + box.width / 2, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 4, box.y + 40, { steps: 4 });
  await page.mouse.up();
  await page.mouse.move(box.x + box.width, box.y + 40);
  expect(Number(await line(page).inputValue())).toBeCloseTo(25, -1);
  await page.touchscreen.tap(box.x + (box.width * 3) / 4, box.y + 40);
  expect(Number(await line(page).inputValue())).toBeCloseTo(75, -1);
});

it('a sample has no host but its own in the policy', async () => {
  const page = await visit('photos/', { javaScriptEnabled: false });
  const meta = await page.locator('meta[http-equiv=Content-Security-Policy]').getAttribute('content');
  expect(meta).toContain("img-src 'self' data: blob:;");
  const header = (await page.request.get(new URL('photos/', siteUrl).href)).headers();
  expect(header['content-security-policy']).toContain("img-src 'self' data: blob:;");
});

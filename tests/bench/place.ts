import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { placeFolders } from '../../src/i18n/language.ts';
import { openPage } from './browser.ts';
import { siteFolder } from './record.ts';

/** What a neighborhood's page brings over the wire, compressed, with everything it needs and an empty cache. */
export interface PlaceBytes {
  pages: number;
  largest: number;
  median: number;
}

/** Opens the pages whose own text is the largest and the middle one, of both languages. */
export async function measurePlaces(browser: Browser, url: string): Promise<PlaceBytes> {
  const bySize = Object.values(placeFolders.neighborhood)
    .flatMap((folder) =>
      readdirSync(join(siteFolder, folder)).map((slug) => ({
        path: `${folder}${slug}/`,
        bytes: statSync(join(siteFolder, folder, slug, 'index.html.br')).size,
      })),
    )
    .sort((one, other) => other.bytes - one.bytes);
  const open = async (place: { path: string } | undefined): Promise<number> => {
    if (place === undefined) throw new Error('no neighborhood has a page');
    const { page, bytes } = await openPage(browser, 390, 844);
    await page.goto(`${url}${place.path}`);
    // Down to the end, for what is fetched only when it is seen.
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.waitForTimeout(1000);
    await page.context().close();
    return bytes();
  };
  return {
    pages: bySize.length,
    largest: await open(bySize[0]),
    median: await open(bySize[bySize.length >> 1]),
  };
}

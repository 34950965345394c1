import { mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sitemap from '@astrojs/sitemap';
import { XMLParser } from 'fast-xml-parser';
import { afterAll, expect, it } from 'vitest';
import { sitemapOptions } from '../../../.tools/sitemap.mjs';

const directory = mkdtempSync(join(tmpdir(), 'portal-sitemap-'));
const root = 'https://example.org/open-311/';
afterAll(() => rmSync(directory, { recursive: true }));

const canonical = (path: string): string => `<link rel="canonical" href="${root}${path}">`;
const twins = ([en, es]: [string, string]): string =>
  [
    ['en', en],
    ['es', es],
    ['x-default', en],
  ]
    .map(([lang, path]) => `<link rel="alternate" hreflang="${lang}" href="${root}${path}">`)
    .join('');
const pair: [string, string] = ['neighborhood/o-donnell/', 'es/vecindario/o-donnell/'];
const pages: Record<string, string> = {
  [pair[0]]: canonical(pair[0]) + twins(pair),
  [pair[1]]: canonical(pair[1]) + twins(pair),
  'embed/': `${canonical('embed/')}<meta name="robots" content="noindex">`,
  'lost/': '<title>No address of its own</title>',
};

/** Runs the package as a build does. */
async function writeSitemap(): Promise<void> {
  const { hooks } = sitemap(sitemapOptions(directory, root, new Date('2026-11-23T05:00:00Z')));
  const call = async (name: keyof typeof hooks, argument: object): Promise<void> =>
    (hooks[name] as (argument: object) => Promise<void> | void)(argument);
  const config = { site: 'https://example.org', base: '/open-311/', trailingSlash: 'always', build: {} };
  await call('astro:config:done', { config });
  await call('astro:routes:resolved', { routes: [] });
  await call('astro:build:done', {
    dir: pathToFileURL(`${directory}/`),
    pages: [...Object.keys(pages), '404/'].map((pathname) => ({ pathname })),
    logger: { info: () => undefined, warn: expect.unreachable, error: expect.unreachable },
  });
}

it('a sitemap lists each page that wants to be found with its twin of another name, and no other page', async () => {
  for (const [path, head] of Object.entries(pages)) {
    mkdirSync(join(directory, path), { recursive: true });
    writeFileSync(join(directory, path, 'index.html'), `<!doctype html><head>${head}</head>`);
  }
  await writeSitemap();
  expect(readdirSync(directory)).toEqual(expect.arrayContaining(['sitemap-0.xml', 'sitemap-index.xml']));
  const parser = new XMLParser({ ignoreAttributes: false });
  const { urlset } = parser.parse(readFileSync(join(directory, 'sitemap-0.xml'), 'utf8')) as {
    urlset: { url: { loc: string; lastmod: string; 'xhtml:link': Record<string, string>[] }[] };
  };
  expect(urlset.url.map(({ loc }) => loc)).toEqual(pair.map((path) => root + path).toSorted());
  for (const { lastmod, 'xhtml:link': links } of urlset.url) {
    expect(lastmod).toBe('2026-11-23T05:00:00.000Z');
    expect(links.map((link) => [link['@_hreflang'], link['@_href']])).toEqual([
      ['en', root + pair[0]],
      ['es', root + pair[1]],
      ['x-default', root + pair[0]],
    ]);
  }
  expect(readFileSync(join(directory, 'sitemap-index.xml'), 'utf8')).toContain(`${root}sitemap-0.xml`);
});

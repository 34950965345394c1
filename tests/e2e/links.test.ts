import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { builtPages, readBuilt, siteFolder } from './built.ts';

const site = 'http://site.test/';
/** Addresses under which this build announces its pages, in canonical links and feeds. */
const announced = 'http://localhost:4311/';

/** Every address that a page points to, absolute, and every name that a link may lead to on it. */
interface Known {
  targets: string[];
  ids: ReadonlySet<string>;
}

function readPage(path: string, html: string): Known {
  const { document } = parseHTML(html);
  const attributes = ['href', 'src', 'action'];
  const targets = attributes.flatMap((name) =>
    [...document.querySelectorAll(`[${name}]`)].map((element) => element.getAttribute(name) ?? ''),
  );
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  return {
    targets: targets.map((target) => new URL(target, new URL(path, site)).href.replace(announced, site)),
    ids: new Set(ids),
  };
}

/** Where links lead to nothing, each once with the first page that has it. Links off the site are left out. */
function deadLinks(pages: ReadonlyMap<string, Known>): string[] {
  const dead = new Map<string, string>();
  for (const [page, { targets }] of pages)
    for (const target of targets) {
      const { href, pathname, hash } = new URL(target);
      if (!href.startsWith(site) || dead.has(href)) continue;
      const path = decodeURIComponent(pathname.slice(1));
      const known = pages.get(path);
      const file = join(siteFolder, path);
      // What a page's own script reads from the fragment names no part of it.
      const isAsked = hash.includes('=');
      const isThere = known !== undefined || (existsSync(file) && statSync(file).isFile());
      const fragment = decodeURIComponent(hash.slice(1));
      if (!isThere || (fragment !== '' && !isAsked && known?.ids.has(fragment) !== true))
        dead.set(href, page);
    }
  return [...dead].map(([href, page]) => `${href.slice(site.length - 1)} (on /${page})`);
}

const pages = new Map(builtPages.map((path) => [path, readPage(path, readBuilt(path))]));

const feeds = new Map(
  readdirSync(siteFolder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.xml'))
    .map((name) => name.replaceAll('\\', '/'))
    .map((path) => [path, readPage(path, readFileSync(join(siteFolder, path), 'utf8'))]),
);

it('every link of every built page leads to a page, a file or a part of a page that is there', () => {
  expect(pages.size).toBeGreaterThan(700);
  expect(deadLinks(pages)).toEqual([]);
});

it('so does every link of every feed', () => {
  expect(feeds.size).toBeGreaterThan(1000);
  expect(deadLinks(new Map([...pages, ...feeds]))).toEqual([]);
});

it('every page but the first is led to from another', () => {
  const reached = new Set(
    [...pages].flatMap(([path, { targets }]) =>
      targets.map((target) => new URL(target).pathname.slice(1)).filter((target) => target !== path),
    ),
  );
  expect(builtPages.filter((path) => path !== '404.html' && !reached.has(path))).toEqual([]);
});

it('a dead link and a missing part are found out', () => {
  const spoiled = new Map(pages);
  spoiled.set(
    'top/',
    readPage('top/', '<a href="../gone/">a</a> <a href="../method/#gone">b</a> <a href="?a=1#c">c</a>'),
  );
  expect(
    deadLinks(spoiled)
      .filter((line) => line.includes('on /top/'))
      .sort(),
  ).toEqual(['/gone/ (on /top/)', '/method/#gone (on /top/)', '/top/?a=1#c (on /top/)']);
});

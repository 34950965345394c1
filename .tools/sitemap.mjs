import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';

/**
 * What a built page says of itself to search engines.
 *
 * @param {string} html
 * @returns {{ isListed: boolean, links: { lang: string, url: string }[] }} Not listed: it asks not to be, or has no
 *   address of its own, like the page for a wrong address. Links: the page in each language, itself among them.
 */
export function readPageLinks(html) {
  const { document } = parseHTML(html);
  const isNoindex = /noindex/.test(
    document.querySelector('meta[name="robots"]')?.getAttribute('content') ?? '',
  );
  const links = [...document.querySelectorAll('link[rel="alternate"][hreflang]')].map((link) => ({
    lang: link.getAttribute('hreflang') ?? '',
    url: link.getAttribute('href') ?? '',
  }));
  return { isListed: !isNoindex && document.querySelector('link[rel="canonical"]') !== null, links };
}

/**
 * Options of the sitemap, which lists what pages say of themselves and nothing else: routes are named differently in each
 * language, and each page knows its twin.
 *
 * @param {string} directory of the built site
 * @param {string} root address of the site's root, with a slash at its end
 * @param {Date} [lastmod] when the record was read
 */
export function sitemapOptions(directory, root, lastmod) {
  /** @type {Map<string, ReturnType<typeof readPageLinks>>} */
  const known = new Map();
  /** @param {string} address */
  const read = (address) => {
    const file = join(directory, decodeURI(address.slice(root.length)), 'index.html');
    const links = known.get(file) ?? readPageLinks(readFileSync(file, 'utf8'));
    known.set(file, links);
    return links;
  };
  return {
    lastmod,
    /** @param {string} page */
    filter: (page) => read(page).isListed,
    /** @param {{ url: string }} item */
    serialize: (item) => ({ ...item, links: read(item.url).links }),
  };
}

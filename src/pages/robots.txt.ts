import type { APIRoute } from 'astro';
import { siteRoot } from '../components/catalog-source.ts';
import { readPublished } from '../data/published.ts';
import { translator } from '../i18n/messages.ts';

/** Lets every crawler in: only one that may read a page can see that it asks not to be listed. */
export const GET: APIRoute = async ({ site }) => {
  const { manifest } = await readPublished();
  const isSample = manifest.snapshot.source === 'sample';
  const rest = isSample
    ? [`# ${translator('en')('sample.title')} Every page asks not to be listed, so there is no sitemap.`]
    : [`Sitemap: ${siteRoot(site)}sitemap-index.xml`];
  return new Response(['User-agent: *', 'Allow: /', '', ...rest, ''].join('\n'), {
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  });
};

import { definitionChanges } from '../data/definition-changes.ts';
import { readPublications } from '../data/publications.ts';
import { readPublished } from '../data/published.ts';
import type { Language } from '../i18n/language.ts';
import { atomText } from './atom.ts';
import { changesFeed } from './changes-feed.ts';

/** Answers with the feed of changes in a language. */
export async function changesFeedResponse(language: Language, site: URL | undefined): Promise<Response> {
  const { manifest } = await readPublished();
  const feed = changesFeed(
    await readPublications(),
    definitionChanges,
    manifest.snapshot,
    language,
    site ?? new URL('http://localhost/'),
  );
  return new Response(atomText(feed), { headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' } });
}

import { instantMs } from '../contract/instant.ts';
import type { Manifest } from '../contract/manifest.ts';
import type { DefinitionChange } from '../data/definition-changes.ts';
import type { PublicationRow } from '../data/publications.ts';
import { formatDay, formatNumber } from '../i18n/format.ts';
import { otherLanguage, type Language } from '../i18n/language.ts';
import { translator } from '../i18n/messages.ts';
import { changesFeedAddress, pageAddress } from './address.ts';
import type { AtomEntry, AtomFeed, AtomLink } from './atom.ts';
import { comparedSentence, contentSentences, countWords, readMoment } from './publication-words.ts';
import { sourceLine } from './source-line.ts';

/** So many publications are told of: two months of nights. */
const told = 60;

/**
 * The feed of changes to the data: an entry for each publication and each correction of a definition, newest first.
 * @param publications newest first.
 * @param site address of the site's host.
 */
export function changesFeed(
  publications: readonly PublicationRow[],
  definitions: readonly DefinitionChange[],
  snapshot: Manifest['snapshot'],
  language: Language,
  site: URL,
): AtomFeed {
  const t = translator(language);
  const isSample = snapshot.source === 'sample';
  const notice = isSample ? ` (${t('feed.sample')})` : '';
  const absolute = (address: string): string => new URL(address, site).href;
  const other = otherLanguage[language];
  const feedOf = (rel: 'self' | 'alternate', code: Language): AtomLink => ({
    rel,
    href: absolute(changesFeedAddress(code)),
    type: 'application/atom+xml',
    hreflang: code,
  });
  const pages = [language, other].map((code): AtomLink => ({
    rel: 'alternate',
    href: absolute(pageAddress('changes', code)),
    type: 'text/html',
    hreflang: code,
  }));
  // RFC 4151: never changes, whatever the record or the build.
  const id = `tag:${site.hostname},2026:${pageAddress('changes', 'en')}${language}`;
  const entries = [
    ...publications
      .slice(0, told)
      .map((row, position) => publicationEntry(row, position, publications, language)),
    ...definitions.map((change) => definitionEntry(change, language)),
  ]
    .sort((first, second) => second.publishedMs - first.publishedMs)
    .map((entry) => ({ ...entry, id: `${id}/${entry.id}`, title: `${entry.title}${notice}`, links: pages }));
  return {
    id,
    language,
    title: `${t('changes.feedTitle')}${notice}`,
    subtitle: isSample ? `${t('changes.feedSubtitle')} ${t('sample.title')}` : t('changes.feedSubtitle'),
    rights: sourceLine(snapshot.source, language),
    author: { name: t('site.name'), uri: absolute(pageAddress('home', language)) },
    updatedMs: Math.max(...entries.map(({ updatedMs }) => updatedMs), 0) || Date.parse(snapshot.fetchedAt),
    links: [feedOf('self', language), feedOf('alternate', other), ...pages],
    entries,
  };
}

type Entry = Omit<AtomEntry, 'links'>;

function publicationEntry(
  row: PublicationRow,
  position: number,
  publications: readonly PublicationRow[],
  language: Language,
): Entry {
  const t = translator(language);
  const day = formatDay(readMoment(row).slice(0, 10), language);
  const counts = countWords(row, language);
  const requests = formatNumber(row.published, language);
  const title = row.taken_back
    ? t('changes.feedEntryTakenBack', { day })
    : counts === null
      ? t('changes.feedEntryPlain', { day, requests })
      : t('changes.feedEntry', { day, ...counts });
  const publishedMs = Date.parse(`${row.read_at}Z`);
  // The first publication after it in force is the first to say that it was taken back.
  const after = publications.slice(0, position).findLast((later) => !later.taken_back);
  return {
    id: row.snapshot_id,
    title,
    summary: [
      ...(row.taken_back ? [t('changes.takenBack')] : []),
      comparedSentence(row, language),
      contentSentences(row, language),
    ].join(' '),
    publishedMs,
    updatedMs: row.taken_back && after !== undefined ? Date.parse(`${after.read_at}Z`) : publishedMs,
  };
}

function definitionEntry({ id, day, what, why }: DefinitionChange, language: Language): Entry {
  const ms = instantMs(`${day}T00:00:00`);
  return {
    id: `definition/${id}`,
    title: translator(language)('changes.definition', { day: formatDay(day, language) }),
    summary: `${what[language]} ${why[language]}`,
    publishedMs: ms,
    updatedMs: ms,
  };
}

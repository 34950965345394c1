import { instantMs } from '../contract/instant.ts';
import type { Manifest } from '../contract/manifest.ts';
import { addDays } from '../contract/period.ts';
import type { FollowEntry } from '../data/follow.ts';
import type { AreaRow } from '../data/published.ts';
import { formatDay, formatDayOfYear, formatNumber } from '../i18n/format.ts';
import {
  otherLanguage,
  placeFolders,
  type FeedEvery,
  type Language,
  type PlaceKind,
} from '../i18n/language.ts';
import { translator } from '../i18n/messages.ts';
import type { MessageKey } from '../i18n/translate.ts';
import { feedAddress, pageAddress, placeAddress } from './address.ts';
import { areaName } from './area-name.ts';
import type { AtomEntry, AtomFeed, AtomLink } from './atom.ts';

import { sourceLine } from './source-line.ts';

/** Which feed of a place is meant. */
export interface FeedChoice {
  kind: PlaceKind;
  place: Pick<AreaRow, 'kind' | 'name' | 'slug'>;
  every: FeedEvery;
  language: Language;
}

/**
 * The feed that follows a place.
 * @param entries those of the place, newest first; the feed takes the ones of its own rhythm.
 * @param site address of the site's host.
 */
export function followFeed(
  choice: FeedChoice,
  entries: readonly FollowEntry[],
  snapshot: Manifest['snapshot'],
  site: URL,
): AtomFeed {
  const { kind, place, every, language } = choice;
  const t = translator(language);
  const name = areaName(place.kind, place.name, language);
  const isSample = snapshot.source === 'sample';
  const notice = isSample ? `(${t('feed.sample')})` : '';
  const absolute = (address: string): string => new URL(address, site).href;
  const pageOf = (code: Language): AtomLink => ({
    rel: 'alternate',
    href: absolute(placeAddress(kind, place.slug, code)),
    type: 'text/html',
    hreflang: code,
  });
  const feedOf = (rel: 'self' | 'alternate', code: Language): AtomLink => ({
    rel,
    href: absolute(feedAddress(kind, place.slug, every, code)),
    type: 'application/atom+xml',
    hreflang: code,
  });
  const pages = [pageOf(language), pageOf(otherLanguage[language])];
  const id = tagOf(choice, site);
  const written = entries
    .filter((entry) => entry.every === every)
    .map((entry) => entryOf(entry, name, id, pages, notice, language));
  return {
    id,
    language,
    title: spaced(t(every === 'weekly' ? 'feed.titleWeekly' : 'feed.titleNightly', { place: name }), notice),
    subtitle: spaced(
      t(every === 'weekly' ? 'feed.subtitleWeekly' : 'feed.subtitleNightly', { place: name }),
      isSample ? t('sample.title') : '',
    ),
    rights: sourceLine(snapshot.source, language),
    author: { name: t('site.name'), uri: absolute(pageAddress('home', language)) },
    // Without entries (a record of a few days) there is only the record's own end to tell.
    updatedMs: Math.max(...written.map(({ updatedMs }) => updatedMs), 0) || instantMs(snapshot.dataThrough),
    links: [
      feedOf('self', language),
      feedOf('alternate', otherLanguage[language]),
      ...pages,
      {
        rel: 'related',
        href: `${absolute(pageAddress('method', language))}#follow`,
        type: 'text/html',
        hreflang: language,
      },
    ],
    entries: written,
  };
}

/**
 * A name that never changes, whatever the record or the build: RFC 4151, from the host and the place. A feed reader
 * knows an entry again by it.
 */
function tagOf({ kind, place, every, language }: FeedChoice, site: URL): string {
  const path = `${pageAddress('home', 'en')}${placeFolders[kind].en}${place.slug}/${every}/${language}`;
  return `tag:${site.hostname},2026:${path}`;
}

function entryOf(
  entry: FollowEntry,
  name: string,
  feedId: string,
  pages: AtomLink[],
  notice: string,
  language: Language,
): AtomEntry {
  const period =
    entry.every === 'weekly'
      ? keep(`week ${entry.from} ${language}`, () =>
          translator(language)('feed.week', { day: shortDay(entry.from, language) }),
        )
      : upperFirst(weekday(entry.from, language), language);
  const counts = [
    counted('feed.titleOpened', entry.opened, language),
    counted('feed.titleClosed', entry.closed, language),
    counted('feed.titleLate', entry.late, language),
  ];
  return {
    id: `${feedId}/${entry.from}`,
    title: spaced(`${period}: ${counts.join(', ')}`, notice),
    summary: spaced(...sentences(entry, name, language)),
    publishedMs: endMs(entry.to),
    updatedMs: entry.settledAtMs,
    links: pages,
  };
}

function sentences(entry: FollowEntry, name: string, language: Language): string[] {
  const t = translator(language);
  const isWeek = entry.every === 'weekly';
  const kinds = entry.kinds.map(
    ({ name_en: en, name_es: es, requests }) =>
      `${{ en, es }[language]} (${formatNumber(requests, language)})`,
  );
  const again = [
    entry.againDefect > 0 && counted('feed.againDefect', entry.againDefect, language),
    entry.againNuisance > 0 && counted('feed.againNuisance', entry.againNuisance, language),
  ].filter((part) => part !== false);
  return [
    t(isWeek ? 'feed.spanWeek' : 'feed.spanDay', {
      place: name,
      from: shortDay(entry.from, language),
      to: longDay(entry.to, language),
    }),
    counted(entry.opened === 0 ? 'feed.openedNone' : 'feed.opened', entry.opened, language),
    kinds.length === 0 ? '' : t('feed.kinds', { kinds: kinds.join(', ') }),
    counted(entry.closed === 0 ? 'feed.closedNone' : 'feed.closed', entry.closed, language),
    counted(entry.late === 0 ? 'feed.lateNone' : 'feed.late', entry.late, language),
    again.length === 0 ? '' : t('feed.again', { parts: again.join('; ') }),
    counted(isWeek ? 'feed.openWeek' : 'feed.openDay', entry.open, language),
    keep(`counted ${language}`, () => t('feed.counted')),
  ];
}

const spaced = (...texts: string[]): string => texts.filter((text) => text !== '').join(' ');

const upperFirst = (text: string, language: Language): string =>
  text.charAt(0).toLocaleUpperCase(language) + text.slice(1);

const kept = new Map<string, string>();

/**
 * Writes a text once. All places have the same few days and small numbers, and words and dates are what 17,000 entries
 * spend their time on.
 */
function keep(key: string, write: () => string): string {
  const text = kept.get(key) ?? write();
  kept.set(key, text);
  return text;
}

const counted = (key: MessageKey, count: number, language: Language): string =>
  keep(`${key} ${count} ${language}`, () =>
    translator(language)(key, { count, number: formatNumber(count, language) }),
  );

const shortDay = (day: string, language: Language): string =>
  keep(`short ${day} ${language}`, () => formatDayOfYear(day, language));

const weekday = (day: string, language: Language): string =>
  keep(`weekday ${day} ${language}`, () => formatDayOfYear(day, language, true));

const longDay = (day: string, language: Language): string =>
  keep(`long ${day} ${language}`, () => formatDay(day, language));

const ends = new Map<string, number>();

/** The midnight that ends a day, kept for the same reason. */
function endMs(day: string): number {
  const ms = ends.get(day) ?? instantMs(`${addDays(day, 1)}T00:00:00`);
  ends.set(day, ms);
  return ms;
}

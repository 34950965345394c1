import type { Language } from '../i18n/language.ts';

/** A feed as RFC 4287 means it. Texts are plain; addresses are absolute; moments are milliseconds since 1970. */
export interface AtomFeed {
  id: string;
  language: Language;
  title: string;
  subtitle: string;
  rights: string;
  author: { name: string; uri: string };
  updatedMs: number;
  links: AtomLink[];
  entries: AtomEntry[];
}

export interface AtomEntry {
  id: string;
  title: string;
  summary: string;
  publishedMs: number;
  updatedMs: number;
  links: AtomLink[];
}

export interface AtomLink {
  rel: 'self' | 'alternate' | 'related';
  href: string;
  type: 'text/html' | 'application/atom+xml';
  hreflang: Language;
}

/** Writes a feed as XML. */
export function atomText(feed: AtomFeed): string {
  const { name, uri } = feed.author;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.language}">`,
    element('id', feed.id),
    element('title', feed.title),
    element('subtitle', feed.subtitle),
    element('updated', moment(feed.updatedMs)),
    `<author>${element('name', name)}${element('uri', uri)}</author>`,
    element('rights', feed.rights),
    ...feed.links.map(link),
    ...feed.entries.map(entry),
    '</feed>',
    '',
  ].join('\n');
}

function entry({ id, title, summary, publishedMs, updatedMs, links }: AtomEntry): string {
  return [
    '<entry>',
    element('id', id),
    element('title', title),
    element('published', moment(publishedMs)),
    element('updated', moment(updatedMs)),
    ...links.map(link),
    element('summary', summary),
    '</entry>',
  ].join('\n');
}

const element = (name: string, text: string): string => `<${name}>${escape(text)}</${name}>`;

const link = ({ rel, href, type, hreflang }: AtomLink): string =>
  `<link rel="${rel}" href="${escape(href)}" type="${type}" hreflang="${hreflang}"/>`;

const moment = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

// Characters that XML 1.0 does not allow, however they are written: most controls, lone surrogates, U+FFFE and U+FFFF.
const notXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

function escape(text: string): string {
  return text.replace(notXml, '\uFFFD').replace(/[&<>"]/g, (character) => entities[character] ?? '');
}

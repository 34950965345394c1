import { describe, expect, it } from 'vitest';
import { atomText } from '../../../src/components/atom.ts';
import { changesFeed } from '../../../src/components/changes-feed.ts';
import { comparedSentence, countWords, readMoment } from '../../../src/components/publication-words.ts';
import { definitionChanges, type DefinitionChange } from '../../../src/data/definition-changes.ts';
import type { PublicationRow } from '../../../src/data/publications.ts';
import type { Language } from '../../../src/i18n/language.ts';
import { atomFaults, childrenOf, readXml, textOf, type XmlElement } from '../../atom.ts';

const site = new URL('https://311.example.org');

function publication(number: number, more: Partial<PublicationRow> = {}): PublicationRow {
  const day = new Date(Date.UTC(2026, 9, number)).toISOString().slice(0, 10);
  return {
    number,
    snapshot_id: `${day}T09:10Z-${String(number).padStart(8, '0')}`,
    source: 'open-baltimore',
    read_at: `${day}T09:10:00`,
    data_through: `${day}T01:00:00`,
    received: 1000,
    merged: 0,
    quarantined: 0,
    withheld: 0,
    published: 1000,
    requests_new: 1234,
    requests_changed: 5,
    requests_gone: 0,
    months_rewritten: 2,
    files_new: 9,
    taken_back: false,
    ...more,
  };
}

const notCompared = { requests_new: null, requests_changed: null, requests_gone: null };
const snapshot = {
  id: 'x',
  source: 'open-baltimore' as const,
  fetchedAt: '2026-10-02T09:10:00.000Z',
  dataThrough: '2026-10-02T01:00:00',
};
const definition: DefinitionChange = {
  id: 'on-time-appointments',
  day: '2026-10-02',
  what: { en: 'What & how', es: 'Qué y cómo' },
  why: { en: 'Why <so>.', es: 'Por qué.' },
};

const feedOf = (
  rows: readonly PublicationRow[],
  language: Language = 'en',
  source: 'sample' | 'open-baltimore' = 'open-baltimore',
): XmlElement => {
  const xml = atomText(changesFeed(rows, [definition], { ...snapshot, source }, language, site));
  expect(atomFaults(xml)).toEqual([]);
  return readXml(xml);
};

const told = (feed: XmlElement): [title: string, summary: string][] =>
  childrenOf(feed, 'entry').map((entry) => [textOf(entry, 'title'), textOf(entry, 'summary')]);

describe('the feed of changes', () => {
  it('tells of each publication and each correction of a definition, newest first', () => {
    const titles = told(feedOf([publication(2), publication(1, notCompared)])).map(([title]) => title);
    expect(titles).toEqual([
      'Published Oct 2, 2026: 1,234 new, 5 changed, 0 gone',
      'Definition: Oct 2, 2026',
      'Published Oct 1, 2026: 1,000 requests',
    ]);
    const spanish = told(feedOf([publication(2), publication(1, notCompared)], 'es'));
    expect(spanish.map(([title]) => title)).toEqual([
      'Publicación del 2 de octubre de 2026: 1,234 nuevas, 5 cambiadas, 0 quitadas',
      'Definición: 2 de octubre de 2026',
      'Publicación del 1 de octubre de 2026: 1,000 solicitudes',
    ]);
    expect(spanish[1]?.[1]).toBe('Qué y cómo Por qué.');
  });

  it('has entries whose names and dates stay when others are added', () => {
    const dated = (feed: XmlElement): string[] =>
      childrenOf(feed, 'entry').map((entry) => `${textOf(entry, 'id')} ${textOf(entry, 'updated')}`);
    const before = dated(feedOf([publication(2), publication(1)]));
    const after = dated(feedOf([publication(3), publication(2), publication(1)]));
    expect(after.slice(1)).toEqual(before);
    expect(before[0]).toBe(
      'tag:311.example.org,2026:/changes/en/2026-10-02T09:10Z-00000002 2026-10-02T09:10:00Z',
    );
  });

  it('says that a publication was taken back, dated anew by the first one after it', () => {
    const rows = [
      publication(4),
      publication(3, notCompared),
      publication(2, { taken_back: true }),
      publication(1),
    ];
    const feed = feedOf(rows);
    const entry = childrenOf(feed, 'entry').find((one) => textOf(one, 'id').endsWith('00000002'))!;
    expect(textOf(entry, 'title')).toBe('Withdrawn: the publication of Oct 2, 2026');
    expect(textOf(entry, 'summary')).toMatch(/^It was withdrawn/);
    expect([textOf(entry, 'published'), textOf(entry, 'updated')]).toEqual([
      '2026-10-02T09:10:00Z',
      '2026-10-03T09:10:00Z',
    ]);
    expect(textOf(feed, 'updated')).toBe('2026-10-04T09:10:00Z');
  });

  it('of a sample says so in its title, its subtitle and every entry', () => {
    const feed = feedOf([publication(1, { ...notCompared, source: 'sample' })], 'es', 'sample');
    expect(textOf(feed, 'subtitle')).toContain('Datos de muestra: solicitudes inventadas');
    for (const title of [textOf(feed, 'title'), ...told(feed).map(([own]) => own)])
      expect(title).toContain('(datos de muestra, inventados)');
  });

  it('goes back two months of nights, however long the history', () => {
    const rows = Array.from({ length: 90 }, (_, index) => publication(90 - index));
    expect(childrenOf(feedOf(rows), 'entry')).toHaveLength(60 + 1);
  });

  it('links to itself, to its twin and to the page in both languages', () => {
    const links = childrenOf(feedOf([publication(1)], 'es'), 'link').map(({ attributes }) => [
      attributes['rel'],
      attributes['href'],
    ]);
    expect(links).toEqual([
      ['self', 'https://311.example.org/es/cambios/novedades.xml'],
      ['alternate', 'https://311.example.org/changes/feed.xml'],
      ['alternate', 'https://311.example.org/es/cambios/'],
      ['alternate', 'https://311.example.org/changes/'],
    ]);
  });
});

describe('what is said of a publication', () => {
  it('is null, never zero, where it was not compared with the one before', () => {
    expect(countWords(publication(2, notCompared), 'en')).toBeNull();
    expect(comparedSentence(publication(2, notCompared), 'en')).toBe(
      'It was not compared, request by request, with the previous one.',
    );
    expect(comparedSentence(publication(1, notCompared), 'en')).toBe(
      'It is the first publication of this record.',
    );
    expect(comparedSentence(publication(2, { requests_new: 0 }), 'es')).toContain('0 nuevas');
  });

  it('is dated by the clocks of Baltimore, in summer and in winter', () => {
    expect(readMoment(publication(1))).toBe('2026-10-01T05:10:00');
    expect(readMoment(publication(1, { read_at: '2026-12-01T03:10:00' }))).toBe('2026-11-30T22:10:00');
  });
});

describe('corrections of definitions', () => {
  it('are newest first, each with a name of its own, a day, and words in both languages', () => {
    const days = definitionChanges.map(({ day }) => day);
    expect(days).toEqual([...days].sort().reverse());
    expect(new Set(definitionChanges.map(({ id }) => id)).size).toBe(definitionChanges.length);
    for (const { id, day, what, why } of definitionChanges) {
      expect(id).toMatch(/^[a-z0-9-]+$/);
      expect(day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      for (const text of [what.en, what.es, why.en, why.es]) expect(text.length).toBeGreaterThan(20);
      expect(what.en).not.toBe(what.es);
    }
  });
});

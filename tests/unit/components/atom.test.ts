import { describe, expect, it } from 'vitest';
import { atomText, type AtomFeed } from '../../../src/components/atom.ts';
import { followFeed } from '../../../src/components/follow-feed.ts';
import type { FollowEntry } from '../../../src/data/follow.ts';
import { atomFaults, childrenOf, readXml, textOf } from '../../atom.ts';

const week: FollowEntry = {
  every: 'weekly',
  from: '2026-11-09',
  to: '2026-11-15',
  opened: 34,
  closed: 29,
  late: 5,
  againDefect: 2,
  againNuisance: 1,
  open: 1204,
  kinds: [
    { name_en: 'Dirty alley', name_es: 'Callejón sucio', requests: 12 },
    { name_en: 'Rats & mice', name_es: 'Ratas y ratones', requests: 4 },
  ],
  settledAtMs: Date.parse('2026-11-18T09:30:00Z'),
};
const day: FollowEntry = {
  ...week,
  every: 'nightly',
  from: '2026-11-15',
  opened: 0,
  closed: 1,
  late: 0,
  kinds: [],
  open: 1,
};

const site = new URL('https://portal.example/');
const snapshot = {
  id: 'x',
  source: 'open-baltimore',
  fetchedAt: '2026-11-16T05:10:00Z',
  dataThrough: '2026-11-15T23:59:00',
} as const;
const hostile = `<img src=x onerror="alert(1)"> ]]> &amp; & 'q' \u202Ertl\u0000\u0008\uFFFE ${'x'.repeat(10_000)}`;

function feedOf(options: {
  name?: string;
  every?: 'weekly' | 'nightly';
  language?: 'en' | 'es';
  source?: 'sample';
}): AtomFeed {
  const { name = 'Canton', every = 'weekly', language = 'en', source } = options;
  return followFeed(
    { kind: 'neighborhood', place: { kind: 'neighborhood', name, slug: 'canton' }, every, language },
    [week, day],
    { ...snapshot, source: source ?? snapshot.source },
    site,
  );
}

describe('a feed that follows a place', () => {
  it('is valid Atom in both rhythms and languages', () => {
    for (const every of ['weekly', 'nightly'] as const)
      for (const language of ['en', 'es'] as const)
        expect(atomFaults(atomText(feedOf({ every, language })))).toEqual([]);
  });

  it('says a week in a title and a few sentences', () => {
    const [entry] = feedOf({}).entries;
    expect(entry?.title).toBe('Week of Nov 9: 34 new, 29 closed, 5 late');
    expect(entry?.summary).toBe(
      'Canton, Nov 9 to Nov 15, 2026. Residents made 34 requests. Most requested: Dirty alley (12), Rats & mice (4). ' +
        'The City marked 29 as closed, including ones made earlier. ' +
        "5 became late: the City's own due date passed and they were not closed. " +
        'Reported again at the same address within 30 days of being closed: 2 about something broken, such as a light or a leak; ' +
        '1 about something that comes and goes, such as dumping or noise. That can be the same problem or a new one. ' +
        'At the end of the week 1,204 were still open. ' +
        "Only residents' requests are counted. Duplicates and requests handed to another agency count as new, but not as closed, late or open.",
    );
  });

  it('says the same in Spanish, a day with its weekday', () => {
    expect(feedOf({ language: 'es' }).entries[0]?.title).toBe(
      'Semana del 9 de noviembre: 34 nuevas, 29 cerradas, 5 atrasadas',
    );
    const [night] = feedOf({ language: 'es', every: 'nightly' }).entries;
    expect(night?.title).toBe('Domingo, 15 de noviembre: 0 nuevas, 1 cerrada, 0 atrasadas');
    expect(night?.summary).toMatch(
      /^Canton, 15 de noviembre de 2026\. Los habitantes no hicieron ninguna solicitud\. La Ciudad marcó 1 como cerrada.* Ninguna se atrasó\./,
    );
  });

  it('keeps an entry’s name whatever its numbers, and dates it by when they settled', () => {
    const [entry] = feedOf({}).entries;
    expect(entry?.id).toBe('tag:portal.example,2026:/neighborhood/canton/weekly/en/2026-11-09');
    expect(entry?.updatedMs).toBe(week.settledAtMs);
    expect(new Date(entry?.publishedMs ?? 0).toISOString()).toBe('2026-11-16T05:00:00.000Z');
    expect(feedOf({}).updatedMs).toBe(week.settledAtMs);
  });

  it('shows hostile names as text, and never breaks', () => {
    const xml = atomText(feedOf({ name: hostile }));
    expect(atomFaults(xml)).toEqual([]);
    const shown = ['\u0000', '\u0008', '\uFFFE'].reduce(
      (text, one) => text.replaceAll(one, '\uFFFD'),
      hostile,
    );
    expect(textOf(readXml(xml), 'title')).toBe(`${shown}: 311 requests by week`);
    const [entry] = childrenOf(readXml(xml), 'entry');
    expect(entry && textOf(entry, 'summary')).toContain(shown);
  });

  it('of a sample says so in its title, its subtitle and each entry', () => {
    const feed = feedOf({ source: 'sample' });
    expect(feed.title).toBe('Canton: 311 requests by week (invented sample data)');
    expect(feed.subtitle).toContain("Sample data: invented requests, not Baltimore's record.");
    expect(feed.entries.every(({ title }) => title.endsWith('(invented sample data)'))).toBe(true);
    expect(atomText(feedOf({}))).not.toMatch(/sample/i);
  });

  it('names council districts in both languages', () => {
    const district = { kind: 'council_district', name: 'District 9', slug: 'district-9' } as const;
    const title = (language: 'en' | 'es'): string =>
      followFeed({ kind: 'council_district', place: district, every: 'weekly', language }, [], snapshot, site)
        .title;
    expect(title('en')).toBe('District 9: 311 requests by week');
    expect(title('es')).toBe('Distrito 9: solicitudes al 311 por semana');
  });

  it('without any full period is still a feed, dated by the record’s end', () => {
    const feed = followFeed(
      {
        kind: 'neighborhood',
        place: { kind: 'neighborhood', name: 'A', slug: 'a' },
        every: 'weekly',
        language: 'en',
      },
      [],
      snapshot,
      site,
    );
    expect(atomFaults(atomText(feed))).toEqual([]);
    expect(new Date(feed.updatedMs).toISOString()).toBe('2026-11-16T04:59:00.000Z');
  });
});

describe('the rules that feeds are held to', () => {
  const good = atomText(feedOf({}));
  it.each([
    ['an id too many', (xml: string) => xml.replace('<updated>', '<id>urn:x:1</id><updated>')],
    ['no id', (xml: string) => xml.replace(/<id>.*?<\/id>/, '')],
    ['an id that is no IRI', (xml: string) => xml.replace(/<id>.*?<\/id>/, '<id>canton</id>')],
    ['one id twice', (xml: string) => xml.replace(/\/2026-11-09<\/id>/, '</id>')],
    ['a date without a zone', (xml: string) => xml.replace('09:30:00Z', '09:30:00')],
    ['a day that does not exist', (xml: string) => xml.replace('2026-11-18T', '2026-11-48T')],
    ['no author', (xml: string) => xml.replace(/<author>.*?<\/author>/, '')],
    ['an author without a name', (xml: string) => xml.replace(/<name>.*?<\/name>/, '')],
    ['no link to itself', (xml: string) => xml.replace('rel="self"', 'rel="via"')],
    [
      'an address that is not absolute',
      (xml: string) => xml.replace('href="https://portal.example/', 'href="/'),
    ],
    ['two alternates alike', (xml: string) => xml.replaceAll('hreflang="es"', 'hreflang="en"')],
    ['markup in a text', (xml: string) => xml.replace('<title>', '<title><b>x</b>')],
    ['an element of another kind', (xml: string) => xml.replace('<rights>', '<pubDate/><rights>')],
    ['another namespace', (xml: string) => xml.replace('2005/Atom', '2004/Atom')],
  ])('see %s', (_, spoil) => {
    expect(spoil(good)).not.toBe(good);
    expect(atomFaults(spoil(good))).not.toEqual([]);
  });

  it.each([
    ['an open element', (xml: string) => xml.replace('</author>', '')],
    ['a bare ampersand', (xml: string) => xml.replace('<rights>', '<rights>A & B')],
    ['a control character', (xml: string) => xml.replace('<rights>', '<rights>\u0001')],
  ])('see %s as not well-formed', (_, spoil) => {
    expect(() => atomFaults(spoil(good))).toThrow(/not well-formed/);
  });
});

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { atomFaults, childrenOf, readXml, textOf, type XmlElement } from '../atom.ts';
import { askRecord, manifest } from './published.ts';

const site = process.env['SITE_OUT_DIR'] ?? 'dist';
const paths = readdirSync(site, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /(weekly|nightly|semanal|diario)\.xml$/.test(path));
const feeds = new Map(paths.map((path) => [path, readFileSync(join(site, path), 'utf8')]));
const read = (path: string): XmlElement => readXml(feeds.get(path) ?? '');

const folders = {
  neighborhood: ['neighborhood/', 'es/vecindario/'],
  council_district: ['district/', 'es/distrito/'],
  community_statistical_area: ['statistical-area/', 'es/area-estadistica/'],
} as const;
const files = { weekly: ['weekly.xml', 'semanal.xml'], nightly: ['nightly.xml', 'diario.xml'] } as const;

/** The numbers an entry says in its title: new, closed, late. */
const said = (entry: XmlElement): number[] =>
  [
    ...textOf(entry, 'title')
      .replace(/^.*?: /, '')
      .matchAll(/(\d[\d,]*) [a-z]/g),
  ].map(([, number = '']) => Number(number.replaceAll(',', '')));

const dayOf = (entry: XmlElement): string => textOf(entry, 'id').slice(-10);

const places = (await askRecord(
  "SELECT kind, name, slug FROM areas WHERE kind IN ('neighborhood', 'council_district', 'community_statistical_area')",
)) as { kind: keyof typeof folders; name: string; slug: string }[];

describe('feeds', () => {
  it('are there for every place, by week and by day, in both languages', () => {
    const expected = places.flatMap(({ kind, slug }) =>
      folders[kind].flatMap((folder, language) =>
        Object.values(files).map((names) => `${folder}${slug}/${names[language]}`),
      ),
    );
    expect(places.length).toBeGreaterThan(340);
    expect([...paths].sort()).toEqual(expected.sort());
  });

  it('are all valid Atom', () => {
    const faults = [...feeds].flatMap(([path, xml]) => atomFaults(xml).map((fault) => `${path}: ${fault}`));
    expect(faults).toEqual([]);
  });

  it('have names of their own, each entry in the whole site', () => {
    const ids = [...feeds.values()].flatMap((xml) => xml.match(/(?<=<id>).*?(?=<\/id>)/g) ?? []);
    expect(ids.length).toBeGreaterThan(17_000);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('tell of 12 full weeks and 14 full days, newest first', () => {
    const days = childrenOf(read('neighborhood/canton/weekly.xml'), 'entry').map(dayOf);
    expect(days).toHaveLength(12);
    expect([days[0], days.at(-1)]).toEqual(['2026-11-09', '2026-08-24']);
    const nights = childrenOf(read('district/district-9/nightly.xml'), 'entry').map(dayOf);
    expect(nights).toHaveLength(14);
    expect([nights[0], nights.at(-1)]).toEqual(['2026-11-15', '2026-11-02']);
  });

  it('say the same in Spanish as in English', () => {
    for (const { kind, slug } of places.slice(0, 60)) {
      for (const names of Object.values(files)) {
        const [en, es] = folders[kind].map((folder, language) =>
          childrenOf(read(`${folder}${slug}/${names[language]}`), 'entry').map((entry) => [
            dayOf(entry),
            textOf(entry, 'updated'),
            ...said(entry),
          ]),
        );
        expect(en, slug).toEqual(es);
      }
    }
  });

  it('link to themselves, to the place and to their twin, which link back', () => {
    const hrefs = (path: string): (string | undefined)[] =>
      childrenOf(read(path), 'link').map(({ attributes }) =>
        attributes['href']?.replace(/^https?:\/\/[^/]+\//, ''),
      );
    expect(hrefs('neighborhood/canton/weekly.xml')).toEqual([
      'neighborhood/canton/weekly.xml',
      'es/vecindario/canton/semanal.xml',
      'neighborhood/canton/',
      'es/vecindario/canton/',
      'method/#follow',
    ]);
    expect(hrefs('es/vecindario/canton/semanal.xml').slice(0, 2)).toEqual([
      'es/vecindario/canton/semanal.xml',
      'neighborhood/canton/weekly.xml',
    ]);
  });

  it('of the sample say that it is one', () => {
    for (const [path, xml] of feeds) {
      const feed = readXml(xml);
      const [title, subtitle] = path.startsWith('es/')
        ? ['(datos de muestra, inventados)', 'Datos de muestra: solicitudes inventadas']
        : ['(invented sample data)', 'Sample data: invented requests'];
      expect(textOf(feed, 'title'), path).toContain(title);
      expect(textOf(feed, 'subtitle'), path).toContain(subtitle);
    }
  });
});

// Counted another way than the feeds are: by the name of the place and DuckDB's own weeks, one fact at a time.
describe.each(Object.keys(folders) as (keyof typeof folders)[])('the numbers of each %s', (kind) => {
  const residents = "FROM detail WHERE origin = 'resident' AND location <> 'placeholder'";
  it.each([
    ['new', 0, 'created_at', ''],
    ['closed', 1, 'closed_at', "AND status = 'closed' AND disposition = 'none'"],
    [
      'late',
      2,
      'due_at',
      `AND clock = 'response' AND disposition = 'none' AND due_minutes > 0 AND due_at <= TIMESTAMP '${manifest.snapshot.dataThrough}'
       AND (status = 'open' OR closed_at > due_at)`,
    ],
  ])('%s ones by week and day are those of the record', async (_, place, moment, condition) => {
    for (const [every, unit] of [
      ['weekly', 'week'],
      ['nightly', 'day'],
    ] as const) {
      const counted = new Map(
        (
          await askRecord(
            `SELECT ${kind} AS name, strftime(date_trunc('${unit}', ${moment}), '%Y-%m-%d') AS day, count(*)::INTEGER AS n
             ${residents} ${condition} GROUP BY ALL`,
          )
        ).map(({ name, day, n }) => [`${String(name)} ${String(day)}`, Number(n)]),
      );
      let sum = 0;
      for (const { name, slug } of places.filter((one) => one.kind === kind)) {
        for (const entry of childrenOf(read(`${folders[kind][0]}${slug}/${files[every][0]}`), 'entry')) {
          const expected = counted.get(`${name} ${dayOf(entry)}`) ?? 0;
          expect(said(entry)[place], `${slug} ${dayOf(entry)}`).toBe(expected);
          sum += expected;
        }
      }
      expect(sum).toBeGreaterThan(100);
    }
  });
});

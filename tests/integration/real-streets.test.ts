import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { areasOf, type Area } from '../../data-pipeline/area.ts';
import { parseBoundary } from '../../data-pipeline/sources/boundary.ts';
import { parseCenterline } from '../../data-pipeline/sources/centerline.ts';
import { createLocator } from '../../data-pipeline/stages/locate.ts';
import { indexText, surveyBlocks } from '../../data-pipeline/stages/street-index.ts';
import { parseStreetIndex } from '../../src/contract/street.ts';
import { AddressFinder } from '../../src/search/address.ts';

const shared = resolve('../shared/data/baltimore');
const here = existsSync(shared);
if (!here) console.warn('skipped: no real streets here');

const read = (name: string): string => readFileSync(join(shared, name), 'utf8');
const areasFrom = (kind: Area['kind'], name: string, property?: string): Area[] =>
  areasOf(kind, parseBoundary(JSON.parse(read(`boundaries/${name}.geojson`)), name), name, property);

/** An address of a real request as it is written, and the neighborhood and district around its own point. */
interface Asked {
  address: string;
  neighborhood: number;
  district: number;
}

/** Leaves a letter out of the longest word, where it is long enough to be told. */
function misspelled(address: string, change: (word: string) => string): string {
  const words = address.split(' ');
  const longest = words.reduce((best, word) => (word.length > best.length ? word : best), '');
  return longest.length < 7
    ? address
    : words.map((word) => (word === longest ? change(word) : word)).join(' ');
}

const streetOnly = (address: string): string => address.split(',')[0] ?? '';
const spelledOut: [RegExp, string][] = [
  [/\bST\b(?=$| &)/g, 'Street'],
  [/\bAVE\b/g, 'Avenue'],
  [/\bRD\b/g, 'Road'],
  [/\bN\b/g, 'North'],
  [/\bE\b/g, 'East'],
  [/\bW\b/g, 'west'],
];

// Shares of all rows, in percent: found at all; of those the true neighborhood is offered; it is offered first.
const ways: [
  way: string,
  change: (address: string) => string,
  found: number,
  offered: number,
  first: number,
][] = [
  ['as the City wrote it', (address) => address, 99, 99, 99],
  ['in small letters', (address) => address.toLowerCase(), 99, 99, 99],
  ['without city and ZIP code', streetOnly, 99, 99, 99],
  [
    'with its words spelled out',
    (address) => spelledOut.reduce((text, [short, long]) => text.replace(short, long), streetOnly(address)),
    98.5,
    99,
    99,
  ],
  [
    'without the kind of street',
    (address) => streetOnly(address).replace(/ (ST|AVE|RD|CT|DR|LN|PL|BLVD|WAY|TER|PKWY|CIR)$/, ''),
    99,
    99,
    97,
  ],
  ['without a direction', (address) => streetOnly(address).replace(/^(\d+) [NSEW] /, '$1 '), 99, 99, 94],
  [
    'with a letter left out',
    (address) => misspelled(streetOnly(address), (word) => word.slice(0, 3) + word.slice(4)),
    99,
    99,
    98,
  ],
  [
    'with two letters swapped',
    (address) =>
      misspelled(streetOnly(address), (word) => `${word.slice(0, 3)}${word[4]}${word[3]}${word.slice(5)}`),
    99,
    99,
    98,
  ],
];

describe.skipIf(!here)('addresses of real requests, on the City’s streets', () => {
  let text: string;
  let finder: AddressFinder;
  let asked: Asked[];

  beforeAll(() => {
    const neighborhoods = areasFrom('neighborhood', 'neighborhoods_2010');
    const districts = areasFrom('council_district', 'council_districts_2024', 'AREA_NAME');
    const statisticalAreas = areasFrom('community_statistical_area', 'csa_2020_merged_tracts', 'csa2020');
    const areas = [...neighborhoods, ...districts, ...statisticalAreas];
    const blocks = parseCenterline(JSON.parse(read('basemap/streets.geojson')), 'streets');
    text = indexText(areas, surveyBlocks(areas, blocks)).text;
    finder = new AddressFinder(parseStreetIndex(JSON.parse(text)));
    const [neighborhoodAt, districtAt] = [createLocator(neighborhoods), createLocator(districts)];
    const rows = parse(read('requests/export_2019-10-18_to_21.csv'), { columns: true }) as Record<
      string,
      string
    >[];
    asked = rows.flatMap(({ Address: address = '', Longitude = '', Latitude = '' }): Asked[] => {
      const point = [Number(Longitude), Number(Latitude)] as const;
      const [neighborhood, district] = [neighborhoodAt(...point)?.areaId, districtAt(...point)?.areaId];
      // Houses and corners in the city; not names of parks, and not the mail room.
      const isAddress =
        /^(\d+ .*|.*&.*),.*(Baltimore City|BC)/.test(address) && !/^200 N HOLLIDAY/.test(address);
      return isAddress && neighborhood !== undefined && district !== undefined
        ? [{ address, neighborhood, district }]
        : [];
    });
  });

  it('are looked up in a file of at most 500 kB as a host sends it', () => {
    expect(asked.length).toBeGreaterThan(2700);
    expect(gzipSync(text).length).toBeLessThan(200_000);
  });

  it.each(ways)('lead to their neighborhood: %s', (way, change, leastFound, leastOffered, leastFirst) => {
    let [found, offered, first, district] = [0, 0, 0, 0];
    for (const { address, neighborhood, district: own } of asked) {
      const answer = finder.find(change(address));
      if (answer.kind !== 'found') continue;
      found += 1;
      const places = answer.found.map((finding) => ('places' in finding ? finding.places : []));
      if (places.flat().some(([id]) => id === neighborhood)) offered += 1;
      if (places[0]?.some(([id]) => id === neighborhood) === true) first += 1;
      if (places.flat().some(([, id]) => id === own)) district += 1;
    }
    const percent = (count: number, of: number): number => Math.round((10_000 * count) / of) / 100;
    const seen = [percent(found, asked.length), percent(offered, found), percent(first, found)];
    const line = `${way}: ${seen.join(' % / ')} % found / offered / first, district ${percent(district, found)} %`;
    expect(seen[0], line).toBeGreaterThanOrEqual(leastFound);
    expect(seen[1], line).toBeGreaterThanOrEqual(leastOffered);
    expect(seen[2], line).toBeGreaterThanOrEqual(leastFirst);
    expect(percent(district, found), line).toBeGreaterThanOrEqual(99);
  });
});

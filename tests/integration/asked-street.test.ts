import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readStreet } from '../../src/contract/street-part.ts';
import { nothingAsked } from '../../src/data/asked.ts';
import { streetPattern } from '../../src/data/asked-predicate.ts';
import { listStatement } from '../../src/data/asked-statement.ts';
import { PublishedFolder, type Ask } from './published-folder.ts';

const shared = resolve('../shared/data/baltimore');
const here = existsSync(shared);
if (!here) console.warn('skipped: no real rows here');

const everything = { from: '1990-01-01', to: '2099-12-31' };
const names = {
  typeIds: new Map<string, number>(),
  areas: new Map<string, never>(),
  areaIds: new Map<string, number>(),
};

/** Requests of each street, as `by_street` holds them. */
function heldByStreet(folder: PublishedFolder): Map<string, Set<string>> {
  const held = new Map<string, Set<string>>();
  for (const { street, columns } of folder.streets()) {
    const own = held.get(street) ?? new Set();
    for (const { number } of readStreet(columns))
      own.add(String(number).padStart(10, '0').replace(/^../, '$&-'));
    held.set(street, own);
  }
  return held;
}

/** Requests on a street, as a search of `detail` finds them. */
async function foundOn(ask: Ask, street: string): Promise<Set<string>> {
  const asked = { ...nothingAsked, street, whose: 'everyone' as const };
  const { sql, values } = listStatement(asked, everything, names, 'newest', null);
  return new Set((await ask(sql, values)).map(({ request_number: number }) => String(number)));
}

describe('a search along a street of the sample', () => {
  const folder = new PublishedFolder();
  let ask: Ask;

  beforeAll(async () => {
    const run = await folder.run('sample', '--rows', '20000', '--seed', '7', '--through', '2026-11-20');
    expect(run).toMatchObject({ exitCode: 0 });
    ask = await folder.open();
  });

  it('finds in detail exactly the requests that by_street holds for it', async () => {
    const held = heldByStreet(folder);
    expect(held.size).toBeGreaterThan(20);
    for (const [street, numbers] of held) expect(await foundOn(ask, street), street).toEqual(numbers);
  });

  it('at a house finds those of the house alone', async () => {
    const rows = folder
      .streets()
      .flatMap(({ street, columns }) => readStreet(columns).map(({ place }) => ({ street, house: place })));
    const { street, house } = rows.find((row) => typeof row.house === 'number') ?? {
      street: '',
      house: null,
    };
    const asked = { ...nothingAsked, street, house: Number(house), whose: 'everyone' as const };
    const { sql, values } = listStatement(asked, everything, names, 'newest', null);
    const found = await ask(sql, values);
    expect(found).toHaveLength(rows.filter((row) => row.street === street && row.house === house).length);
    for (const { address } of found) expect(String(address).split(',')[0]).toBe(`${house} ${street}`);
  });
});

describe('a street as addresses write it', () => {
  const matches = (street: string, address: string, house: number | null = null): boolean =>
    new RegExp(streetPattern(street, house)).test(address.toUpperCase());

  it.each([
    '101 N CALVERT ST, BC',
    '101 N CALVERT STREET',
    '101A N CALVERT ST',
    '101-105 N CALVERT ST, BC',
    '101 1/2 N CALVERT ST',
    '101 N Calvert St Apt 2, BC',
    '101 N CALVERT ST #2',
    '100 block of N CALVERT ST, BC',
    'unit block of N CALVERT ST',
    'N CALVERT ST, BC',
    'N CALVERT ST & E 29TH ST, BC',
    'E 29TH ST & N CALVERT ST, BC',
    'E 29TH ST & N CALVERT ST & E 30TH ST',
  ])('is found in %s', (address) => {
    expect(matches('N CALVERT ST', address)).toBe(true);
  });

  it.each([
    ['N CALVERT ST', '101 S CALVERT ST, BC'],
    ['CALVERT ST', '101 N CALVERT ST, BC'],
    ['PARK AVE', '101 HIGHLAND PARK AVE, BC'],
    ['PARK AVE', '101 LAND PARK AVE, BC'],
    ['PARK AVE', 'HIGHLAND PARK AVE, BC'],
    ['PARK', '101 PARK FLOWER AVE, BC'],
    ['PARK AVE', '101 PARK AVE N, BC'],
    ['BALTIMORE', '101 N CALVERT ST, BALTIMORE, 21218'],
  ])('%s is not found in %s', (street, address) => {
    expect(matches(street, address)).toBe(false);
  });

  it.each([
    ['W MOUNT ROYAL AVE', '101 W MT ROYAL AVE, BC'],
    ['SAINT PAUL ST', '101 ST PAUL ST, BC'],
    ['N POINT RD', '537 NORTH POINT RD, BC'],
    ['MARTIN LUTHER KING JR BLVD', '101 MLK BLVD, BC'],
    ['MARTIN LUTHER KING JR BLVD', 'PARK AVE & W BIDDLE ST & MLK JR BLVD, BC'],
    ['MARTIN LUTHER KING JR BLVD', '7 MARTIN LUTHER KING JR BLVD'],
  ])('%s is found in %s', (street, address) => {
    expect(matches(street, address)).toBe(true);
  });

  it('with a house is found at that house only', () => {
    expect(matches('N CALVERT ST', '101 N CALVERT ST, BC', 101)).toBe(true);
    for (const address of ['1101 N CALVERT ST', '10 N CALVERT ST', '100 block of N CALVERT ST'])
      expect(matches('N CALVERT ST', address, 101), address).toBe(false);
  });

  it('is a pattern of its words, whatever a reader writes', () => {
    for (const street of ['.*', '(', 'N [A-Z]+ ST', '\\', '$^'])
      expect(matches(street, '101 N CALVERT ST, BC')).toBe(false);
  });
});

describe.skipIf(!here)('a search along a street of real rows', () => {
  it('finds in detail what by_street holds for it, 99 times of 100', async () => {
    const folder = new PublishedFolder();
    mkdirSync(folder.root, { recursive: true });
    const config = join(folder.root, 'config.json');
    const file = join(shared, 'boundaries', 'neighborhoods_2010.geojson');
    writeFileSync(config, JSON.stringify({ boundaries: { neighborhoods: { file } } }));
    const run = await folder.run('rebuild', '--from', join(shared, 'requests'), '--config', config);
    expect(run).toMatchObject({ exitCode: 0 });
    const ask = await folder.open();
    let [agreed, all] = [0, 0];
    const other: string[] = [];
    for (const [street, numbers] of heldByStreet(folder)) {
      const found = await foundOn(ask, street);
      const both = [...numbers].filter((number) => found.has(number)).length;
      const either = numbers.size + found.size - both;
      if (both < either) other.push(`${street}: ${numbers.size} held, ${found.size} found`);
      agreed += both;
      all += either;
    }
    expect(all).toBeGreaterThan(2900);
    expect(agreed / all, other.join('\n')).toBeGreaterThanOrEqual(0.99);
  });
});

import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dispositions, origins, statuses, workRecords } from '../../../src/contract/code.ts';
import {
  packStateSql,
  readStreet,
  sayPlace,
  streetBins,
  streetKey,
  streetRows,
  streetsOfAddress,
  unpackState,
  writeStreet,
  type StreetColumns,
  type StreetRow,
  type StreetValues,
} from '../../../src/contract/street-part.ts';

const optional = (max: number): fc.Arbitrary<number | null> => fc.option(fc.nat(max));
/** Few houses, texts and points, so that many requests share a place and many nearly do. */
const near = fc.oneof({ weight: 5, arbitrary: fc.nat(1) }, fc.nat(36_000_000));
const anyRow: fc.Arbitrary<StreetRow> = fc.record({
  number: fc.nat(9_999_999_999),
  opened: fc.nat(40_000_000),
  type: fc.nat(65_535),
  state: fc.nat(71),
  due: optional(1_000_000),
  closed: optional(10_000_000),
  outcome: optional(500),
  agency: optional(50),
  place: fc.option(
    fc.oneof(fc.nat(1), fc.nat(99_999), fc.constantFrom('A ST & B ST', '1|2'), fc.string({ minLength: 1 })),
  ),
  neighborhood: fc.nat(1),
  district: fc.nat(1),
  east: fc.option(near),
  north: fc.option(near),
});

/** Rows as a database gives them. */
function valuesOf(rows: readonly StreetRow[]): StreetValues {
  const column = (valueOf: (row: StreetRow) => number | null): Float64Array =>
    Float64Array.from(rows, (row) => valueOf(row) ?? -1);
  const places = [...new Set(rows.map(({ place }) => place))];
  return {
    number: column(({ number }) => number),
    opened: column(({ opened }) => opened),
    type: column(({ type }) => type),
    state: column(({ state }) => state),
    due: column(({ due }) => due),
    closed: column(({ closed }) => closed),
    outcome: column(({ outcome }) => outcome),
    agency: column(({ agency }) => agency),
    address: column(({ place }) => places.indexOf(place)),
    places,
    neighborhood: column(({ neighborhood }) => neighborhood),
    district: column(({ district }) => district),
    east: column(({ east }) => east),
    north: column(({ north }) => north),
  };
}

const byOpening = (one: StreetRow, other: StreetRow): number => one.opened - other.opened;

describe('the streets that an address names', () => {
  it.each([
    ['101 N CLINTON ST, Baltimore City, 21224', { 'N CLINTON ST': 101 }],
    ['1535 W FAYETTE ST, BC', { 'W FAYETTE ST': 1535 }],
    ['0 E 25TH ST, BC', { 'E 25TH ST': 0 }],
    ['1464 STEVENSON ST APT 2, Baltimore City, 21230', { 'STEVENSON ST': '1464 STEVENSON ST APT 2' }],
    ['20 N CALVERT ST #4B', { 'N CALVERT ST': '20 N CALVERT ST #4B' }],
    ['1400 block of STEVENSON ST, BC', { 'STEVENSON ST': '1400 block of STEVENSON ST' }],
    ['unit block of E 25TH ST, BC', { 'E 25TH ST': 'unit block of E 25TH ST' }],
    [
      'N CHARLES ST & E NORTH AVE, BC',
      { 'N CHARLES ST': 'N CHARLES ST & E NORTH AVE', 'E NORTH AVE': 'N CHARLES ST & E NORTH AVE' },
    ],
    ['25TH ST @ PARK AVE', { '25TH ST': '25TH ST @ PARK AVE', 'PARK AVE': '25TH ST @ PARK AVE' }],
    ['PARK AVE & PARK AVENUE', { 'PARK AVE': 'PARK AVE & PARK AVENUE' }],
    ['3800 1/2 ROLAND AVE', { 'ROLAND AVE': '3800 1/2 ROLAND AVE' }],
    ['200-204 N HOLLIDAY ST', { 'N HOLLIDAY ST': '200-204 N HOLLIDAY ST' }],
    ['12A ANN ST', { 'ANN ST': '12A ANN ST' }],
    ['1211 S Eaton St, Baltimore City, 21224', { 'S EATON ST': '1211 S Eaton St' }],
    ["3106 O'DONNELL ST, BC", { 'ODONNELL ST': "3106 O'DONNELL ST" }],
    ['RUSSELL ST, Baltimore City, 21201', { 'RUSSELL ST': 'RUSSELL ST' }],
    ['3900 THE ALAMEDA', { 'THE ALAMEDA': 3900 }],
    ['UNKNOWN', {}],
  ])('are told of %j, with where on each it is', (address, streets) => {
    const told = streetsOfAddress(address).map(({ street, place }) => [street, place] as const);
    expect(Object.fromEntries(told)).toEqual(streets);
    expect(told).toHaveLength(Object.keys(streets).length);
  });

  it.each(['', ' ', ', ,', ',Baltimore City, 21224', '21224', '& @ &', '***', 'ул. Ленина'])(
    'are none for %j',
    (address) => {
      expect(streetsOfAddress(address)).toEqual([]);
    },
  );

  it('hold nothing but capitals, digits, slashes and single spaces, whatever is written', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(
        "1'); DROP TABLE detail; --",
        '12 <script>alert(1)</script> ST',
        '7 (.*)+$ AVE',
        '../../etc/passwd',
        '__proto__',
      ),
    );
    fc.assert(
      fc.property(hostile, (address) => {
        for (const { street } of streetsOfAddress(address))
          expect(street).toMatch(/^[A-Z0-9/]+( [A-Z0-9/]+)*$/);
      }),
    );
  });

  it('and where on them it is read as the City wrote it', () => {
    const house = fc.oneof(fc.nat(99_999).map(String), fc.constantFrom('0101', '4294967297', '1-9', '5 1/2'));
    const street = fc.constantFrom(
      'N CALVERT ST',
      'n calvert street',
      'BROADWAY',
      'A ST & B ST',
      'E 25TH ST',
    );
    fc.assert(
      fc.property(house, street, (number, name) => {
        const address = `${number} ${name}`;
        for (const { street: own, place } of streetsOfAddress(`${address}, BC`))
          expect(sayPlace(place, own)).toBe(address);
      }),
    );
    expect(sayPlace(null, 'N CALVERT ST')).toBe('N CALVERT ST');
  });
});

describe('the columns of a street', () => {
  it('give back its requests, whatever they hold', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 40 }), fc.nat(5), (drawn, before) => {
        const rows = drawn.sort(byOpening);
        const [from, to] = [Math.min(before, rows.length), rows.length];
        const columns = JSON.parse(JSON.stringify(writeStreet(valuesOf(rows), from, to))) as StreetColumns;
        expect(readStreet(columns)).toEqual(rows.slice(from));
        expect(streetRows({ streets: { 'A ST': columns, 'B ST': columns } })).toBe(2 * (to - from));
      }),
      { numRuns: 500 },
    );
  });

  it('tell a place once, in the order of house numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(300), fc.boolean()), { minLength: 1 }), (houses) => {
        const plain = { due: null, closed: null, outcome: null, agency: null, neighborhood: 1, district: 1 };
        const rows = houses.map(([place, isKnown], at): StreetRow => {
          const point = isKnown
            ? { east: 10_340_000 + place, north: 12_930_000 }
            : { east: null, north: null };
          return { ...plain, number: at, opened: at, type: 1, state: 0, place, ...point };
        });
        const [, , , , , , , , at, places] = writeStreet(valuesOf(rows), 0, rows.length);
        expect(places).toEqual([...(places as number[])].sort((one, other) => one - other));
        expect(places).toHaveLength(new Set(houses.map(String)).size);
        expect(at.map((position) => places[position])).toEqual(houses.map(([place]) => place));
      }),
    );
  });
});

describe('the part of a street', () => {
  it('is one of its own where it has many requests, else one of as many as the year needs', () => {
    expect([0, 1, 4000, 4001, 8000, 8001, 900_000].map(streetBins)).toEqual([1, 1, 1, 2, 2, 4, 256]);
    expect(streetKey('N CALVERT ST', new Set(['N CALVERT ST']), 4)).toBe('s-n-calvert-st');
    expect(streetKey('N CALVERT ST', new Set(['S CALVERT ST']), 1)).toBe('000');
  });

  it('has a shared key that says nothing but which of so many parts, and all parts get streets', () => {
    const names = Array.from({ length: 2000 }, (_, number) => `E ${number} ST`);
    const keys = names.map((name) => streetKey(name, new Set(), 16));
    expect([...new Set(keys)].sort()).toEqual(
      Array.from({ length: 16 }, (_, part) => `00${part.toString(16)}`),
    );
  });
});

it('the state of a request is one number, as SQL writes it and as it is read', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const list = (words: readonly string[]): string => `range(${words.length})`;
  const columns = { origin: 'o', status: 's', disposition: 'd', work: 'w' };
  const reader = await connection.runAndReadAll(`SELECT o::INTEGER, s::INTEGER, d::INTEGER, w::INTEGER,
      (${packStateSql(columns)})::INTEGER
    FROM ${list(origins)} a(o), ${list(statuses)} b(s), ${list(dispositions)} c(d), ${list(workRecords)} e(w)`);
  const rows = reader.getRowsJS() as number[][];
  expect(new Set(rows.map((row) => row[4])).size).toBe(4 * 2 * 3 * 3);
  for (const [origin, status, disposition, work, state] of rows)
    expect(unpackState(state ?? -1)).toEqual({ origin, status, disposition, work });
});

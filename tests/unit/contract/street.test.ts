import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseStreetIndex,
  sides,
  writeStreetIndex,
  type PlaceIds,
  type StreetIndex,
} from '../../../src/contract/street.ts';

const place: fc.Arbitrary<PlaceIds> = fc.tuple(
  fc.constantFrom(1000, 1001, 1002),
  fc.constantFrom(0, 2000, 2001),
  fc.constantFrom(0, 3000),
);
const run = fc
  .record({ from: fc.nat(9999), length: fc.nat(500), side: fc.constantFrom(...sides), place })
  .map(({ from, length, ...rest }) => ({ from, to: from + length, ...rest }));

/** Streets in order, each run by its first number, crossings told of later streets. */
const anyIndex: fc.Arbitrary<StreetIndex> = fc
  .array(
    fc.record({
      runs: fc.array(run, { maxLength: 5 }),
      met: fc.array(fc.tuple(fc.nat(8), fc.array(place, { minLength: 1, maxLength: 3 })), { maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((streets) => ({
    areas: [{ areaId: 1000, kind: 'neighborhood' as const, name: 'Ábell', slug: 'abell' }],
    streets: streets.map(({ runs, met }, position) => ({
      name: `${position} ST`,
      runs: [...runs].sort((a, b) => a.from - b.from),
      crossings: [...new Map(met)]
        .filter(([street]) => street > position && street < streets.length)
        .sort(([a], [b]) => a - b)
        .map(([street, places]) => ({ street, places })),
    })),
  }));

describe('the street index', () => {
  it('reads as it was written', () => {
    fc.assert(
      fc.property(anyIndex, (index) => {
        expect(parseStreetIndex(JSON.parse(writeStreetIndex(index)))).toEqual(index);
      }),
    );
  });

  it('refuses what is no index, naming the field', () => {
    expect(() => parseStreetIndex({ version: 2 })).toThrow(/street index: version is 2, expected 1/);
    expect(() => parseStreetIndex(null)).toThrow(/street index: the whole is null/);
    const { areas, streets } = { areas: [], streets: [['A ST', [1, 2, 30], []]] };
    expect(() => parseStreetIndex({ version: 1, areas, places: [], corners: [], streets })).toThrow(
      /no place 10 of 0/,
    );
  });
});

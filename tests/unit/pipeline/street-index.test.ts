import { describe, expect, it } from 'vitest';
import { areasOf, type Area } from '../../../data-pipeline/area.ts';
import type { Block } from '../../../data-pipeline/sources/centerline.ts';
import { composeIndex, surveyBlocks } from '../../../data-pipeline/stages/street-index.ts';
import { parseStreetIndex, writeStreetIndex, type StreetIndex } from '../../../src/contract/street.ts';

/** Two squares side by side, of about 860 m: West (1001) and East (1000), in one district. */
const square = (
  west: number,
  east: number,
): { geometry: { type: 'Polygon'; coordinates: number[][][] } } => ({
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, 39.3],
        [east, 39.3],
        [east, 39.31],
        [west, 39.31],
        [west, 39.3],
      ],
    ],
  },
});
const areas: Area[] = [
  ...areasOf(
    'neighborhood',
    [
      { ...square(-76.61, -76.6), properties: { name: 'West' } },
      { ...square(-76.6, -76.59), properties: { name: 'East' } },
    ],
    'test',
  ),
  ...areasOf('council_district', [{ ...square(-76.61, -76.59), properties: { name: '1' } }], 'test'),
];
const [east, west] = [
  [1000, 2000, 0],
  [1001, 2000, 0],
];
const block = (
  street: string,
  line: [number, number][],
  left: Block['left'],
  right: Block['right'],
): Block => ({
  street,
  line,
  left,
  right,
});
const make = (...blocks: Block[]): StreetIndex =>
  parseStreetIndex(JSON.parse(writeStreetIndex(composeIndex(areas, surveyBlocks(areas, blocks)))));
const runsOf = (index: StreetIndex, street: string): unknown[] =>
  (index.streets.find(({ name }) => name === street)?.runs ?? []).map(({ from, to, side, place }) => [
    from,
    to,
    side,
    place,
  ]);

describe('the street index made of blocks', () => {
  const along: [number, number][] = [
    [-76.6, 39.302],
    [-76.6, 39.303],
  ];

  it('answers by side where a street is the boundary', () => {
    const index = make(block('Border St', along, [100, 198], [101, 199]));
    expect(runsOf(index, 'BORDER ST')).toEqual([
      [100, 198, 'even', west],
      [101, 199, 'odd', east],
    ]);
  });

  it('answers alike when the line is drawn the other way', () => {
    const index = make(block('Border St', [...along].reverse(), [199, 101], [198, 100]));
    expect(runsOf(index, 'BORDER ST')).toEqual([
      [100, 198, 'even', west],
      [101, 199, 'odd', east],
    ]);
  });

  it('cuts a block where a boundary crosses it, to within a few houses', () => {
    const line: [number, number][] = [
      [-76.605, 39.305],
      [-76.595, 39.305],
    ];
    const runs = runsOf(make(block('Cross St', line, [100, 198], null)), 'CROSS ST') as [
      number,
      number,
      string,
      number[],
    ][];
    expect(runs.map(([, , , place]) => place)).toEqual([west, east]);
    expect(Math.abs((runs[0]?.[1] ?? 0) - 148)).toBeLessThanOrEqual(4);
    expect(runs[1]?.[0]).toBe((runs[0]?.[1] ?? 0) + 2);
  });

  it('joins blocks of one place, and not across blocks that are missing', () => {
    const at = (south: number): [number, number][] => [
      [-76.605, south],
      [-76.605, south + 0.001],
    ];
    const index = make(
      block('Long St', at(39.301), [100, 198], null),
      block('LONG STREET', at(39.302), [200, 298], null),
      block('Long St', at(39.306), [700, 798], null),
    );
    expect(runsOf(index, 'LONG ST')).toEqual([
      [100, 298, 'even', west],
      [700, 798, 'even', west],
    ]);
  });

  it('leaves out numbers that lie outside every neighborhood', () => {
    const line: [number, number][] = [
      [-76.62, 39.305],
      [-76.6195, 39.305],
    ];
    expect(runsOf(make(block('County Rd', line, [2, 98], null)), 'COUNTY RD')).toEqual([]);
  });

  it('knows corners, with every place they touch', () => {
    const over: [number, number][] = [
      [-76.602, 39.303],
      [-76.6, 39.303],
    ];
    const index = make(block('Border St', along, null, null), block('Over St', over, null, null));
    expect(index.streets.map(({ crossings }) => crossings)).toEqual([
      [{ street: 1, places: [east, west] }],
      [],
    ]);
  });

  it('is the same text for the same blocks', () => {
    const blocks = [block('Border St', along, [100, 198], [101, 199]), block('A St', along, [2, 4], null)];
    expect(make(...blocks)).toEqual(make(...[...blocks].reverse()));
  });
});

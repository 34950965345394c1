import fc from 'fast-check';
import type { Feature } from 'geojson';
import { describe, expect, it } from 'vitest';
import { insideOf, tilesOf } from '../../../src/map/inside.ts';

/** A thin diagonal strip, with a hole. */
const area: Feature = {
  type: 'Feature',
  properties: {},
  geometry: {
    type: 'MultiPolygon',
    coordinates: [
      [
        [
          [0, 0],
          [10, 9],
          [10, 10],
          [0, 1],
          [0, 0],
        ],
        [
          [4, 4.2],
          [5, 5.1],
          [4, 4.4],
          [4, 4.2],
        ],
      ],
    ],
  },
};

describe('an area', () => {
  it('holds what lies in it, not what lies in its holes or beside it', () => {
    const isInside = insideOf(area);
    expect(isInside(5, 5.4)).toBe(true);
    expect(isInside(4.2, 4.45)).toBe(false);
    expect(isInside(8, 2)).toBe(false);
    expect(isInside(20, 20)).toBe(false);
  });

  it('is covered by its tiles wherever it has a point', () => {
    const isInside = insideOf(area);
    const tiles = tilesOf(area, 0.5);
    expect(tiles.length).toBeLessThan(200);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 10, noNaN: true }),
        fc.double({ min: 0, max: 10, noNaN: true }),
        (x, y) => {
          fc.pre(isInside(x, y));
          const isCovered = tiles.some(
            ({ west, south, east, north }) => x >= west && x <= east && y >= south && y <= north,
          );
          expect(isCovered).toBe(true);
        },
      ),
    );
  });
});

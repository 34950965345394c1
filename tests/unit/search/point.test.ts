import type { FeatureCollection } from 'geojson';
import { describe, expect, it } from 'vitest';
import { areaAt } from '../../../src/search/point.ts';
import { sayStreet } from '../../../src/search/street-words.ts';

const square = (west: number): number[][] => [
  [west, 39],
  [west + 1, 39],
  [west + 1, 40],
  [west, 40],
  [west, 39],
];
const layer: FeatureCollection = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { name: 'West', slug: 'west' },
      geometry: { type: 'Polygon', coordinates: [square(-78)] },
    },
    {
      type: 'Feature',
      properties: { name: 'East', slug: 'east' },
      geometry: { type: 'MultiPolygon', coordinates: [[square(-77)], [square(-70)]] },
    },
  ],
};

describe('a point', () => {
  it('lies in the area around it, whichever of its parts', () => {
    expect(areaAt(layer, -77.5, 39.5)).toEqual({ name: 'West', slug: 'west' });
    expect(areaAt(layer, -76.5, 39.5)?.name).toBe('East');
    expect(areaAt(layer, -69.5, 39.5)?.name).toBe('East');
  });

  it('outside all areas lies in none', () => {
    expect(areaAt(layer, -80, 39.5)).toBeNull();
  });
});

describe('a street is said as people write it', () => {
  it.each([
    ['N CALVERT ST', 'N Calvert St'],
    ['E 33RD ST', 'E 33rd St'],
    ['MCELDERRY ST', 'McElderry St'],
    ['ODONNELL ST', "O'Donnell St"],
    ['THE ALAMEDA', 'The Alameda'],
    ['W 22 1/2 ST', 'W 22 1/2 St'],
  ])('%s is %s', (name, said) => {
    expect(sayStreet(name)).toBe(said);
  });
});

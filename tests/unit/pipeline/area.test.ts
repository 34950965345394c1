import { describe, expect, it } from 'vitest';
import { areasOf, nameKey, slugOf } from '../../../data-pipeline/area.ts';
import type { BoundaryFeature } from '../../../data-pipeline/sources/boundary.ts';
import { createLocator } from '../../../data-pipeline/stages/locate.ts';

const square = (west: number, south: number, side: number): number[][] => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];

const features: BoundaryFeature[] = [
  {
    geometry: { type: 'Polygon', coordinates: [square(0, 0, 3), square(1, 1, 1)] },
    properties: { Name: "Butcher's Hill", Population: 100 },
  },
  {
    geometry: { type: 'Polygon', coordinates: [square(1, 1, 1)] },
    properties: { Name: 'Four By Four', Population: 20 },
  },
];

describe('names of places', () => {
  it('make addresses without marks or accents', () => {
    expect(["Butcher's Hill", 'Carroll - Camden Industrial Area', 'Río Piedras', 'CARE'].map(slugOf)).toEqual(
      ['butchers-hill', 'carroll-camden-industrial-area', 'rio-piedras', 'care'],
    );
  });

  it('are the same whatever their case and punctuation', () => {
    expect(nameKey('Four By Four')).toBe(nameKey('Four by Four'));
    expect(nameKey("Butcher's Hill")).toBe(nameKey('Butchers Hill'));
    expect(nameKey('Carroll - Camden')).toBe(nameKey('Carroll-Camden'));
  });
});

describe('areas', () => {
  const areas = areasOf('neighborhood', features, 'test', 'name');

  it('find their name in a property of any case', () => {
    expect(areas.map(({ name, population }) => [name, population])).toEqual([
      ["Butcher's Hill", 100],
      ['Four By Four', 20],
    ]);
  });

  it('refuse a layer without that property, naming those it has', () => {
    expect(() => areasOf('neighborhood', features, 'a.geojson', 'NBHD')).toThrow(
      /a\.geojson has a feature without "NBHD" \(properties seen: Name, Population\)/,
    );
  });

  it('hold the point of their own label', () => {
    const find = createLocator(areas);
    for (const area of areas) expect(find(area.longitude, area.latitude)?.name).toBe(area.name);
  });

  it('do not hold what lies in their hole', () => {
    const find = createLocator(areas);
    expect(find(1.5, 1.5)?.name).toBe('Four By Four');
    expect(find(0.5, 0.5)?.name).toBe("Butcher's Hill");
    expect(find(9, 9)).toBeUndefined();
  });

  it('call a district by its number in words', () => {
    const [district] = areasOf(
      'council_district',
      [{ ...features[0]!, properties: { AREA_NAME: '9' } }],
      'test',
      'AREA_NAME',
    );
    expect(district?.name).toBe('District 9');
  });
});

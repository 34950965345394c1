import { describe, expect, it } from 'vitest';
import { directionOf, locatorOf } from '../../../src/charts/locator.ts';
import type { Boundary } from '../../../src/data/boundary.ts';

/** A square around a point, `half` degrees from side to middle; taller than wide on the ground, as degrees are. */
function square(areaId: number, longitude: number, latitude: number, half: number): Boundary {
  const corner = (x: number, y: number): [number, number] => [longitude + x * half, latitude + y * half];
  return {
    areaId,
    longitude,
    latitude,
    geometry: {
      type: 'Polygon',
      coordinates: [[corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1), corner(-1, -1)]],
    },
    neighbors: [],
  };
}

const city = square(1, -76.6, 39.3, 0.1);

describe('where a place lies', () => {
  it.each([
    [0, 0.08, 'n'],
    [0.08, 0.06, 'ne'],
    [0.08, 0, 'e'],
    [0.08, -0.06, 'se'],
    [0, -0.08, 's'],
    [-0.08, -0.06, 'sw'],
    [-0.08, 0, 'w'],
    [-0.08, 0.06, 'nw'],
    [0.01, 0.005, 'center'],
  ])('%d° east and %d° north of the middle is %s', (east, north, direction) => {
    expect(directionOf(city, square(2, -76.6 + east, 39.3 + north, 0.01))).toBe(direction);
  });

  it('is drawn in units of the city, a degree of latitude longer than one of longitude', () => {
    const {
      width,
      height,
      city: outline,
      place,
      neighbors,
    } = locatorOf(city, square(2, -76.6, 39.3, 0.05), [square(3, -76.68, 39.3, 0.01)]);
    expect(height / width).toBeCloseTo(1 / Math.cos((39.3 * Math.PI) / 180), 2);
    expect(outline).toBe(`M0 ${height}L${width} ${height}L${width} 0L0 0L0 ${height}Z`);
    expect(place).toMatch(/^M60 \d+L180 \d+/);
    expect(neighbors).toHaveLength(1);
  });

  it('leaves out holes of the city too small to see, but never the place', () => {
    const hole = square(9, -76.6, 39.3, 0.001).geometry.coordinates as [number, number][][];
    const holed: Boundary = {
      ...city,
      geometry: {
        type: 'Polygon',
        coordinates: [...(city.geometry.coordinates as [number, number][][]), ...hole],
      },
    };
    const { city: outline, place } = locatorOf(holed, square(2, -76.6, 39.3, 0.003), []);
    expect(outline.match(/M/g)).toHaveLength(1);
    expect(place).toMatch(/^M/);
  });
});

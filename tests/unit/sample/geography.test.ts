import { describe, expect, it } from 'vitest';
import type { Position } from 'geojson';
import { contains } from '../../../data-pipeline/geometry.ts';
import { polygonsOf } from '../../../data-pipeline/area.ts';
import { buildCity } from '../../../data-pipeline/sample/city.ts';
import { readPlaces } from '../../../data-pipeline/sample/place.ts';
import { Random } from '../../../src/statistics/random.ts';

const places = readPlaces();
const { boundaries, book } = buildCity(new Random(311));
const featuresOf = (kind: string) =>
  boundaries.find((boundary) => boundary.kind === kind)?.collection.features ?? [];
const shapes = new Map(
  featuresOf('neighborhood').map(({ properties, geometry }) => [
    properties?.name as string,
    { type: 'MultiPolygon' as const, coordinates: polygonsOf(geometry) },
  ]),
);

describe('the made-up map', () => {
  it('has every neighborhood, the 14 districts, the named statistical areas, nine police districts and the city', () => {
    expect([...shapes.keys()].sort()).toEqual(places.map(({ name }) => name).sort());
    expect(featuresOf('council_district').map(({ properties }) => properties?.name)).toEqual(
      Array.from({ length: 14 }, (_, index) => `District ${index + 1}`),
    );
    expect(featuresOf('community_statistical_area')).toHaveLength(55);
    expect(featuresOf('police_district')).toHaveLength(9);
    expect(featuresOf('city')).toHaveLength(1);
    for (const { collection } of boundaries) {
      for (const { properties } of collection.features) expect(properties?.name).toMatch(/\S/);
    }
  });

  it('knows the residents of every area where people live, with margins; a district is between its neighborhoods', () => {
    const shares = ['percent_black', 'percent_white', 'percent_hispanic', 'percent_spanish_at_home'];
    const known = [...shares, 'median_household_income'];
    const ofPlace = new Map(
      featuresOf('neighborhood').map(({ properties }) => [String(properties?.name), properties]),
    );
    for (const kind of [
      'neighborhood',
      'council_district',
      'community_statistical_area',
      'police_district',
      'city',
    ]) {
      for (const { properties } of featuresOf(kind)) {
        if ((properties?.population ?? 0) === 0) continue;
        for (const name of known) {
          // The jail is a statistical area of its own, where no household has an income.
          if (name === 'median_household_income' && properties?.[name] === null) continue;
          expect(properties?.[name], `${properties?.name} ${name}`).toBeGreaterThanOrEqual(0);
          expect(properties?.[`${name}_margin`], `${properties?.name} ${name}`).toBeGreaterThan(0);
        }
        const sum = shares.slice(0, 3).reduce((total, name) => total + Number(properties?.[name]), 0);
        expect(sum, String(properties?.name)).toBeLessThanOrEqual(100);
      }
    }
    for (const { properties } of featuresOf('council_district')) {
      const members = places
        .filter(
          ({ councilDistrict, population }) => councilDistrict === properties?.name && (population ?? 0) > 0,
        )
        .map(({ name }) => Number(ofPlace.get(name)?.percent_spanish_at_home));
      expect(properties?.percent_spanish_at_home).toBeGreaterThanOrEqual(Math.min(...members));
      expect(properties?.percent_spanish_at_home).toBeLessThanOrEqual(Math.max(...members));
    }
  });

  it('has closed rings that wind by the right-hand rule and never cross themselves', () => {
    for (const { kind, collection } of boundaries) {
      for (const { geometry, properties } of collection.features) {
        const polygons = polygonsOf(geometry);
        expect(polygons.length).toBeGreaterThan(0);
        for (const polygon of polygons) {
          polygon.forEach((ring, index) => {
            const label = `${kind} ${String(properties?.name)}`;
            expect(ring.length, label).toBeGreaterThanOrEqual(4);
            expect(ring.at(-1), label).toEqual(ring[0]);
            expect(Math.sign(windingOf(ring)), label).toBe(index === 0 ? 1 : -1);
            expect(crossingOf(ring), label).toBeNull();
          });
        }
      }
    }
  });

  it('stays within the straight borders and is small', () => {
    for (const [longitude = 0, latitude = 0] of featuresOf('city').flatMap(({ geometry }) =>
      polygonsOf(geometry).flat(2),
    )) {
      expect(longitude).toBeGreaterThanOrEqual(-76.71131);
      expect(longitude).toBeLessThanOrEqual(-76.5296);
      expect(latitude).toBeLessThanOrEqual(39.37191);
      expect(latitude).toBeGreaterThanOrEqual(39.1971);
    }
    const neighborhoods = boundaries.find(({ kind }) => kind === 'neighborhood');
    expect(JSON.stringify(neighborhoods?.collection).length).toBeLessThan(250_000);
  });

  it('leaves the inner harbor open', () => {
    const city = {
      type: 'MultiPolygon' as const,
      coordinates: featuresOf('city').flatMap(({ geometry }) => polygonsOf(geometry)),
    };
    expect(contains(city, -76.605, 39.2825)).toBe(false);
    expect(contains(city, -76.586, 39.2775)).toBe(false);
    expect(contains(city, -76.545, 39.235)).toBe(false);
  });
});

describe('the made-up houses', () => {
  it('lie inside their own neighborhood, some of them in every neighborhood', () => {
    places.forEach((place, index) => {
      const shape = shapes.get(place.name);
      if (!shape) throw new Error(`no shape for ${place.name}`);
      expect(contains(shape, place.longitude, place.latitude), place.name).toBe(true);
      const houses = book.addresses.slice(book.first[index], book.first[index + 1]);
      expect(houses.length).toBeGreaterThan(0);
      for (const { longitude, latitude, text } of houses) {
        expect(contains(shape, Number(longitude), Number(latitude)), text).toBe(true);
      }
    });
  });

  it('lie outside every area when they are just outside the city', () => {
    for (const { longitude, latitude } of book.addresses.slice(book.outside.from, book.outside.to)) {
      expect([...shapes.values()].some((shape) => contains(shape, Number(longitude), Number(latitude)))).toBe(
        false,
      );
    }
  });

  it('have addresses of their own', () => {
    expect(new Set(book.addresses.map(({ text }) => text)).size).toBe(book.addresses.length);
    expect(book.addresses.length).toBeGreaterThan(59_000);
  });
});

function windingOf(ring: Position[]): number {
  const [[east = 0, north = 0] = []] = ring;
  return ring.slice(1).reduce((sum, [x1 = 0, y1 = 0], index) => {
    const [x0 = 0, y0 = 0] = ring[index] ?? [];
    return sum + (x0 - east) * (y1 - north) - (x1 - east) * (y0 - north);
  }, 0);
}

/** The first two edges of a ring that touch although they are not neighbors. */
function crossingOf(ring: Position[]): [number, number] | null {
  const at = (index: number): [number, number] => [ring[index]?.[0] ?? 0, ring[index]?.[1] ?? 0];
  const side = (a: [number, number], b: [number, number], c: [number, number]): number =>
    Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
  for (let first = 0; first < ring.length - 1; first += 1) {
    const [a, b] = [at(first), at(first + 1)];
    for (let second = first + 2; second < ring.length - 1; second += 1) {
      if (first === 0 && second === ring.length - 2) continue;
      const [c, d] = [at(second), at(second + 1)];
      if (Math.max(c[0], d[0]) < Math.min(a[0], b[0]) || Math.min(c[0], d[0]) > Math.max(a[0], b[0]))
        continue;
      if (Math.max(c[1], d[1]) < Math.min(a[1], b[1]) || Math.min(c[1], d[1]) > Math.max(a[1], b[1]))
        continue;
      if (side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0) return [first, second];
    }
  }
  return null;
}

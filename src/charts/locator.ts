import type { Position } from 'geojson';
import type { Boundary } from '../data/boundary.ts';

/** Width of the drawing in its own units; the height follows from the city. */
const width = 240;

/** Holes and islands of the city smaller than this, in square units, are left out of its outline. */
const leastRing = 40;

/** Shapes of a small map as SVG path data. */
export interface Locator {
  width: number;
  height: number;
  city: string;
  place: string;
  neighbors: string[];
}

export const compassPoints = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;
export type CompassPoint = (typeof compassPoints)[number] | 'center';

/** Within this share of the city's half width a place is called central. */
const centralShare = 0.22;

/**
 * Draws where a place lies: the city's outline, the place and its neighbors. Corners that fall on the same unit are
 * drawn once, so that a page carries only what can be seen.
 */
export function locatorOf(city: Boundary, place: Boundary, neighbors: readonly Boundary[]): Locator {
  const frame = frameOf(city);
  const draw = (boundary: Boundary): string =>
    ringsOf(boundary)
      .map((ring) => pathOf(ring.map(frame.project)))
      .join('');
  return {
    width,
    height: frame.height,
    city: ringsOf(city)
      .map((ring) => ring.map(frame.project))
      .filter((ring) => areaOf(ring) >= leastRing)
      .map(pathOf)
      .join(''),
    place: draw(place),
    neighbors: neighbors.map(draw),
  };
}

/** In which direction from the middle of the city a place lies. */
export function directionOf(city: Boundary, place: Boundary): CompassPoint {
  const frame = frameOf(city);
  const [x, y] = frame.project([place.longitude, place.latitude]);
  const [east, north] = [x - width / 2, frame.height / 2 - y];
  if (Math.hypot(east, north) < (centralShare * width) / 2) return 'center';
  const eighths = Math.round((Math.atan2(east, north) / (2 * Math.PI)) * 8);
  return compassPoints[(eighths + 8) % 8]!;
}

/** Degrees of latitude and longitude are of unequal length; over one city a constant ratio will do. */
function frameOf(city: Boundary): { height: number; project: (at: Position) => [number, number] } {
  const corners = ringsOf(city).flat();
  const longitudes = corners.map(([longitude = 0]) => longitude);
  const latitudes = corners.map(([, latitude = 0]) => latitude);
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const scale = width / (east - west);
  const tall = scale / Math.cos((((south + north) / 2) * Math.PI) / 180);
  return {
    height: Math.round((north - south) * tall),
    project: ([longitude = 0, latitude = 0]) => [(longitude - west) * scale, (north - latitude) * tall],
  };
}

function ringsOf({ geometry }: Boundary): Position[][] {
  return geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
}

/** Area inside a ring, by the shoelace formula. */
function areaOf(ring: readonly [number, number][]): number {
  const doubled = ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length]!;
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(doubled) / 2;
}

function pathOf(ring: readonly [number, number][]): string {
  const drawn = ring
    .map(([x, y]) => `${Math.round(x)} ${Math.round(y)}`)
    .filter((at, index, all) => at !== all[index - 1]);
  return drawn.length < 3 ? '' : `M${drawn.join('L')}Z`;
}

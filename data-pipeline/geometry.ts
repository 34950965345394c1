import pointInPolygon from 'point-in-polygon-hao';
import type { MultiPolygon } from 'geojson';

const metresPerDegree = 111_319.49;

/**
 * Area of a multipolygon in square metres, on a local plane: within 0.1 % for something the size of a city.
 */
export function squareMetres(shape: MultiPolygon): number {
  return shape.coordinates.reduce((sum, [outer, ...holes]) => {
    const own = Math.abs(ringSquareMetres(outer ?? []));
    return sum + own - holes.reduce((cut, hole) => cut + Math.abs(ringSquareMetres(hole)), 0);
  }, 0);
}

function ringSquareMetres(ring: number[][]): number {
  const latitude = ring[0]?.[1] ?? 0;
  const scale = metresPerDegree ** 2 * Math.cos((latitude * Math.PI) / 180);
  let twice = 0;
  for (let index = 1; index < ring.length; index += 1) {
    const [x0 = 0, y0 = 0] = ring[index - 1] ?? [];
    const [x1 = 0, y1 = 0] = ring[index] ?? [];
    twice += x0 * y1 - x1 * y0;
  }
  return (twice / 2) * scale;
}

/**
 * A point inside the largest polygon, for a label: the middle of the widest stretch of the horizontal lines
 * through it. Good enough for a name; always inside, which a centroid is not.
 * @returns longitude and latitude in degrees.
 */
export function labelPoint(shape: MultiPolygon): [number, number] {
  const largest = [...shape.coordinates].sort(
    (first, second) =>
      Math.abs(ringSquareMetres(second[0] ?? [])) - Math.abs(ringSquareMetres(first[0] ?? [])),
  )[0];
  const rings = largest ?? [];
  const latitudes = (rings[0] ?? []).map(([, latitude = 0]) => latitude);
  const south = Math.min(...latitudes);
  const north = Math.max(...latitudes);
  let best: { width: number; point: [number, number] } = { width: -1, point: [0, 0] };
  for (const share of [0.5, 0.42, 0.58, 0.35, 0.65]) {
    const latitude = south + (north - south) * share;
    const stretch = widestStretch(rings, latitude);
    // Lines nearer the middle are preferred: another must be clearly wider to win.
    if (stretch !== null && stretch.width > best.width * 1.15) {
      best = { width: stretch.width, point: [stretch.middle, latitude] };
    }
  }
  return [round(best.point[0]), round(best.point[1])];
}

function widestStretch(rings: number[][][], latitude: number): { width: number; middle: number } | null {
  const crossings = rings
    .flatMap((ring) =>
      ring.slice(1).flatMap(([x1 = 0, y1 = 0], index) => {
        const [x0 = 0, y0 = 0] = ring[index] ?? [];
        return y0 > latitude !== y1 > latitude ? [x0 + ((latitude - y0) / (y1 - y0)) * (x1 - x0)] : [];
      }),
    )
    .sort((first, second) => first - second);
  let widest: { width: number; middle: number } | null = null;
  for (let index = 0; index + 1 < crossings.length; index += 2) {
    const [west = 0, east = 0] = crossings.slice(index, index + 2);
    if (widest === null || east - west > widest.width)
      widest = { width: east - west, middle: (west + east) / 2 };
  }
  return widest;
}

/** True when a point (degrees) lies in the multipolygon or on its edge. */
export function contains(shape: MultiPolygon, longitude: number, latitude: number): boolean {
  return shape.coordinates.some((polygon) => pointInPolygon([longitude, latitude], polygon) !== false);
}

function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}

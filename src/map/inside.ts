import pointInPolygon from 'point-in-polygon-hao';
import type { Feature, Position } from 'geojson';
import type { Box } from '../contract/cell.ts';
import { bounds, ringsOf } from './shape.ts';

/** Tells for one area after another point whether it lies in it; the area's box is asked first. */
export function insideOf(area: Feature): (longitude: number, latitude: number) => boolean {
  const { geometry } = area;
  const polygons: Position[][][] =
    geometry.type === 'Polygon'
      ? [geometry.coordinates]
      : geometry.type === 'MultiPolygon'
        ? geometry.coordinates
        : [];
  const [west, south, east, north] = bounds({ type: 'FeatureCollection', features: [area] });
  return (longitude, latitude) =>
    longitude >= west &&
    longitude <= east &&
    latitude >= south &&
    latitude <= north &&
    polygons.some((polygon) => pointInPolygon([longitude, latitude], polygon) !== false);
}

/** Small boxes that together cover an area, and little beside it. `side` in degrees. */
export function tilesOf(area: Feature, side: number): Box[] {
  const isInside = insideOf(area);
  const [west, south, east, north] = bounds({ type: 'FeatureCollection', features: [area] });
  const touched = edgeTiles(area, west, south, side);
  const tiles: Box[] = [];
  for (let x = 0; west + x * side <= east; x += 1) {
    for (let y = 0; south + y * side <= north; y += 1) {
      const [left, bottom] = [west + x * side, south + y * side];
      // A tile that no edge touches is inside as a whole or not at all.
      if (touched.has(`${x} ${y}`) || isInside(left + side / 2, bottom + side / 2))
        tiles.push({ west: left, south: bottom, east: left + side, north: bottom + side });
    }
  }
  return tiles;
}

function edgeTiles(area: Feature, west: number, south: number, side: number): Set<string> {
  const touched = new Set<string>();
  for (const ring of ringsOf(area)) {
    ring.forEach(([x1 = 0, y1 = 0], index) => {
      const [x2 = x1, y2 = y1] = ring[index + 1] ?? [];
      const steps = Math.max(1, Math.ceil((8 * Math.max(Math.abs(x2 - x1), Math.abs(y2 - y1))) / side));
      for (let step = 0; step <= steps; step += 1) {
        const x = x1 + ((x2 - x1) * step) / steps;
        const y = y1 + ((y2 - y1) * step) / steps;
        touched.add(`${Math.floor((x - west) / side)} ${Math.floor((y - south) / side)}`);
      }
    });
  }
  return touched;
}

import pointInPolygon from 'point-in-polygon-hao';
import type { FeatureCollection, Position } from 'geojson';

/** What a published boundary file tells of the area that holds a point. */
export interface AreaAt {
  name: string;
  slug: string;
}

/**
 * The area of a boundary layer that holds a point, in degrees; null where none does. An edge belongs to the first.
 * Published outlines are simplified by a few metres: next to a boundary the answer may be the neighbor.
 */
export function areaAt(layer: FeatureCollection, longitude: number, latitude: number): AreaAt | null {
  const holds = (polygon: Position[][]): boolean => pointInPolygon([longitude, latitude], polygon) !== false;
  for (const { geometry, properties } of layer.features) {
    const polygons =
      geometry.type === 'Polygon'
        ? [geometry.coordinates]
        : geometry.type === 'MultiPolygon'
          ? geometry.coordinates
          : [];
    if (polygons.some(holds))
      return { name: String(properties?.['name']), slug: String(properties?.['slug']) };
  }
  return null;
}

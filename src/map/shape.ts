import type { Feature, FeatureCollection, Position } from 'geojson';

type Box = [west: number, south: number, east: number, north: number];

/** The rings of an area's polygons, outer and inner. */
export function ringsOf({ geometry }: Feature): Position[][] {
  if (geometry.type === 'Polygon') return geometry.coordinates;
  return geometry.type === 'MultiPolygon' ? geometry.coordinates.flat() : [];
}

/** The box around all areas, in degrees. */
export function bounds(areas: FeatureCollection): Box {
  const box: Box = [180, 90, -180, -90];
  for (const [longitude = 0, latitude = 0] of areas.features.flatMap(ringsOf).flat()) {
    box[0] = Math.min(box[0], longitude);
    box[1] = Math.min(box[1], latitude);
    box[2] = Math.max(box[2], longitude);
    box[3] = Math.max(box[3], latitude);
  }
  return box;
}

/** The published label point of each area with its name; `acres` lets larger areas be named first. */
export function labelPoints(areas: FeatureCollection): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: areas.features.map(({ properties }) => ({
      type: 'Feature',
      properties: { name: properties?.['name'], acres: properties?.['acres'] },
      geometry: {
        type: 'Point',
        coordinates: [Number(properties?.['longitude']), Number(properties?.['latitude'])],
      },
    })),
  };
}

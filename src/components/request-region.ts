import type { Feature } from 'geojson';
import type { Box } from '../contract/cell.ts';
import type { NearbyRequest } from '../data/nearby.ts';
import type { NearbyRecord } from '../data/nearby-record.ts';
import { insideOf, tilesOf } from '../map/inside.ts';

/** The part of the city whose requests are shown one by one. */
export interface Region {
  /** Its area; null for the part of the map in sight. */
  areaId: number | null;
  name: string;
  keys: (record: NearbyRecord) => string[];
  holds: (request: NearbyRequest) => boolean;
}

/** Of the size of the smallest parts, so that little is fetched from beyond the boundary. */
const tileDegrees = 0.00125;

/** A chosen area. */
export function areaRegion(areaId: number, name: string, area: Feature): Region {
  const isInside = insideOf(area);
  return {
    areaId,
    name,
    keys: (record) => [...new Set(tilesOf(area, tileDegrees).flatMap((tile) => record.keys(tile)))],
    holds: ({ longitude, latitude }) => isInside(longitude, latitude),
  };
}

/** What the map shows. */
export function viewRegion(box: Box): Region {
  return {
    areaId: null,
    name: '',
    keys: (record) => record.keys(box),
    holds: ({ longitude, latitude }) =>
      longitude >= box.west && longitude <= box.east && latitude >= box.south && latitude <= box.north,
  };
}

import Flatbush from 'flatbush';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { AreaKind } from '../../src/contract/code.ts';
import type { Area } from '../area.ts';
import { readRows } from '../database.ts';
import { contains } from '../geometry.ts';
import { readPlaceholderPoints, type PlaceholderPoint } from '../reference.ts';
import { positionsOf } from '../sources/boundary.ts';

/** Finds the area of one kind that holds a point; areas are tried in order, so an edge belongs to the first. */
export function createLocator(
  areas: readonly Area[],
): (longitude: number, latitude: number) => Area | undefined {
  if (areas.length === 0) return () => undefined;
  const index = new Flatbush(areas.length);
  for (const { geometry } of areas) {
    const positions = positionsOf(geometry);
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [longitude = 0, latitude = 0] of positions) {
      west = Math.min(west, longitude);
      south = Math.min(south, latitude);
      east = Math.max(east, longitude);
      north = Math.max(north, latitude);
    }
    index.add(west, south, east, north);
  }
  index.finish();
  return (longitude, latitude) =>
    index
      .search(longitude, latitude, longitude, latitude)
      .sort((first, second) => first - second)
      .map((position) => areas[position])
      .find((area) => area !== undefined && contains(area.geometry, longitude, latitude));
}

const locatedKinds = [
  'neighborhood',
  'council_district',
  'community_statistical_area',
  'police_district',
  'census_tract',
] as const satisfies AreaKind[];

/** Finds for points what they are worth and which areas hold them. */
export type PlaceFinder = () => Promise<void>;

/**
 * Makes an empty `places`, and what fills it: for each distinct point of `settled` that is not there yet, what it is
 * worth (`location`) and the areas that hold it. Without a city boundary, a point inside any neighborhood is inside
 * the city.
 */
export async function createPlaces(
  connection: DuckDBConnection,
  areas: readonly Area[],
): Promise<PlaceFinder> {
  const locators = locatedKinds.map((kind) => createLocator(areas.filter((area) => area.kind === kind)));
  const cityAreas = areas.filter((area) => area.kind === 'city');
  const inCity = createLocator(
    cityAreas.length > 0 ? cityAreas : areas.filter((area) => area.kind === 'neighborhood'),
  );
  const placeholders = await readPlaceholderPoints(connection);
  await connection.run(`CREATE OR REPLACE TEMP TABLE places (longitude DOUBLE, latitude DOUBLE, location VARCHAR,
    ${locatedKinds.map((kind) => `${kind}_id USMALLINT`).join(', ')})`);
  return async () => {
    const points = await readRows<{ longitude: number; latitude: number }>(
      connection,
      `SELECT DISTINCT longitude, latitude FROM settled ANTI JOIN places USING (longitude, latitude)
       WHERE longitude IS NOT NULL AND latitude IS NOT NULL`,
    );
    const appender = await connection.createAppender('places');
    for (const { longitude, latitude } of points) {
      const inside = inCity(longitude, latitude) !== undefined;
      appender.appendDouble(longitude);
      appender.appendDouble(latitude);
      appender.appendVarchar(
        isPlaceholder(placeholders, longitude, latitude) ? 'placeholder' : inside ? 'point' : 'outside',
      );
      for (const locator of locators) {
        const area = inside ? locator(longitude, latitude) : undefined;
        if (area === undefined) appender.appendNull();
        else appender.appendUSmallInt(area.areaId);
      }
      appender.endRow();
    }
    appender.closeSync();
  };
}

function isPlaceholder(
  placeholders: readonly PlaceholderPoint[],
  longitude: number,
  latitude: number,
): boolean {
  return placeholders.some(
    (place) =>
      Math.abs(place.longitude - longitude) <= place.tolerance_degrees &&
      Math.abs(place.latitude - latitude) <= place.tolerance_degrees,
  );
}

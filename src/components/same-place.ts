import type { Box } from '../contract/cell.ts';
import { nearbyDays } from '../contract/part.ts';
import type { LookupRequest } from '../data/lookup.ts';
import type { NearbyRequest } from '../data/nearby.ts';

/** Reports within so many meters are at the same place. */
export const samePlaceMeters = 30;
const dayMs = 86_400_000;
const metersInDegree = 111_320;

/** A point, in degrees. */
export interface Point {
  longitude: number;
  latitude: number;
}

/** The point of a request that tells where it is: neither a stand-in, nor a block's. */
export function ownPoint({ location, placeIsBlock, longitude, latitude }: LookupRequest): Point | null {
  if (location !== 'point' || placeIsBlock || longitude === null || latitude === null) return null;
  return { longitude, latitude };
}

/** The earliest opening that is looked at: 24 months before the record's end. */
export function placeSince(endMs: number): number {
  return endMs - nearbyDays * dayMs;
}

/** The box that holds everything at the same place as a point. */
export function boxAround({ longitude, latitude }: Point): Box {
  const north = samePlaceMeters / metersInDegree;
  const east = north / Math.cos((latitude * Math.PI) / 180);
  return {
    west: longitude - east,
    east: longitude + east,
    south: latitude - north,
    north: latitude + north,
  };
}

/** Meters between two points of one city, where the earth is flat enough. */
export function metersBetween(one: Point, other: Point): number {
  const north = (one.latitude - other.latitude) * metersInDegree;
  const east = (one.longitude - other.longitude) * metersInDegree * Math.cos((one.latitude * Math.PI) / 180);
  return Math.hypot(north, east);
}

/**
 * Other requests at the same place as a point, opened in the last 24 months of the record, newest first. Requests that
 * show only their block are left out: their points say nothing about meters.
 */
export function samePlace(
  point: Point,
  own: string,
  requests: readonly NearbyRequest[],
  endMs: number,
): NearbyRequest[] {
  const since = placeSince(endMs);
  return requests
    .filter(
      (other) =>
        other.number !== own &&
        !other.placeIsBlock &&
        other.createdMs >= since &&
        metersBetween(point, other) <= samePlaceMeters,
    )
    .sort((first, second) => second.createdMs - first.createdMs || (first.number < second.number ? 1 : -1));
}

/**
 * Residents' requests of the same family at the same place, made more than a day after a request was closed, oldest
 * first: a report of the same day is more likely to be about what was there before.
 */
export function reportedAgain(
  request: LookupRequest,
  family: string,
  others: readonly NearbyRequest[],
  familyOf: (typeId: number) => string | undefined,
): NearbyRequest[] {
  const { closedMs, status, disposition } = request;
  if (closedMs === null || status !== 'closed' || disposition !== 'none') return [];
  return others
    .filter(
      (other) =>
        other.origin === 'resident' &&
        other.createdMs > closedMs + dayMs &&
        familyOf(other.typeId) === family,
    )
    .sort((first, second) => first.createdMs - second.createdMs);
}

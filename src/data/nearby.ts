import { nearbyKeys, placeInCell, type Box } from '../contract/cell.ts';
import { dispositions, origins, statuses, type Origin } from '../contract/code.ts';
import type { Part } from '../contract/part.ts';
import type { Progress } from './record.ts';
import { fetchParts, type OpenIndex } from './part.ts';

/** A request of the last two years that has a point of its own. Moments are milliseconds of Baltimore wall clock as if UTC. */
export interface NearbyRequest {
  number: string;
  typeId: number;
  origin: Origin;
  status: (typeof statuses)[number];
  disposition: (typeof dispositions)[number];
  createdMs: number;
  dueMs: number | null;
  closedMs: number | null;
  longitude: number;
  latitude: number;
  /** The point tells the block only. */
  placeIsBlock: boolean;
}

/** The rows of a part of `nearby`; the key says where its cell lies. */
export function nearbyRequests(key: string, { rows }: Part): NearbyRequest[] {
  return rows.map((row) => {
    const [number, typeId, origin, status, disposition, created, due, closed, east, north, isBlock] = row;
    const createdMs = Number(created) * 60_000;
    const after = (minutes: typeof due): number | null =>
      typeof minutes === 'number' ? createdMs + minutes * 60_000 : null;
    const [longitude, latitude] = placeInCell(key, Number(east), Number(north));
    return {
      number: String(number),
      typeId: Number(typeId),
      origin: origins[Number(origin)] ?? 'resident',
      status: statuses[Number(status)] ?? 'open',
      disposition: dispositions[Number(disposition)] ?? 'none',
      createdMs,
      dueMs: after(due),
      closedMs: after(closed),
      longitude,
      latitude,
      placeIsBlock: isBlock === 1,
    };
  });
}

/** Every request of the parts that a box touches; some lie outside the box. */
export async function fetchNearby(
  base: string,
  index: OpenIndex,
  box: Box,
  signal: AbortSignal,
  onProgress?: Progress,
): Promise<NearbyRequest[]> {
  const parts = await fetchParts(base, index, nearbyKeys(index, box), signal, onProgress);
  return [...parts].flatMap(([key, part]) => nearbyRequests(key, part));
}

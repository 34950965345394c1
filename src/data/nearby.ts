import { nearbyKeys, placeInCell, type Box } from '../contract/cell.ts';
import type { Part } from '../contract/part.ts';
import type { Progress } from './record.ts';
import { readKind, type RecordedRequest } from './recorded-request.ts';
import { fetchParts, type OpenIndex } from './part.ts';

/** A request of the last two years that has a point of its own. */
export interface NearbyRequest extends RecordedRequest {
  /** Its number as a number: `26-00123456` → 2600123456. */
  id: number;
  longitude: number;
  latitude: number;
}

/** The rows of a part of `nearby`; the key says where its cell lies. */
export function nearbyRequests(key: string, { rows }: Part): NearbyRequest[] {
  return rows.map((row) => {
    const [created, due, closed, east, north, isBlock] = row.slice(5);
    const createdMs = Number(created) * 60_000;
    const after = (minutes: typeof due): number | null =>
      typeof minutes === 'number' ? createdMs + minutes * 60_000 : null;
    const [longitude, latitude] = placeInCell(key, Number(east), Number(north));
    const kind = readKind(row);
    return {
      ...kind,
      id: Number(kind.number.replace('-', '')),
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

import type { PhotoPair } from '../contract/photo.ts';
import type { LookupRequest } from '../data/lookup.ts';
import { photoPair } from './photo-pair.ts';

/** The element that offers the pictures of a request as pages read it. */
export function requestPhotos(
  { number, createdMs, closedMs }: Pick<LookupRequest, 'number' | 'createdMs' | 'closedMs'>,
  pair: PhotoPair,
): HTMLElement {
  const dayOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);
  return photoPair({
    requestNumber: number,
    pair,
    openedDay: dayOf(createdMs),
    closedDay: closedMs === null ? null : dayOf(closedMs),
  });
}

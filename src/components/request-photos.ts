import type { PhotoPair } from '../contract/photo.ts';
import type { LookupRequest } from '../data/lookup.ts';
import { photoPair } from './photo-pair.ts';
import { isoDay } from './story-words.ts';

/** The element that offers the pictures of a request as pages read it. */
export function requestPhotos(
  { number, createdMs, closedMs }: Pick<LookupRequest, 'number' | 'createdMs' | 'closedMs'>,
  pair: PhotoPair,
): HTMLElement {
  return photoPair({
    requestNumber: number,
    pair,
    openedDay: isoDay(createdMs),
    closedDay: closedMs === null ? null : isoDay(closedMs),
  });
}

import type { LookupRequest } from '../data/lookup.ts';
import type { PhotoPair } from '../contract/photo.ts';
import type { NearbyRequest } from '../data/nearby.ts';

/** A kind of request, named in one language, with how long residents' requests of it took in the last year. */
export interface TypeFact {
  name: string;
  family: string;
  /** Its time to close is a response time; otherwise an appointment, a sign-up or a question. */
  isResponse: boolean;
  /** Requests the times rest on. */
  n: number;
  /** Minutes within which half were closed; null where that lies beyond 90 days. */
  p50: number | null;
  /** Of 90 in 100; absent where too few to say. */
  p90?: number | null;
}

/** A place that has a page. */
export interface PlaceFact {
  name: string;
  address: string;
}

/** Names and usual times, in one language. */
export interface StoryFacts {
  types: Record<string, TypeFact>;
  places: Record<string, PlaceFact>;
  agencies: Record<string, string>;
}

/** What is told of a request that another one leads to. Either table of parts has it. */
export type LinkedRequest = Pick<LookupRequest, 'typeId' | 'status' | 'createdMs' | 'closedMs'>;

/** A request that another one leads to; null where the record does not have it. */
export interface Linked {
  number: string;
  request: LinkedRequest | null;
}

/** All that the page tells about one request. */
export interface Story {
  request: LookupRequest;
  facts: StoryFacts;
  parent: Linked | null;
  successor: Linked | null;
  /** Others at the same place, newest first; null where the request has no point of its own. */
  others: NearbyRequest[] | null;
  /** The others could not be fetched. */
  othersFailed: boolean;
  /** Those of the same kind of problem reported after it was closed, oldest first. */
  again: NearbyRequest[];
  /** Its pictures; null where it has none. */
  photos: PhotoPair | null;
  /** Whether it has any could not be found out. */
  photosFailed: boolean;
  /** The record's last moment, milliseconds of wall clock as if UTC. */
  endMs: number;
  isSample: boolean;
}

/** Where a request stands, which decides what is said first and what to do next. */
export type Case = 'duplicate' | 'transferred' | 'closed' | 'openLate' | 'openDue' | 'openNoDue';

/** The case of a request at the record's last moment. Late means later than the record shows, not than today. */
export function caseOf(
  { disposition, status, dueMs }: Pick<LookupRequest, 'disposition' | 'status' | 'dueMs'>,
  endMs: number,
): Case {
  if (disposition !== 'none') return disposition;
  if (status === 'closed') return 'closed';
  if (dueMs === null) return 'openNoDue';
  return dueMs > endMs ? 'openDue' : 'openLate';
}

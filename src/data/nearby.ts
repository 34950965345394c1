import { codeOf, dispositions, origins, statuses, type Origin } from '../contract/code.ts';
import { nearbyKeys, placeInCell, type Box } from '../contract/cell.ts';

import type { Manifest, PublishedFile } from '../contract/manifest.ts';
import type { Question } from '../contract/metric.ts';
import type { Part, PartIndex } from '../contract/part.ts';
import { fetchIndex, fetchParts } from './part.ts';
import type { Progress } from './record.ts';

/** A request with a point of its own, as `nearby` tells of it. Moments are wall clock, in minutes from 1970. */
export interface NearbyRequest {
  number: string;
  typeId: number;
  origin: Origin;
  isOpen: boolean;
  disposition: (typeof dispositions)[number];
  createdAt: number;
  dueAt: number | null;
  closedAt: number | null;
  longitude: number;
  latitude: number;
  /** The point tells the block only. */
  isBlock: boolean;
}

const open = codeOf(statuses, 'open');

/** The requests of a part, whose key says where its points are counted from. */
export function readPart(key: string, { rows }: Part): NearbyRequest[] {
  return rows.map((row) => {
    const number = String(row[0]);
    const [typeId, origin, status, disposition, createdAt, dueAfter, closedAfter, east, north, isBlock] = row
      .slice(1)
      .map((value) => (value === null ? null : Number(value)));
    const [longitude, latitude] = placeInCell(key, east ?? 0, north ?? 0);
    const after = (minutes: number | null | undefined): number | null =>
      minutes === null || minutes === undefined ? null : (createdAt ?? 0) + minutes;
    return {
      number,
      typeId: typeId ?? 0,
      origin: origins[origin ?? 0] ?? 'resident',
      isOpen: status === open,
      disposition: dispositions[disposition ?? 0] ?? 'none',
      createdAt: createdAt ?? 0,
      dueAt: after(dueAfter),
      closedAt: after(closedAfter),
      longitude,
      latitude,
      isBlock: isBlock === 1,
    };
  });
}

/** Minutes from 1970 of a wall-clock moment, or of the beginning of a day. */
export function minutesOf(moment: string): number {
  return Math.floor(Date.parse(`${moment.length === 10 ? `${moment}T00:00:00` : moment}Z`) / 60_000);
}

/** True for a request that is open past its due date at the record's end. */
export function isLate({ isOpen, dueAt }: NearbyRequest, endMinutes: number): boolean {
  return isOpen && dueAt !== null && dueAt <= endMinutes;
}

/**
 * The requests that a question counts under "requests": the same predicates as the metric's SQL has over `core`.
 * @param endMinutes the record's last moment, against which due dates are held.
 */
export function requestFilter(
  { from, to, whose, status, requestTypes }: Question,
  endMinutes: number,
): (request: NearbyRequest) => boolean {
  const [first, end] = [minutesOf(from), minutesOf(to) + 1440];
  const types = new Set(requestTypes);
  const isTheirs = {
    residents: (origin: Origin) => origin === 'resident',
    city: (origin: Origin) => origin === 'city',
    everyone: () => true,
  }[whose];
  const stands = {
    any: () => true,
    open: ({ isOpen }: NearbyRequest) => isOpen,
    late: (request: NearbyRequest) => isLate(request, endMinutes),
    closed: ({ isOpen }: NearbyRequest) => !isOpen,
  }[status];
  return (request) =>
    request.createdAt >= first &&
    request.createdAt < end &&
    isTheirs(request.origin) &&
    (types.size === 0 || types.has(request.typeId)) &&
    stands(request);
}

/** Reads requests by place, part by part; what was read once is kept. */
export class NearbyRecord {
  readonly #base: string;
  readonly #index: PartIndex;
  readonly #read = new Map<string, NearbyRequest[]>();

  private constructor(base: string, index: PartIndex) {
    this.#base = base;
    this.#index = index;
  }

  /** Reads the index of places. */
  static async open(base: string, manifest: Manifest, signal: AbortSignal): Promise<NearbyRecord> {
    const file: PublishedFile | undefined = manifest.tables['nearby']?.files[0];
    if (file === undefined) throw new Error('the record has no table nearby');
    return new NearbyRecord(base, await fetchIndex(base, file, signal));
  }

  /** Keys of the parts that a box in degrees touches. */
  keys(box: Box): string[] {
    return nearbyKeys(this.#index, box);
  }

  /** Bytes that reading parts would fetch. */
  bytes(keys: readonly string[]): number {
    return this.#missing(keys).reduce((sum, key) => sum + (this.#index.parts[key]?.[1] ?? 0), 0);
  }

  /** The requests of parts. */
  async requests(
    keys: readonly string[],
    signal: AbortSignal,
    onProgress: Progress,
  ): Promise<NearbyRequest[]> {
    const missing = this.#missing(keys);
    const parts = await fetchParts(this.#base, 'nearby', this.#index, missing, signal, onProgress);
    parts.forEach((part, at) => {
      const key = missing[at] ?? '';
      this.#read.set(key, readPart(key, part));
    });
    return keys.flatMap((key) => this.#read.get(key) ?? []);
  }

  #missing(keys: readonly string[]): string[] {
    return keys.filter((key) => !this.#read.has(key));
  }
}

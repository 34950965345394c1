import { degreesOfSteps } from '../contract/cell.ts';
import type { Manifest } from '../contract/manifest.ts';
import {
  readStreet,
  sayPlace,
  streetKey,
  streetRows,
  unpackState,
  type StreetPart,
  type StreetRow,
} from '../contract/street-part.ts';
import type { DayRange } from '../contract/period.ts';
import { wordsOfCodes, type FoundRequest } from './found.ts';
import { fetchIndex, fetchParts, type OpenIndex } from './part.ts';
import type { Progress } from './record.ts';

/** The requests of streets, over as many years as are asked for. What was fetched is there for the next question. */
export class StreetRequests {
  readonly #base: string;
  readonly #manifest: Manifest;
  readonly #indexes = new Map<number, Promise<OpenIndex | null>>();
  readonly #rows = new Map<string, FoundRequest[]>();

  /** @param base address of the published folder, with a slash at its end. */
  constructor(base: string, manifest: Manifest) {
    this.#base = base;
    this.#manifest = manifest;
  }

  /**
   * Every request on a street that was opened in the years that a range of days touches, oldest first.
   * @throws DamagedFileError, or DOMException AbortError.
   */
  async fetch(
    street: string,
    days: DayRange,
    signal: AbortSignal,
    onProgress: Progress,
  ): Promise<FoundRequest[]> {
    const years = yearsOf(days);
    const indexes = await Promise.all(years.map((year) => this.#index(year, signal)));
    const sizes = new Map<number, [done: number, all: number]>();
    const tell = (year: number, done: number, all: number): void => {
      sizes.set(year, [done, all]);
      const sum = (at: 0 | 1): number => [...sizes.values()].reduce((total, own) => total + own[at], 0);
      onProgress(sum(0), sum(1));
    };
    const found = await Promise.all(
      years.map((year, at) =>
        this.#year(year, street, indexes[at] ?? null, signal, (done, all) => tell(year, done, all)),
      ),
    );
    return found.flat();
  }

  async #year(
    year: number,
    street: string,
    index: OpenIndex | null,
    signal: AbortSignal,
    onProgress: Progress,
  ): Promise<FoundRequest[]> {
    if (index === null) return [];
    const known = this.#rows.get(`${year} ${street}`);
    if (known !== undefined) return known;
    const key = streetKey(street, new Set(index.own), index.bins ?? 1);
    const parts = await fetchParts<StreetPart>(this.#base, index, [key], signal, onProgress, streetRows);
    const columns = parts.get(key)?.streets[street];
    const rows =
      columns === undefined
        ? []
        : readStreet(columns).map((row) => streetRequest(row, street, index.words ?? {}));
    this.#rows.set(`${year} ${street}`, rows);
    return rows;
  }

  #index(year: number, signal: AbortSignal): Promise<OpenIndex | null> {
    const known = this.#indexes.get(year);
    if (known !== undefined) return known;
    const fetched = fetchIndex(this.#base, this.#manifest, `by_street-${year}`, signal).catch(
      (error: unknown) => {
        this.#indexes.delete(year);
        throw error;
      },
    );
    this.#indexes.set(year, fetched);
    return fetched;
  }
}

function yearsOf({ from, to }: DayRange): number[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

/**
 * A request of a street as search lists it.
 * @param words the lists that rows name by position.
 */
export function streetRequest(row: StreetRow, street: string, words: Record<string, string[]>): FoundRequest {
  const createdMs = row.opened * 60_000;
  const after = (minutes: number | null): number | null =>
    minutes === null ? null : createdMs + minutes * 60_000;
  const digits = String(row.number).padStart(10, '0');
  const [longitude, latitude] =
    row.east === null || row.north === null ? [null, null] : degreesOfSteps(row.east, row.north);
  const word = (list: string, at: number | null): string | null =>
    at === null ? null : (words[list]?.[at] ?? null);
  return {
    ...wordsOfCodes(unpackState(row.state)),
    number: `${digits.slice(0, 2)}-${digits.slice(2)}`,
    typeId: row.type,
    createdMs,
    dueMs: after(row.due),
    closedMs: after(row.closed),
    outcome: word('outcome', row.outcome),
    agency: word('agency', row.agency),
    address: sayPlace(row.place, street),
    placeIsBlock: typeof row.place === 'string' && /block of /i.test(row.place),
    neighborhood: row.neighborhood,
    councilDistrict: row.district,
    longitude,
    latitude,
  };
}

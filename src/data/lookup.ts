import { locations, workRecords } from '../contract/code.ts';
import type { Manifest } from '../contract/manifest.ts';
import { lookupBlock, lookupYear, type Part } from '../contract/part.ts';
import { fetchIndex, fetchParts, type OpenIndex } from './part.ts';
import type { Progress } from './record.ts';
import { readKind, type RecordedRequest } from './recorded-request.ts';

/** Everything its own page shows of a request. */
export interface LookupRequest extends RecordedRequest {
  /** The City's words about the result. */
  outcome: string | null;
  workRecorded: (typeof workRecords)[number];
  updatedMs: number | null;
  agency: string | null;
  method: string | null;
  address: string | null;
  longitude: number | null;
  latitude: number | null;
  location: (typeof locations)[number];
  /** area_id of each place it lies in. */
  neighborhood: number | null;
  councilDistrict: number | null;
  statisticalArea: number | null;
  parentNumber: string | null;
  successorNumber: string | null;
  closedInstantly: boolean;
  closedInBatch: boolean;
}

type Cell = Part['rows'][number][number] | undefined;
const numberOrNull = (cell: Cell): number | null => (typeof cell === 'number' ? cell : null);
const textOrNull = (cell: Cell): string | null => (typeof cell === 'string' ? cell : null);

/** A row of a part of `lookup`; its index has the words that it names by position. */
export function lookupRequest(row: Part['rows'][number], { words = {} }: OpenIndex): LookupRequest {
  const [outcome, work, created, due, closed, updated] = row.slice(5);
  const [agency, method, address, longitude, latitude, isBlock, location, neighborhood] = row.slice(11);
  const [council, statistical, parent, successor, instantly, batch] = row.slice(19);
  const createdMs = Number(created) * 1000;
  const after = (seconds: Cell): number | null =>
    typeof seconds === 'number' ? createdMs + seconds * 1000 : null;
  const word = (list: string, position: Cell): string | null =>
    typeof position === 'number' ? (words[list]?.[position] ?? null) : null;
  return {
    ...readKind(row),
    outcome: word('outcome', outcome),
    workRecorded: workRecords[Number(work)] ?? 'not_stated',
    createdMs,
    dueMs: after(due),
    closedMs: after(closed),
    updatedMs: after(updated),
    agency: word('agency', agency),
    method: textOrNull(method),
    address: textOrNull(address),
    longitude: numberOrNull(longitude),
    latitude: numberOrNull(latitude),
    placeIsBlock: isBlock === 1,
    location: locations[Number(location)] ?? 'missing',
    neighborhood: numberOrNull(neighborhood),
    councilDistrict: numberOrNull(council),
    statisticalArea: numberOrNull(statistical),
    parentNumber: textOrNull(parent),
    successorNumber: textOrNull(successor),
    closedInstantly: instantly === 1,
    closedInBatch: batch === 1,
  };
}

/** Finds requests by number. What was fetched for one is there for the next. */
export class Lookup {
  readonly #base: string;
  readonly #manifest: Manifest;
  readonly #indexes = new Map<string, OpenIndex | null>();
  readonly #parts = new Map<string, Part | null>();

  /** @param base address of the published folder, with a slash at its end. */
  constructor(base: string, manifest: Manifest) {
    this.#base = base;
    this.#manifest = manifest;
  }

  /**
   * One request.
   * @param requestNumber in the City's form, `26-00123456`.
   * @returns null where the record has no such number.
   * @throws DamagedFileError.
   */
  async find(
    requestNumber: string,
    signal: AbortSignal,
    onProgress?: Progress,
  ): Promise<LookupRequest | null> {
    const year = lookupYear(requestNumber);
    const index =
      this.#indexes.get(year) ?? (await fetchIndex(this.#base, this.#manifest, `lookup-${year}`, signal));
    this.#indexes.set(year, index);
    if (index === null) return null;
    const block = lookupBlock(requestNumber);
    const key = `${year}-${block}`;
    const part =
      this.#parts.get(key) ??
      (await fetchParts(this.#base, index, [block], signal, onProgress)).get(block) ??
      null;
    this.#parts.set(key, part);
    const row = part?.rows.find(([number]) => number === requestNumber);
    return row === undefined ? null : lookupRequest(row, index);
  }
}

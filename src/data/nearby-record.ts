import { nearbyKeys, type Box } from '../contract/cell.ts';
import type { Manifest } from '../contract/manifest.ts';
import { nearbyRequests, type NearbyRequest } from './nearby.ts';
import { fetchIndex, fetchParts, type OpenIndex } from './part.ts';
import { DamagedFileError, type Progress } from './record.ts';

/** Reads requests by place, part by part; what was read once is kept. */
export class NearbyRecord {
  readonly #base: string;
  readonly #index: OpenIndex;
  readonly #read = new Map<string, NearbyRequest[]>();

  private constructor(base: string, index: OpenIndex) {
    this.#base = base;
    this.#index = index;
  }

  /**
   * Reads the index of places.
   * @throws DamagedFileError when it is missing or other than the manifest says.
   */
  static async open(base: string, manifest: Manifest, signal: AbortSignal): Promise<NearbyRecord> {
    const index = await fetchIndex(base, manifest, 'nearby', signal);
    if (index === null) throw new DamagedFileError('nearby', 'the record has no such index');
    return new NearbyRecord(base, index);
  }

  /** Keys of the parts that a box in degrees touches. */
  keys(box: Box): string[] {
    return nearbyKeys(this.#index, box);
  }

  /** Bytes that reading parts would fetch. */
  bytes(keys: readonly string[]): number {
    return this.#missing(keys).reduce((sum, key) => sum + (this.#index.parts[key]?.[1] ?? 0), 0);
  }

  /**
   * The requests of parts.
   * @throws DamagedFileError naming the part that is missing or does not match.
   */
  async requests(
    keys: readonly string[],
    signal: AbortSignal,
    onProgress: Progress,
  ): Promise<NearbyRequest[]> {
    const parts = await fetchParts(this.#base, this.#index, this.#missing(keys), signal, onProgress);
    for (const [key, part] of parts) this.#read.set(key, nearbyRequests(key, part));
    return keys.flatMap((key) => this.#read.get(key) ?? []);
  }

  #missing(keys: readonly string[]): string[] {
    return keys.filter((key) => !this.#read.has(key));
  }
}

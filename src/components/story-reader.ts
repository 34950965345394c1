import { nearbyKeys } from '../contract/cell.ts';
import { Lookup, type LookupRequest } from '../data/lookup.ts';
import { fetchNearby, type NearbyRequest } from '../data/nearby.ts';
import { fetchIndex } from '../data/part.ts';
import { findPhotos } from '../data/photo-lookup.ts';
import { fetchManifest, type Progress } from '../data/record.ts';
import type { Manifest } from '../contract/manifest.ts';
import type { PhotoPair } from '../contract/photo.ts';
import { boxAround, ownPoint, reportedAgain, samePlace } from './same-place.ts';
import type { Linked, Story, StoryFacts } from './story.ts';

/** Gathers from the published record what the page tells about a request. */
export class StoryReader {
  readonly #base: string;
  readonly #factsAddress: string;
  #open: Promise<{ manifest: Manifest; lookup: Lookup }> | null = null;
  #facts: Promise<StoryFacts> | null = null;

  /**
   * @param base address of the published folder, with a slash at its end.
   * @param factsAddress of the names and usual times in the page's language.
   */
  constructor(base: string, factsAddress: string) {
    this.#base = base;
    this.#factsAddress = factsAddress;
  }

  /** Forgets what was fetched, so that a record published since is read. */
  forget(): void {
    this.#open = null;
    this.#facts = null;
  }

  /**
   * The story of one request.
   * @returns null where the record has no such number.
   * @throws DamagedFileError; TypeError when nothing can be fetched; DOMException AbortError.
   */
  async read(requestNumber: string, signal: AbortSignal, onProgress: Progress): Promise<Story | null> {
    this.#open ??= this.#openRecord(signal).catch((error: unknown) => {
      this.#open = null;
      throw error;
    });
    this.#facts ??= this.#fetchFacts(signal).catch((error: unknown) => {
      this.#facts = null;
      throw error;
    });
    const [{ manifest, lookup }, facts] = await Promise.all([this.#open, this.#facts]);
    const request = await lookup.find(requestNumber, signal, onProgress);
    if (request === null) return null;
    const { dataThrough, source } = manifest.snapshot;
    const endMs = Date.parse(`${dataThrough}Z`);
    const [around, photos] = await Promise.all([
      this.#around(request, manifest, signal),
      this.#photos(requestNumber, manifest, signal),
    ]);
    const point = ownPoint(request);
    const others = point === null || around === null ? null : samePlace(point, request.number, around, endMs);
    const family = facts.types[request.typeId]?.family ?? '';
    const familyOf = (typeId: number): string | undefined => facts.types[typeId]?.family;
    const follow = (number: string | null): Promise<Linked | null> =>
      this.#follow(number, around ?? [], lookup, signal);
    return {
      request,
      facts,
      parent: await follow(request.parentNumber),
      successor: await follow(request.successorNumber),
      others,
      othersFailed: point !== null && around === null,
      again: others === null ? [] : reportedAgain(request, family, others, familyOf),
      photos: photos === 'failed' ? null : photos,
      photosFailed: photos === 'failed',
      endMs,
      isSample: source === 'sample',
    };
  }

  async #openRecord(signal: AbortSignal): Promise<{ manifest: Manifest; lookup: Lookup }> {
    const manifest = await fetchManifest(this.#base, signal);
    return { manifest, lookup: new Lookup(this.#base, manifest) };
  }

  async #fetchFacts(signal: AbortSignal): Promise<StoryFacts> {
    const response = await fetch(this.#factsAddress, { signal });
    if (!response.ok) throw new TypeError(`${this.#factsAddress}: HTTP ${response.status}`);
    return (await response.json()) as StoryFacts;
  }

  /** Requests around one with a point of its own; null where they cannot be had, for the rest can be told without. */
  async #around(
    request: LookupRequest,
    manifest: Manifest,
    signal: AbortSignal,
  ): Promise<NearbyRequest[] | null> {
    const point = ownPoint(request);
    if (point === null) return [];
    try {
      const index = await fetchIndex(this.#base, manifest, 'nearby', signal);
      const box = boxAround(point);
      if (index === null || nearbyKeys(index, box).length === 0) return [];
      return await fetchNearby(this.#base, index, box, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      return null;
    }
  }

  /** Its pictures; the rest can be told without them. */
  async #photos(
    requestNumber: string,
    manifest: Manifest,
    signal: AbortSignal,
  ): Promise<PhotoPair | null | 'failed'> {
    try {
      return await findPhotos(this.#base, manifest, requestNumber, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      return 'failed';
    }
  }

  /** A linked request lies at the same place as a rule, so that it is often there already. */
  async #follow(
    number: string | null,
    around: readonly NearbyRequest[],
    lookup: Lookup,
    signal: AbortSignal,
  ): Promise<Linked | null> {
    if (number === null) return null;
    const near = around.find((other) => other.number === number);
    return { number, request: near ?? (await lookup.find(number, signal)) };
  }
}

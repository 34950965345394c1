import * as v from 'valibot';
import type { AreaKind } from './code.ts';
import type { Column } from './column.ts';

/**
 * The street index: one JSON file that leads from an address or a corner to the areas it lies in, without any
 * coordinates (docs/decisions/street-index.md). Its parts:
 *
 * - `areas`: `[area_id, kind, name, slug]` of every neighborhood, council district and statistical area;
 * - `places`: `[neighborhood, council_district, community_statistical_area]`, the combinations that occur, as
 *   area_id, 0 where there is none;
 * - `corners`: lists of positions in `places`, for corners that touch several of them;
 * - `streets`: `[name, runs, crossings]`, by name. `runs` holds three numbers for each run of house numbers: first
 *   number (less that of the run before), last number less the first, and `3 × place + side`. `crossings` holds two
 *   for each later street that is met: its position (less that of the one before, or this street's), and a place, or
 *   past the end of `places` a corner.
 *
 * A record without centerlines has no `streets`.
 */
export const streetIndex: Column[] = [
  { name: 'name', type: 'VARCHAR', description: 'Street, as N CALVERT ST' },
  { name: 'runs', type: 'INTEGER[]', description: 'House numbers with the place they lie in' },
  { name: 'crossings', type: 'INTEGER[]', description: 'Streets met, with the places at the corner' },
];

/** The three areas around a point, by area_id; 0 where there is none. */
export type PlaceIds = readonly [
  neighborhood: number,
  councilDistrict: number,
  communityStatisticalArea: number,
];

/** Which house numbers a run holds. */
export const sides = ['even', 'odd', 'both'] as const;
export type Side = (typeof sides)[number];

/** House numbers `from` to `to` of a street that lie in one place. */
export interface Run {
  from: number;
  to: number;
  side: Side;
  place: PlaceIds;
}

/** Where a street meets another, by that one's position among the streets, with every place the corner touches. */
export interface Crossing {
  street: number;
  places: readonly PlaceIds[];
}

/** One street. Runs come by first number. A crossing is told of the earlier of its two streets only. */
export interface IndexedStreet {
  name: string;
  runs: readonly Run[];
  crossings: readonly Crossing[];
}

/** An area that addresses lead to. */
export interface IndexedArea {
  areaId: number;
  kind: AreaKind;
  name: string;
  slug: string;
}

export interface StreetIndex {
  areas: readonly IndexedArea[];
  streets: readonly IndexedStreet[];
}

const numbers = v.array(v.number());
const fileSchema = v.object({
  version: v.literal(1),
  areas: v.array(v.tuple([v.number(), v.string(), v.string(), v.string()])),
  places: v.array(v.tuple([v.number(), v.number(), v.number()])),
  corners: v.array(numbers),
  streets: v.array(v.tuple([v.string(), numbers, numbers])),
});

/** Writes an index as text, in the shortest form that holds it. The same index gives the same text. */
export function writeStreetIndex({ areas, streets }: StreetIndex): string {
  const placeOf = new Numbering<PlaceIds>();
  const cornerOf = new Numbering<number[]>();
  // Places first, so that what lies past their end is a corner.
  for (const { runs, crossings } of streets) {
    for (const { place } of runs) placeOf.number(place);
    for (const { places } of crossings) for (const place of places) placeOf.number(place);
  }
  const written = streets.map(({ name, runs, crossings }, position) => {
    let [last, met] = [0, position];
    const flatRuns = runs.flatMap(({ from, to, side, place }) => {
      const step = from - last;
      last = from;
      return [step, to - from, 3 * placeOf.number(place) + sides.indexOf(side)];
    });
    const flatCrossings = crossings.flatMap(({ street, places }) => {
      const step = street - met;
      met = street;
      const [first = 0, ...others] = places.map((place) => placeOf.number(place));
      return [step, others.length === 0 ? first : placeOf.items.length + cornerOf.number([first, ...others])];
    });
    return [name, flatRuns, flatCrossings];
  });
  return JSON.stringify({
    version: 1,
    areas: areas.map(({ areaId, kind, name, slug }) => [areaId, kind, name, slug]),
    places: placeOf.items,
    corners: cornerOf.items,
    streets: written,
  });
}

/**
 * Reads an index from parsed JSON.
 * @throws Error saying what does not fit.
 */
export function parseStreetIndex(json: unknown): StreetIndex {
  const result = v.safeParse(fileSchema, json);
  if (!result.success) {
    const [issue] = result.issues;
    throw new Error(
      `street index: ${v.getDotPath(issue) ?? 'the whole'} is ${issue.received}, expected ${issue.expected ?? 'another value'}`,
    );
  }
  const { areas, places, corners, streets } = result.output;
  const placeAt = (position: number): PlaceIds => {
    const place = places[position];
    if (place === undefined) throw new Error(`street index: no place ${position} of ${places.length}`);
    return place;
  };
  const cornerAt = (position: number): PlaceIds[] =>
    position < places.length
      ? [placeAt(position)]
      : (corners[position - places.length] ?? []).map((place) => placeAt(place));
  return {
    areas: areas.map(([areaId, kind, name, slug]) => ({ areaId, kind: kind as AreaKind, name, slug })),
    streets: streets.map(([name, runs, crossings], position) => ({
      name,
      runs: readRuns(runs, placeAt),
      crossings: readCrossings(crossings, position, cornerAt),
    })),
  };
}

function readRuns(flat: readonly number[], placeAt: (position: number) => PlaceIds): Run[] {
  const runs: Run[] = [];
  let from = 0;
  for (let at = 0; at + 2 < flat.length; at += 3) {
    const [step = 0, length = 0, code = 0] = flat.slice(at, at + 3);
    from += step;
    runs.push({
      from,
      to: from + length,
      side: sides[code % 3] ?? 'both',
      place: placeAt(Math.floor(code / 3)),
    });
  }
  return runs;
}

function readCrossings(
  flat: readonly number[],
  position: number,
  cornerAt: (position: number) => PlaceIds[],
): Crossing[] {
  const crossings: Crossing[] = [];
  let street = position;
  for (let at = 0; at + 1 < flat.length; at += 2) {
    street += flat[at] ?? 0;
    crossings.push({ street, places: cornerAt(flat[at + 1] ?? 0) });
  }
  return crossings;
}

/** Numbers things in the order they come, equal ones alike. */
class Numbering<Item> {
  readonly items: Item[] = [];
  readonly #numbers = new Map<string, number>();

  number(item: Item): number {
    const key = String(item);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.items.length);
    return this.items.push(item) - 1;
  }
}

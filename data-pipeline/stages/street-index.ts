import {
  writeStreetIndex,
  type PlaceIds,
  type Run,
  type Side,
  type StreetIndex,
} from '../../src/contract/street.ts';
import { parseStreetName, writeStreetName } from '../../src/contract/street-name.ts';
import type { Area } from '../area.ts';
import type { Block, NumberRange } from '../sources/centerline.ts';
import { besideLine, lengthMetres, moved, type Line } from './line.ts';
import { createLocator } from './locate.ts';

/** Kinds of area that an address leads to, in the order of `PlaceIds`. */
const kinds = ['neighborhood', 'council_district', 'community_statistical_area'] as const;

/** How far houses lie from the middle of their street. Measured: docs/decisions/street-index.md. */
const houseMetres = 14;
/** A block is asked about once each so many metres: boundaries that cross it are found to within half of that. */
const stepMetres = 25;
/** Around a corner places are asked for this far from its middle, in eight directions. */
const cornerMetres = 20;
/** Runs of one place are joined across at most so many missing numbers: the next block. */
const joinedGap = 102;

/** What the index is made of: house numbers and corners, each with the places they lie in. */
export interface StreetFacts {
  runs: { street: string; run: Run }[];
  corners: { streets: readonly [string, string]; places: readonly PlaceIds[] }[];
}

/** An index as it is published, and how many streets it holds. */
export interface IndexText {
  text: string;
  streets: number;
}

/** The index of facts as text. */
export function indexText(areas: readonly Area[], facts: StreetFacts): IndexText {
  const index = composeIndex(areas, facts);
  return { text: writeStreetIndex(index), streets: index.streets.length };
}

/** The areas that an index tells of, in the order of their ids. */
function indexedAreas(areas: readonly Area[]): StreetIndex['areas'] {
  return areas
    .filter(({ kind }) => (kinds as readonly string[]).includes(kind))
    .map(({ areaId, kind, name, slug }) => ({ areaId, kind, name, slug }))
    .sort((first, second) => first.areaId - second.areaId);
}

/** Finds what the index needs of every block, with the full boundaries. */
export function surveyBlocks(areas: readonly Area[], blocks: readonly Block[]): StreetFacts {
  const find = placeFinder(areas);
  const runs: StreetFacts['runs'] = [];
  const nodes = new Map<string, { at: [number, number]; streets: Set<string> }>();
  for (const block of blocks) {
    const street = writeStreetName(parseStreetName(block.street));
    for (const [range, side] of [
      [block.left, 1],
      [block.right, -1],
    ] as const) {
      if (range === null) continue;
      for (const run of runsAlong(block.line, range, side, find)) runs.push({ street, run });
    }
    for (const at of [block.line[0], block.line.at(-1)]) {
      if (at === undefined) continue;
      const key = at.map((degrees) => degrees.toFixed(5)).join(' ');
      const node = nodes.get(key) ?? { at, streets: new Set() };
      node.streets.add(street);
      nodes.set(key, node);
    }
  }
  return { runs, corners: cornersOf([...nodes.values()], find) };
}

/** Puts facts together as the index that is published: streets by name, neighboring runs of one place joined. */
export function composeIndex(areas: readonly Area[], { runs, corners }: StreetFacts): StreetIndex {
  const runsOf = Map.groupBy(runs, ({ street }) => street);
  const names = [...new Set([...runsOf.keys(), ...corners.flatMap(({ streets }) => streets)])].sort();
  const position = new Map(names.map((name, index) => [name, index]));
  const crossings = names.map(() => new Map<number, PlaceIds[]>());
  for (const { streets, places } of corners) {
    const [first = 0, second = 0] = streets.map((name) => position.get(name) ?? 0).sort((a, b) => a - b);
    const known = crossings[first]?.get(second) ?? [];
    crossings[first]?.set(second, distinct([...known, ...places]));
  }
  return {
    areas: indexedAreas(areas),
    streets: names.map((name, index) => ({
      name,
      runs: joinRuns((runsOf.get(name) ?? []).map(({ run }) => run)),
      crossings: [...(crossings[index] ?? [])]
        .map(([street, places]) => ({ street, places }))
        .sort((a, b) => a.street - b.street),
    })),
  };
}

type FindPlace = (longitude: number, latitude: number) => PlaceIds;

function placeFinder(areas: readonly Area[]): FindPlace {
  const locators = kinds.map((kind) => createLocator(areas.filter((area) => area.kind === kind)));
  return (longitude, latitude) => {
    const [neighborhood = 0, district = 0, statisticalArea = 0] = locators.map(
      (locator) => locator(longitude, latitude)?.areaId ?? 0,
    );
    return [neighborhood, district, statisticalArea];
  };
}

/** The runs of one side of a block: numbers spread evenly along it, cut where the place changes. */
function runsAlong(line: Line, range: NumberRange, side: 1 | -1, find: FindPlace): Run[] {
  const falls = range[0] > range[1];
  const [low, high] = falls ? [range[1], range[0]] : range;
  const parity = low % 2 === high % 2 ? 2 : 1;
  const houses = (high - low) / parity + 1;
  const steps = Math.max(1, Math.min(houses, Math.ceil(lengthMetres(line) / stepMetres)));
  const runs: Run[] = [];
  for (let step = 0; step < steps; step += 1) {
    const [first, last] = [Math.ceil((step * houses) / steps), Math.ceil(((step + 1) * houses) / steps) - 1];
    const share = (first + last + 1) / 2 / houses;
    const at = besideLine(line, falls ? 1 - share : share, side * houseMetres);
    const place = at === null ? null : find(...at);
    if (place === null || place[0] === 0) continue;
    const [from, to] = [low + first * parity, low + last * parity];
    const before = runs.at(-1);
    if (before !== undefined && samePlace(before.place, place) && from - before.to <= parity) before.to = to;
    else runs.push({ from, to, side: sideOf(low, parity), place });
  }
  return runs;
}

function sideOf(number: number, parity: number): Side {
  return parity === 1 ? 'both' : number % 2 === 0 ? 'even' : 'odd';
}

/** Joins runs of one side and place that follow each other with no other place between them. */
function joinRuns(runs: readonly Run[]): Run[] {
  const joined: Run[] = [];
  for (const side of ['even', 'odd', 'both'] as const) {
    const own = runs
      .filter((run) => run.side === side)
      .sort((a, b) => a.from - b.from || a.to - b.to || compare(a.place, b.place));
    let before: Run | undefined;
    for (const run of own) {
      if (before !== undefined && samePlace(before.place, run.place) && run.from - before.to <= joinedGap) {
        before.to = Math.max(before.to, run.to);
      } else {
        before = { ...run };
        joined.push(before);
      }
    }
  }
  return joined.sort((a, b) => a.from - b.from || a.to - b.to || compare(a.place, b.place));
}

/** Each pair of streets that meet in a node, with every place around it; corners outside the city are left out. */
function cornersOf(
  nodes: readonly { at: [number, number]; streets: ReadonlySet<string> }[],
  find: FindPlace,
): StreetFacts['corners'] {
  return nodes
    .filter(({ streets }) => streets.size > 1)
    .flatMap(({ at, streets }) => {
      const places = placesAround(at, find);
      if (places.length === 0) return [];
      const names = [...streets].sort();
      return names.flatMap((first, index) =>
        names.slice(index + 1).map((second) => ({ streets: [first, second] as const, places })),
      );
    });
}

function placesAround(at: Line[number], find: FindPlace): PlaceIds[] {
  const around = Array.from({ length: 8 }, (_, index) => {
    const angle = (index * Math.PI) / 4;
    return find(...moved(at, cornerMetres * Math.cos(angle), cornerMetres * Math.sin(angle)));
  });
  return distinct(around.filter(([neighborhood]) => neighborhood !== 0));
}

function distinct(places: readonly PlaceIds[]): PlaceIds[] {
  return [...new Map(places.map((place) => [String(place), place])).values()].sort(compare);
}

function samePlace(first: PlaceIds, second: PlaceIds): boolean {
  return compare(first, second) === 0;
}

function compare(first: PlaceIds, second: PlaceIds): number {
  return first[0] - second[0] || first[1] - second[1] || first[2] - second[2];
}

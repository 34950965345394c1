import { clusteredError } from '../statistics/cluster.ts';
import { influencesOf, type Influence } from '../statistics/influence.ts';
import { decompose } from '../statistics/kitagawa.ts';
import { z95 } from '../statistics/interval.ts';
import { studentQuantile } from '../statistics/student.ts';
import { meanOf, tallyOf, type Observations } from '../statistics/tally.ts';
import type { Compared, Strata } from './compared-rows.ts';

/** A figure with its 95 % interval, in the measure's unit: shares from 0 to 1, or days. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

/** What one kind of request adds to a gap's handling. */
export interface KindGap {
  /** A request_type id, or a negative number for an agency's rare kinds together. */
  kind: number;
  /** Requests and mean outcome of each side. */
  n: [number, number];
  mean: [number, number];
  /** Its part of the handling. All kinds sum to it. */
  handling: number;
  /** Its part of the mix. */
  mix: number;
}

/** A gap between two groups of places: the first minus the second. */
export interface Gap {
  n: [number, number];
  /** Places with a request. */
  areas: [number, number];
  mean: [number, number];
  raw: Estimate;
  /** Different kinds of requests, and other months. */
  mix: Estimate;
  /** The same requests, handled differently. */
  handling: Estimate;
  /** Share of the requests that are of a kind and month which both sides have. */
  shared: number;
  kinds: KindGap[];
}

/** Below this many requests on a side nothing is said of it. */
export const leastCompared = 10;

/** Below this many places on a side their differences tell nothing of chance: days alone do. */
const leastAreas = 3;

/** The requests of two groups of places, ready to be compared; those of neither are left out. */
export function observationsOf(
  { areaIds, area, day, days, outcome }: Compared,
  strata: Strata,
  sideOf: ReadonlyMap<number, 0 | 1>,
): Observations {
  const neither = 2;
  const sides = Uint8Array.from(areaIds, (id) => sideOf.get(id) ?? neither);
  let kept = 0;
  for (let index = 0; index < area.length; index += 1) if (sides[area[index]!]! !== neither) kept += 1;
  const chosen = {
    side: new Uint8Array(kept),
    stratum: new Int32Array(kept),
    area: new Int32Array(kept),
    day: new Int32Array(kept),
    outcome: new Float32Array(kept),
  };
  let at = 0;
  for (let index = 0; index < area.length; index += 1) {
    const side = sides[area[index]!]!;
    if (side === neither) continue;
    chosen.side[at] = side;
    chosen.stratum[at] = strata.codes[index]!;
    chosen.area[at] = area[index]!;
    chosen.day[at] = day[index]!;
    chosen.outcome[at] = outcome[index]!;
    at += 1;
  }
  return { ...chosen, strata: strata.count, areas: areaIds.length, days };
}

/**
 * The gap between two groups of places, split into different kinds of requests and the same requests handled
 * differently, each with a 95 % interval that allows for places and for days that go together.
 * @param sideOf which of the two groups an area is in; areas of neither are left out.
 * @returns null where a group has too few requests to say.
 */
export function gapOf(compared: Compared, strata: Strata, sideOf: ReadonlyMap<number, 0 | 1>): Gap | null {
  const observations = observationsOf(compared, strata, sideOf);
  const tally = tallyOf(observations);
  if (Math.min(...tally.total) < leastCompared) return null;
  const parts = decompose(tally);
  const influences = influencesOf(tally);
  const areas = areasOf(observations);
  const byArea = Math.min(...areas) >= leastAreas;
  // Places are of unequal weight, so that fewer of them count than there are: the smaller group's number is safe.
  const z = byArea ? studentQuantile(0.975, Math.min(...areas) - 1) : z95;
  const estimate = (value: number, influence: Influence): Estimate => {
    const wide = z * clusteredError(observations, influence, byArea).standardError;
    return { value, low: value - wide, high: value + wide };
  };
  return {
    n: [...tally.total],
    areas,
    mean: [meanOf(tally, 0), meanOf(tally, 1)],
    raw: estimate(parts.raw, influences.raw),
    mix: estimate(parts.mix, influences.mix),
    handling: estimate(parts.handling, influences.handling),
    shared: parts.shared,
    kinds: kindGaps(),
  };

  function kindGaps(): KindGap[] {
    const kinds = new Map<number, KindGap>();
    for (let key = 0; key < strata.count; key += 1) {
      const kind = strata.kindOf[key]!;
      const gap = kinds.get(kind) ?? { kind, n: [0, 0], mean: [0, 0], handling: 0, mix: 0 };
      for (const at of [0, 1] as const) {
        gap.n[at] += tally.n[at][key]!;
        gap.mean[at] += tally.sum[at][key]!;
      }
      gap.handling += parts.handlingOf[key]!;
      gap.mix += parts.mixOf[key]!;
      kinds.set(kind, gap);
    }
    return [...kinds.values()]
      .filter(({ n }) => n[0] + n[1] > 0)
      .map((gap) => ({ ...gap, mean: [gap.mean[0] / gap.n[0], gap.mean[1] / gap.n[1]] }));
  }
}

function areasOf({ side, area }: Observations): [number, number] {
  const seen = [new Set<number>(), new Set<number>()] as const;
  for (let index = 0; index < side.length; index += 1) seen[side[index]! as 0 | 1].add(area[index]!);
  return [seen[0].size, seen[1].size];
}

/** What an interval says: the first group has clearly more, clearly less, or it cannot be told. */
export function signOf({ low, high }: Estimate): 'more' | 'fewer' | 'unclear' {
  if (low > 0) return 'more';
  return high < 0 ? 'fewer' : 'unclear';
}

import { z95 } from './interval.ts';

/** z of the 90 % margins of error that the American Community Survey publishes. */
const z90 = 1.6448536269514722;

/** A place to be put into a group by an estimate about it. */
export interface Ranked<Id> {
  id: Id;
  /** The estimate, such as median household income; null where there is none. */
  value: number | null;
  /** Its margin of error at 90 %, in the same unit; null where unknown. */
  margin90: number | null;
  /** What groups hold equal parts of, such as residents. */
  weight: number;
}

/** The group of one place. */
export interface Grouped<Id> {
  id: Id;
  /** 0 for the lowest values. */
  group: number;
  /** Whether the estimate's 95 % margin stays within the group's cuts; null where the margin is unknown. */
  isSure: boolean | null;
}

/** Groups of places by their estimate. */
export interface Grouping<Id> {
  places: Grouped<Id>[];
  /**
   * Between each group and the next, halfway between the values on both sides: one fewer than groups, ascending. −Infinity
   * or Infinity where no place lies on the lower or the upper side.
   */
  cuts: number[];
}

/** One value with all places that have it. */
interface Tied {
  value: number;
  weight: number;
}

/** The values with the weight of all places that have them, ascending. */
function tiedValues(places: readonly { value: number; weight: number }[]): Tied[] {
  const weights = new Map<number, number>();
  for (const { value, weight } of places) weights.set(value, (weights.get(value) ?? 0) + weight);
  return [...weights]
    .map(([value, weight]) => ({ value, weight }))
    .sort((first, second) => first.value - second.value);
}

/**
 * Puts places into groups of about equal weight by their value, fifths of residents by income for instance: a place belongs
 * to the group in which the middle of its weight lies when all are ranked. Places of one value stay together. Survey
 * estimates are uncertain, so each place also tells whether its 95 % margin (the published 90 % one × 1.960/1.645: U.S.
 * Census Bureau 2020, "Understanding and Using American Community Survey Data", chapter 7) stays within its group.
 * @param places ones without value or weight are left out.
 * @param groups how many, at least 1.
 * @returns places in the order given.
 * @throws RangeError unless groups is a whole number above 0.
 */
export function fifthsOf<Id>(places: readonly Ranked<Id>[], groups = 5): Grouping<Id> {
  if (!(Number.isSafeInteger(groups) && groups >= 1)) throw new RangeError(`${groups} groups cannot be made`);
  const known = places.flatMap(({ value, weight, ...rest }) =>
    value !== null && weight > 0 ? [{ ...rest, value, weight }] : [],
  );
  const total = known.reduce((sum, { weight }) => sum + weight, 0);
  const groupOf = new Map<number, number>();
  const lowest = new Array<number>(groups).fill(Infinity);
  const highest = new Array<number>(groups).fill(-Infinity);
  let before = 0;
  for (const { value, weight } of tiedValues(known)) {
    const group = Math.min(groups - 1, Math.floor((groups * (before + weight / 2)) / total));
    groupOf.set(value, group);
    lowest[group] = Math.min(lowest[group] ?? value, value);
    highest[group] = value;
    before += weight;
  }
  const cuts = Array.from({ length: groups - 1 }, (_, group) => {
    const below = Math.max(...highest.slice(0, group + 1));
    const above = Math.min(...lowest.slice(group + 1));
    if (below === -Infinity) return below;
    return above === Infinity ? above : (below + above) / 2;
  });
  return {
    cuts,
    places: known.map(({ id, value, margin90 }) => {
      const group = groupOf.get(value) ?? 0;
      const [low, high] = [cuts[group - 1] ?? -Infinity, cuts[group] ?? Infinity];
      const margin95 = margin90 === null ? null : (margin90 * z95) / z90;
      return {
        id,
        group,
        isSure: margin95 === null ? null : value - margin95 > low && value + margin95 < high,
      };
    }),
  };
}

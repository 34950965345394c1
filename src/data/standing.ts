import { clusteredError } from '../statistics/cluster.ts';
import { expectedInfluence, expectedOf } from '../statistics/expected.ts';
import { funnelReach } from '../statistics/funnel.ts';
import { overdispersion, verdictOf, type Standardised, type Verdict } from '../statistics/standardisation.ts';
import { studentQuantile } from '../statistics/student.ts';
import { tallyOf } from '../statistics/tally.ts';
import type { Compared } from './compared-rows.ts';
import { leastCompared, observationsOf, type Estimate } from './gap.ts';

/** A group of places beside the same kinds of requests citywide, in the measure's unit. */
export interface GroupStanding {
  n: number;
  areas: number;
  mean: number;
  expected: number;
  /** Mean minus expected. */
  difference: Estimate;
}

/**
 * Each group of places beside the same requests citywide.
 * @param groupOf the group of each area, from 0.
 * @returns null for a group with too few requests to say.
 */
export function groupStandings(
  compared: Compared,
  groupOf: ReadonlyMap<number, number>,
  groups: number,
): (GroupStanding | null)[] {
  const strata = compared.byMonth;
  const everywhere = new Map(compared.areaIds.map((area) => [area, 1 as 0 | 1]));
  return Array.from({ length: groups }, (_, group) => {
    const sides = new Map(everywhere);
    for (const [area, own] of groupOf) if (own === group) sides.set(area, 0);
    const observations = observationsOf(compared, strata, sides);
    const tally = tallyOf(observations);
    if (tally.total[0] < leastCompared) return null;
    const { mean, expected } = expectedOf(tally);
    const { standardError } = clusteredError(observations, expectedInfluence(tally));
    const areas = [...groupOf.values()].filter((own) => own === group).length;
    const wide = studentQuantile(0.975, Math.max(1, areas - 1)) * standardError;
    const value = mean - expected;
    return {
      n: tally.total[0],
      areas,
      mean,
      expected,
      difference: { value, low: value - wide, high: value + wide },
    };
  });
}

/** One place beside the same kinds of requests elsewhere. */
export interface AreaStanding extends Standardised {
  area: number;
  n: number;
  /** Mean outcome, and what it would be if each request went as its like do elsewhere. */
  mean: number;
  expectedMean: number;
  /** Mean minus expected, with its 95 % interval, widened by how much places differ. */
  difference: Estimate;
  /** Whether it lies outside the 99.8 % limits. */
  verdict: Verdict;
}

export interface AreaStandings {
  areas: AreaStanding[];
  /** φ: by how much more the places vary than requests that are independent of each other would. */
  dispersion: number;
}

/**
 * Every place beside the same requests elsewhere.
 * @param isRest places are large parts of the city, so each is compared with the rest of it.
 */
export function areaStandings(compared: Compared, isRest: boolean): AreaStandings {
  const { area: areas, areaIds, outcome: outcomes, byMonth: strata } = compared;
  const [n, sum, squares] = [0, 1, 2].map(() => new Float64Array(strata.count)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const ownN = new Int32Array(areaIds.length * strata.count);
  const ownSum = new Float64Array(areaIds.length * strata.count);
  for (let index = 0; index < areas.length; index += 1) {
    const key = strata.codes[index]!;
    const outcome = outcomes[index]!;
    n[key]! += 1;
    sum[key]! += outcome;
    squares[key]! += outcome * outcome;
    const cell = areas[index]! * strata.count + key;
    ownN[cell]! += 1;
    ownSum[cell]! += outcome;
  }
  const found = areaIds.flatMap((area, code) => {
    if (area === 0) return [];
    const at = { area, n: 0, observed: 0, expected: 0, variance: 0 };
    for (let key = 0; key < strata.count; key += 1) {
      const cell = code * strata.count + key;
      const count = ownN[cell]!;
      if (count === 0) continue;
      const elsewhere = isRest && n[key]! > count;
      const mean = elsewhere ? (sum[key]! - ownSum[cell]!) / (n[key]! - count) : sum[key]! / n[key]!;
      at.n += count;
      at.observed += ownSum[cell]!;
      at.expected += count * mean;
      at.variance += count * Math.max(0, squares[key]! / n[key]! - (sum[key]! / n[key]!) ** 2);
    }
    return at;
  });
  const sayable = found.filter((at) => at.n >= leastCompared);
  const dispersion = overdispersion(sayable);
  return {
    dispersion,
    areas: sayable.map((at) => {
      const value = (at.observed - at.expected) / at.n;
      const wide = funnelReach(at.variance / at.n, at.n, dispersion, 0.95);
      return {
        ...at,
        mean: at.observed / at.n,
        expectedMean: at.expected / at.n,
        difference: { value, low: value - wide, high: value + wide },
        verdict: verdictOf(at, dispersion),
      };
    }),
  };
}

import { meanOf, type Tally } from './tally.ts';

/**
 * How much a figure moves with each request, as a straight line per side and stratum: influence = constant + slope ×
 * (outcome − center). The delta method's linear part: squared and summed over clusters of requests it gives the
 * figure's variance.
 */
export interface Influence {
  constant: readonly [Float64Array, Float64Array];
  slope: readonly [Float64Array, Float64Array];
  center: readonly [Float64Array, Float64Array];
}

export interface GapInfluences {
  raw: Influence;
  mix: Influence;
  handling: Influence;
}

/** The influences on a gap and on both its parts (see `decompose`). */
export function influencesOf(tally: Tally): GapInfluences {
  const { strata, n, sum, total } = tally;
  const raw = blank(strata);
  const mix = blank(strata);
  const handling = blank(strata);
  const means = [meanOf(tally, 0), meanOf(tally, 1)] as const;
  const pulls = pullsOf(tally);
  for (let key = 0; key < strata; key += 1) {
    const own = ([0, 1] as const).map((side) => sum[side][key]! / n[side][key]!) as [number, number];
    const isShared = n[0][key]! > 0 && n[1][key]! > 0;
    const shares = [n[0][key]! / total[0], n[1][key]! / total[1]] as const;
    const difference = isShared ? own[0] - own[1] : 0;
    for (const side of [0, 1] as const) {
      const count = n[side][key]!;
      if (count === 0) continue;
      const sign = side === 0 ? 1 : -1;
      const other = own[1 - side]!;
      // One request says nothing about how its like vary: the distance from the other group's mean stands in.
      const center = count === 1 && isShared ? other : own[side];
      const correction = count > 1 ? Math.sqrt(count / (count - 1)) : 1;
      for (const part of [raw, mix, handling]) part.center[side][key] = center;
      const middle = isShared ? (own[0] + own[1]) / 2 : own[side];
      raw.slope[side][key] = (sign * correction) / total[side];
      raw.constant[side][key] = (sign * (own[side] - means[side])) / total[side];
      mix.slope[side][key] = ((shares[0] - shares[1]) * correction) / ((isShared ? 2 : 1) * count);
      mix.constant[side][key] = (sign * (middle - pulls.middle[side])) / total[side];
      handling.slope[side][key] = isShared ? (sign * (shares[0] + shares[1]) * correction) / (2 * count) : 0;
      handling.constant[side][key] = (difference - pulls.difference[side]) / (2 * total[side]);
    }
  }
  return { raw, mix, handling };
}

/** Each side's mean, over its own requests, of the strata's differences and of their middles. */
function pullsOf({ strata, n, sum, total }: Tally): {
  difference: [number, number];
  middle: [number, number];
} {
  const difference: [number, number] = [0, 0];
  const middle: [number, number] = [0, 0];
  for (let key = 0; key < strata; key += 1) {
    const [first, second] = [sum[0][key]! / n[0][key]!, sum[1][key]! / n[1][key]!];
    const isShared = n[0][key]! > 0 && n[1][key]! > 0;
    for (const side of [0, 1] as const) {
      if (n[side][key] === 0) continue;
      const share = n[side][key]! / total[side];
      difference[side] += share * (isShared ? first - second : 0);
      middle[side] += share * (isShared ? (first + second) / 2 : side === 0 ? first : second);
    }
  }
  return { difference, middle };
}

function blank(strata: number): Influence {
  const pair = (): readonly [Float64Array, Float64Array] => [
    new Float64Array(strata),
    new Float64Array(strata),
  ];
  return { constant: pair(), slope: pair(), center: pair() };
}

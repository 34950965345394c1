import { meanOf, type Tally } from './tally.ts';

/** A gap between two groups' means, split by Kitagawa's method. All in the unit of the outcome. */
export interface Decomposition {
  /** Mean of the first group minus that of the second. `mix` and `handling` sum to it exactly. */
  raw: number;
  /** What remains of the gap when the two ask for different kinds of requests but each is handled alike. */
  mix: number;
  /** What remains when they ask for the same kinds: the same requests, handled differently. */
  handling: number;
  /**
   * What each stratum adds to `mix` and to `handling`. To the mix: how much better than the whole the stratum does, times
   * how much more of it the first group asks for; the shares of a group sum to 1, so this sums to the same mix.
   */
  mixOf: Float64Array;
  handlingOf: Float64Array;
  /** Share of all requests of the two groups that lie in strata which both have, 0 to 1. */
  shared: number;
}

/**
 * Splits the gap between two groups: Σ w̄ (r₁ − r₂) for the handling and Σ r̄ (w₁ − w₂) for the mix, with r the mean of
 * a stratum, w its share of a group's requests, and a bar for the plain mean of the two groups (Kitagawa 1955,
 * "Components of a difference between two rates", Journal of the American Statistical Association 50:1168–1194). A
 * stratum that one group lacks is taken to be handled there as in the other.
 * @returns NaN throughout where a group has no request.
 */
export function decompose(tally: Tally): Decomposition {
  const { strata, n, total } = tally;
  const [mixOf, handlingOf] = [new Float64Array(strata), new Float64Array(strata)];
  let [mix, handling, shared] = [0, 0, 0];
  const middle = (meanOf(tally, 0) + meanOf(tally, 1)) / 2;
  for (let key = 0; key < strata; key += 1) {
    const [first, second] = [n[0][key]!, n[1][key]!];
    if (first + second === 0) continue;
    const [firstMean, secondMean] = meansOf(tally, key);
    const [firstShare, secondShare] = [first / total[0], second / total[1]];
    const [handled, mixed] = [
      ((firstShare + secondShare) / 2) * (firstMean - secondMean),
      ((firstMean + secondMean) / 2 - middle) * (firstShare - secondShare),
    ];
    handlingOf[key] = handled;
    mixOf[key] = mixed;
    handling += handled;
    mix += mixed;
    if (first > 0 && second > 0) shared += first + second;
  }
  return {
    raw: meanOf(tally, 0) - meanOf(tally, 1),
    mix,
    handling,
    mixOf,
    handlingOf,
    shared: shared / (total[0] + total[1]),
  };

  function meansOf({ n: counts, sum: sums }: Tally, key: number): [number, number] {
    const means = ([0, 1] as const).map((side) => sums[side][key]! / counts[side][key]!) as [number, number];
    if (counts[0][key] === 0) means[0] = means[1];
    if (counts[1][key] === 0) means[1] = means[0];
    return means;
  }
}

import type { Influence } from './influence.ts';
import type { Tally } from './tally.ts';

/** A group's mean beside that of the same kinds of requests in the whole of both sides. */
export interface Expected {
  mean: number;
  /** What the mean would be if each of its requests went as its like do in the whole. */
  expected: number;
}

/** Indirect standardisation of side 0 by the whole, Σ w p: its own requests are part of the whole. */
export function expectedOf({ strata, n, sum, total }: Tally): Expected {
  let [mean, expected] = [0, 0];
  for (let key = 0; key < strata; key += 1) {
    if (n[0][key] === 0) continue;
    const whole = n[0][key]! + n[1][key]!;
    mean += sum[0][key]! / total[0];
    expected += ((n[0][key]! / total[0]) * (sum[0][key]! + sum[1][key]!)) / whole;
  }
  return { mean, expected };
}

/** The influences on `mean − expected`. */
export function expectedInfluence({ strata, n, sum, total }: Tally): Influence {
  const pair = (): readonly [Float64Array, Float64Array] => [
    new Float64Array(strata),
    new Float64Array(strata),
  ];
  const influence = { constant: pair(), slope: pair(), center: pair() };
  const difference = meanDifference();
  for (let key = 0; key < strata; key += 1) {
    const [own, rest] = [n[0][key]!, n[1][key]!];
    if (own === 0) continue;
    const whole = own + rest;
    const mean = sum[0][key]! / own;
    const middle = (sum[0][key]! + sum[1][key]!) / whole;
    const share = own / total[0];
    influence.center[0][key] = mean;
    influence.slope[0][key] = share * (1 / own - 1 / whole);
    influence.constant[0][key] = (mean - middle - difference) / total[0] - (share * (mean - middle)) / whole;
    influence.center[1][key] = middle;
    influence.slope[1][key] = -share / whole;
  }
  return influence;

  function meanDifference(): number {
    const { mean, expected } = expectedOf({ strata, n, sum, total });
    return mean - expected;
  }
}

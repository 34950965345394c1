/**
 * Requests that are compared, column by column; all columns are of one length. Codes count from 0.
 */
export interface Observations {
  /** Which of the two compared groups its place is in: 0 or 1. */
  side: Uint8Array;
  /** Kind of request and month: requests of one stratum are alike but for their place. */
  stratum: Int32Array;
  /** The place, as a cluster of requests that share crews. */
  area: Int32Array;
  /** Days since the period's first, as a cluster of requests that share weather and batches. */
  day: Int32Array;
  /** What is averaged: 1 or 0 for a share, days for a wait. */
  outcome: Float32Array;
  /** How many codes there are of each; some may occur nowhere. */
  strata: number;
  areas: number;
  days: number;
}

/** Requests and summed outcomes of each stratum on each side. */
export interface Tally {
  strata: number;
  /** Requests, by side and stratum. */
  n: readonly [Float64Array, Float64Array];
  /** Sums of outcomes, by side and stratum. */
  sum: readonly [Float64Array, Float64Array];
  /** All requests of each side. */
  total: readonly [number, number];
}

/** Counts observations by side and stratum. */
export function tallyOf({ side, stratum, outcome, strata }: Observations): Tally {
  const n = [new Float64Array(strata), new Float64Array(strata)] as const;
  const sum = [new Float64Array(strata), new Float64Array(strata)] as const;
  for (let index = 0; index < side.length; index += 1) {
    const at = side[index]! as 0 | 1;
    const key = stratum[index]!;
    n[at][key]! += 1;
    sum[at][key]! += outcome[index]!;
  }
  return { strata, n, sum, total: [total(n[0]), total(n[1])] };
}

/** The mean outcome of a side; NaN where it has no request. */
export function meanOf(tally: Tally, side: 0 | 1): number {
  return total(tally.sum[side]) / tally.total[side];
}

function total(numbers: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < numbers.length; index += 1) sum += numbers[index]!;
  return sum;
}

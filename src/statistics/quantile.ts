import { z95 } from './interval.ts';

/** The cohort whose percentile is asked for: everything created long enough ago to be watched up to the horizon. */
export interface MatureCohort {
  /** How long each closed request took, in ascending order, in the unit of `horizon`. */
  closed: ArrayLike<number>;
  /** How many were still open when the record ends. */
  open: number;
  /** The percentile as a share: 0.5 for the median, 0.9 for P90. */
  share: number;
  /** Time for which every request of the cohort has been watched. */
  horizon: number;
}

/** A percentile with its 95 % limits, in the unit of the horizon. */
export interface QuantileWithOpen {
  /** null beyond the horizon and where there is no request. */
  value: number | null;
  /** Whether the percentile is only known to be longer than the horizon. */
  beyondHorizon: boolean;
  /** null where requests are too few for a lower limit, or where it lies beyond the horizon. */
  low: number | null;
  /** null where requests are too few for an upper limit, or where it lies beyond the horizon. */
  high: number | null;
}

/** @throws RangeError unless 0 < share ≤ 1. */
function checkShare(share: number): void {
  if (!(share > 0 && share <= 1)) throw new RangeError(`A share of ${share} is not between 0 and 1`);
}

/**
 * The place of the discrete percentile among n values in ascending order, from 1: ⌈n·share⌉, which is what `quantile_disc`
 * of DuckDB takes for a share written as a decimal (as a DOUBLE, 0.55 of 100 are 56 to it).
 * @param n at least 1.
 * @param share above 0, at most 1.
 * @throws RangeError for a share outside of that.
 */
export function quantileRank(n: number, share: number): number {
  checkShare(share);
  // 0.55 of 100 is a little more than 55 in binary fractions, and must not become the 56th.
  return Math.max(1, Math.ceil(n * share * (1 - 2 * Number.EPSILON)));
}

/**
 * The places, from 1, of the values that are the 95 % limits of a percentile: ⌊nq − z·√(nq(1 − q))⌋ and
 * ⌈nq + z·√(nq(1 − q))⌉ + 1 for q = share (Conover 1999, "Practical Nonparametric Statistics", 3rd ed., section 3.2, one
 * rank wider on each side, so that coverage is rather above 95 % than below). No model of the times is needed.
 * @param n requests, independent of each other. P90 has an upper limit from 53 of them.
 * @returns null for a place below 1 or above n: too few values for a limit.
 * @throws RangeError unless 0 < share ≤ 1.
 */
export function orderStatisticRanks(n: number, share: number): { low: number | null; high: number | null } {
  checkShare(share);
  const reach = z95 * Math.sqrt(n * share * (1 - share));
  const low = Math.floor(n * share - reach);
  const high = Math.ceil(n * share + reach) + 1;
  return { low: low >= 1 ? low : null, high: high <= n ? high : null };
}

/**
 * A percentile of the time to close with open requests counted as not closed within the horizon, with its 95 % limits.
 * Leaving open ones out would make it look shorter than it is.
 * @throws RangeError unless 0 < share ≤ 1 and `open` is at least 0.
 */
export function quantileWithOpen({ closed, open, share, horizon }: MatureCohort): QuantileWithOpen {
  if (!(open >= 0)) throw new RangeError(`${open} open requests cannot be`);
  const n = closed.length + open;
  const within = (rank: number | null): number | null => {
    const time = rank === null ? undefined : closed[rank - 1];
    return time === undefined || time > horizon ? null : time;
  };
  const value = within(quantileRank(n, share));
  const ranks = orderStatisticRanks(n, share);
  return {
    value,
    beyondHorizon: n > 0 && value === null,
    low: within(ranks.low),
    high: within(ranks.high),
  };
}

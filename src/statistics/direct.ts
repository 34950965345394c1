import { z95, type Interval } from './interval.ts';

/** Requests of one kind in one place, and how often the kind is asked for in the whole. */
export interface Stratum {
  /** Weight of the kind, at least 0, in any unit: such as its requests citywide. */
  weight: number;
  /** Requests of the kind in the place. */
  n: number;
  /** Sum over these of what is averaged: 1 for each on time, or days up to 30. */
  sum: number;
  /** Sum of its squares; the same as `sum` where each is 0 or 1. */
  sumOfSquares: number;
}

/** An average as it would be, had the place the weights' mix of kinds. */
export interface DirectRate {
  /** In the unit of what is averaged. */
  rate: number;
  standardError: number;
  /** Share of all weight, 0 to 1, whose kinds the place has enough of; the rest is left out. */
  coveredShare: number;
}

/** How two places differ on the kinds that both have, first less second. */
export interface DirectDifference {
  difference: number;
  standardError: number;
  interval: Interval;
  coveredShare: number;
}

/** One request says nothing about how much requests of its kind differ. */
const fewest = 2;

const meanOf = ({ n, sum }: Stratum): number => sum / n;

/** Variance of the mean; rounding can bring a sum of squares just below what it must be at least. */
function varianceOfMean({ n, sum, sumOfSquares }: Stratum): number {
  return Math.max(0, sumOfSquares - (sum * sum) / n) / (n - 1) / n;
}

/** The weighted mean of independent means, its standard error, and the share of all weight that they hold. */
function weigh(
  parts: readonly { weight: number; mean: number; variance: number }[],
  allWeight: number,
): DirectRate | null {
  const weight = parts.reduce((sum, part) => sum + part.weight, 0);
  if (!(weight > 0)) return null;
  return {
    rate: parts.reduce((sum, part) => sum + part.weight * part.mean, 0) / weight,
    standardError: Math.sqrt(parts.reduce((sum, part) => sum + part.weight ** 2 * part.variance, 0)) / weight,
    coveredShare: weight / allWeight,
  };
}

const sumOfWeights = (strata: readonly Stratum[]): number =>
  strata.reduce((sum, { weight }) => sum + weight, 0);

/**
 * A place's average with each kind of request weighed as in the whole (direct standardisation): Σ w·mean / Σ w, its
 * variance Σ w²·s²/n / (Σ w)² (Fleiss, Levin and Paik 2003, "Statistical Methods for Rates and Proportions", 3rd ed.,
 * chapter 19). Kinds of which the place has fewer than two requests are left out. The weights are taken as known.
 * @returns null where no kind with weight is left.
 */
export function directlyStandardise(strata: readonly Stratum[]): DirectRate | null {
  const parts = strata
    .filter(({ n }) => n >= fewest)
    .map((stratum) => ({
      weight: stratum.weight,
      mean: meanOf(stratum),
      variance: varianceOfMean(stratum),
    }));
  return weigh(parts, sumOfWeights(strata));
}

/**
 * The difference of two places' directly standardised averages on the kinds of which both have two requests or more, with
 * its 95 % normal interval. On other kinds the places would be compared by what only one of them is asked for.
 * @param first strata of one place.
 * @param second those of another place, the same kinds in the same order with the same weights.
 * @returns null where no common kind with weight is left.
 * @throws RangeError where the strata of the two do not correspond.
 */
export function directDifference(
  first: readonly Stratum[],
  second: readonly Stratum[],
): DirectDifference | null {
  if (first.length !== second.length) throw new RangeError('Strata of two places do not correspond');
  const parts = first.flatMap((one, at) => {
    const two = second[at];
    if (two?.weight !== one.weight) throw new RangeError(`Weights differ in stratum ${at}`);
    if (one.n < fewest || two.n < fewest) return [];
    const variance = varianceOfMean(one) + varianceOfMean(two);
    return [{ weight: one.weight, mean: meanOf(one) - meanOf(two), variance }];
  });
  const weighed = weigh(parts, sumOfWeights(first));
  if (weighed === null) return null;
  const { rate: difference, standardError, coveredShare } = weighed;
  const reach = z95 * standardError;
  return {
    difference,
    standardError,
    interval: { low: difference - reach, high: difference + reach },
    coveredShare,
  };
}

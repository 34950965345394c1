import { logGamma, stirlingRest } from './gamma.ts';
import { positiveRoot } from './root.ts';

/** Parts of the continued fraction after which it is taken as it stands; about √degreesOfFreedom of them are needed. */
const mostParts = 100_000;

/** Stands for 0 in a continued fraction, whose parts are divided by. */
const nearlyZero = 1e-300;

/** Nearer the middle than this a quantile is sought by what lies between it and the middle, which keeps its digits. */
const middleShare = 0.25;

/**
 * ln B(half, ½) with half the degrees of freedom: for many of them by Stirling's formula, because the difference of two
 * large ln Γ would have few digits left.
 */
function logBeta(half: number): number {
  const logGammaOfHalf = 0.5 * Math.log(Math.PI);
  if (half < 10) return logGamma(half) + logGammaOfHalf - logGamma(half + 0.5);
  const rest = stirlingRest(half) - stirlingRest(half + 0.5);
  return logGammaOfHalf + rest + 0.5 - half * Math.log1p(0.5 / half) - 0.5 * Math.log(half);
}

/**
 * The continued fraction of the incomplete beta function I_x(a, b), by Lentz's method (Press et al. 2007, "Numerical
 * Recipes", 3rd ed., section 6.4); converges fast for x < (a + 1)/(a + b + 2).
 */
function betaFraction(x: number, a: number, b: number): number {
  let upper = 1;
  let lower = 1 / (1 - ((a + b) * x) / (a + 1) || nearlyZero);
  let fraction = lower;
  for (let m = 1; m < mostParts; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    lower = 1 / (1 + even * lower || nearlyZero);
    upper = 1 + even / upper || nearlyZero;
    fraction *= lower * upper;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    lower = 1 / (1 + odd * lower || nearlyZero);
    upper = 1 + odd / upper || nearlyZero;
    const change = lower * upper;
    fraction *= change;
    if (Math.abs(change - 1) <= Number.EPSILON) break;
  }
  return fraction;
}

/** Student's distribution around t > 0: the shares between 0 and t and above t, and t times the density. */
function studentShares(t: number, degreesOfFreedom: number): { middle: number; tail: number; term: number } {
  const half = degreesOfFreedom / 2;
  const ratio = (t / degreesOfFreedom) * t;
  const near = ratio < Infinity ? ratio / (1 + ratio) : 1;
  const far = 1 / (1 + ratio);
  const term = Math.exp(0.5 * Math.log(near) - half * Math.log1p(ratio) - logBeta(half));
  if (far < (half + 1) / (half + 2.5)) {
    const tail = (0.5 * term * betaFraction(far, half, 0.5)) / half;
    return { middle: 0.5 - tail, tail, term };
  }
  const middle = term * betaFraction(near, 0.5, half);
  return { middle, tail: 0.5 - middle, term };
}

/**
 * The value below which Student's t lies with a probability, exact to 1e-10 of itself up to 10^6 degrees of freedom: the incomplete beta function
 * of Abramowitz and Stegun (1964, "Handbook of Mathematical Functions", 26.7.1), inverted.
 * @param probability 0 to 1; 0 and 1 give ∓Infinity.
 * @param degreesOfFreedom above 0; need not be whole.
 * @throws RangeError for a probability or degrees of freedom outside of that.
 */
export function studentQuantile(probability: number, degreesOfFreedom: number): number {
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`A probability of ${probability} is not between 0 and 1`);
  }
  if (!(degreesOfFreedom > 0 && degreesOfFreedom < Infinity)) {
    throw new RangeError(`${degreesOfFreedom} degrees of freedom are not above 0`);
  }
  const [tail, middle] = [Math.min(probability, 1 - probability), Math.abs(probability - 0.5)];
  const sign = probability < 0.5 ? -1 : 1;
  if (middle === 0) return 0;
  if (tail === 0) return sign * Infinity;
  const upper = positiveRoot((t) => {
    const shares = studentShares(t, degreesOfFreedom);
    return tail < middleShare
      ? { value: Math.log(tail / shares.tail), slope: shares.term / shares.tail }
      : { value: Math.log(shares.middle / middle), slope: shares.term / shares.middle };
  }, 1);
  return sign * upper;
}

import { positiveRoot } from './root.ts';

const halfLogTwoPi = 0.9189385332046727;

/** From here on Stirling's series is exact to the last digit. */
const stirlingFrom = 10;

/** Coefficients of 1/x, 1/x³, 1/x⁵ … in Stirling's series. */
const stirlingSeries = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];

/** Terms of a series or fraction after which it is taken as it stands; about √shape of them are needed. */
const mostTerms = 100_000;

/** Stands for 0 in a continued fraction, whose parts are divided by. */
const nearlyZero = 1e-300;

/**
 * What Stirling's formula leaves out: ln Γ(x) − ((x − ½)·ln x − x + ½·ln 2π), exact to about 1e-16 (Abramowitz and Stegun
 * 1964, "Handbook of Mathematical Functions", 6.1.41).
 * @param x at least 10.
 */
export function stirlingRest(x: number): number {
  const inverseSquare = 1 / (x * x);
  return stirlingSeries.reduceRight((sum, coefficient) => sum * inverseSquare + coefficient, 0) / x;
}

/**
 * ln Γ(x), exact to about 1e-14: Stirling's series, small x moved up by Γ(x) = Γ(x + 1)/x (Abramowitz and Stegun 1964,
 * 6.1.15 and 6.1.41).
 * @param x above 0.
 */
export function logGamma(x: number): number {
  let product = 1;
  let moved = x;
  for (; moved < stirlingFrom; moved += 1) product *= moved;
  return (moved - 0.5) * Math.log(moved) - moved + halfLogTwoPi + stirlingRest(moved) - Math.log(product);
}

/** x^shape·e^(−x)/Γ(shape), without the cancelling of large logarithms that costs digits where both are large. */
function gammaTerm(shape: number, x: number): number {
  if (shape < stirlingFrom) return Math.exp(shape * Math.log(x) - x - logGamma(shape));
  const apart = (x - shape) / shape;
  const exponent = shape * (apart - (x > 0 ? Math.log1p(apart) : -Infinity));
  return Math.sqrt(shape / (2 * Math.PI)) * Math.exp(-exponent - stirlingRest(shape));
}

/**
 * The share of a gamma distribution of scale 1 below x and above x (regularised incomplete gamma functions P and Q), each
 * exact to about 1e-12 of itself: a series below shape + 1, a continued fraction above it (Press et al. 2007, "Numerical
 * Recipes", 3rd ed., section 6.2).
 * @param shape above 0.
 * @param x at least 0.
 */
export function gammaShares(shape: number, x: number): { below: number; above: number } {
  if (x <= 0) return { below: 0, above: 1 };
  if (x < shape + 1) {
    let term = 1 / shape;
    let sum = term;
    for (let n = 1; n < mostTerms && term > sum * Number.EPSILON; n += 1) {
      term *= x / (shape + n);
      sum += term;
    }
    const below = gammaTerm(shape, x) * sum;
    return { below, above: 1 - below };
  }
  let denominator = x + 1 - shape;
  let upper = 1 / nearlyZero;
  let lower = 1 / denominator;
  let fraction = lower;
  for (let n = 1, change = 0; n < mostTerms && Math.abs(change - 1) > Number.EPSILON; n += 1) {
    const numerator = -n * (n - shape);
    denominator += 2;
    lower = 1 / (numerator * lower + denominator || nearlyZero);
    upper = denominator + numerator / upper || nearlyZero;
    change = lower * upper;
    fraction *= change;
  }
  const above = gammaTerm(shape, x) * fraction;
  return { below: 1 - above, above };
}

/**
 * The x below which a share of a gamma distribution of scale 1 lies, exact to about 1e-11 of itself: `gammaShares`,
 * inverted.
 * @param share above 0 and below 1.
 * @param shape above 0.
 * @throws RangeError for a share or shape outside of that.
 */
export function gammaQuantile(share: number, shape: number): number {
  if (!(share > 0 && share < 1)) throw new RangeError(`A share of ${share} is not between 0 and 1`);
  if (!(shape > 0 && shape < Infinity)) throw new RangeError(`A shape of ${shape} is not above 0`);
  const isLower = share < 0.5;
  return positiveRoot((x) => {
    const { below, above } = gammaShares(shape, x);
    const term = gammaTerm(shape, x);
    return isLower
      ? { value: Math.log(below / share), slope: term / below }
      : { value: Math.log((1 - share) / above), slope: term / above };
  }, shape);
}

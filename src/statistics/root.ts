/** What a curve shows at one place: how much too high it is, and how fast that grows with the logarithm of the place. */
export interface Excess {
  /** Below 0 left of the root, above 0 right of it; may be infinite far from it. */
  value: number;
  /** d value / d ln x. */
  slope: number;
}

/** Steps in ln x below which nothing is gained: a root is known to about its last digit. */
const stepTolerance = 1e-15;

/** Far more than are needed: halving alone gets from one end of all numbers to the other in about as many. */
const mostSteps = 200;

/**
 * The positive x at which a rising curve crosses 0, to about 1e-15 of itself: Newton steps over ln x, where tails of
 * distributions are nearly straight, halving where a step would leave what is known to hold the root (Press et al. 2007,
 * "Numerical Recipes", 3rd ed., section 9.4).
 * @param excess rises with x from below 0 to above 0.
 * @param start where the search begins, above 0.
 */
export function positiveRoot(excess: (x: number) => Excess, start: number): number {
  const at = (logarithm: number): Excess => excess(Math.exp(logarithm));
  let [low, high] = [Math.log(start), Math.log(start)];
  for (let width = 0.5; at(high).value < 0; width *= 2) [low, high] = [high, high + width];
  for (let width = 0.5; at(low).value > 0; width *= 2) [low, high] = [low - width, low];
  let place = (low + high) / 2;
  for (let step = 0; step < mostSteps; step += 1) {
    const { value, slope } = at(place);
    if (value === 0) break;
    if (value < 0) low = place;
    else high = place;
    const newton = place - value / slope;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    const moved = Math.abs(next - place);
    place = next;
    if (moved <= stepTolerance * Math.max(1, Math.abs(place))) break;
  }
  return Math.exp(place);
}

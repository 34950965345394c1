/** A survey estimate with its 90 % margin of error in the same unit; the margin is null where none is published. */
export interface Estimate {
  value: number;
  margin: number | null;
}

/**
 * Sum of estimates, each times a weight. The margin is the root of the summed squares; of estimates that are zero only
 * the widest margin counts. It takes the estimates for independent and the weights for exact.
 * @returns a margin of null when any part has none.
 * @see U.S. Census Bureau, Understanding and Using ACS Data: What All Data Users Need to Know, ch. 8.
 */
export function weightedSum(parts: readonly { estimate: Estimate; weight: number }[]): Estimate {
  let value = 0;
  let squares = 0;
  let widestOfZero = 0;
  let isKnown = parts.length > 0;
  for (const { estimate, weight } of parts) {
    value += weight * estimate.value;
    if (estimate.margin === null) {
      isKnown = false;
    } else {
      const square = (weight * estimate.margin) ** 2;
      if (estimate.value === 0) widestOfZero = Math.max(widestOfZero, square);
      else squares += square;
    }
  }
  return { value, margin: isKnown ? Math.sqrt(squares + widestOfZero) : null };
}

/**
 * The part that is counted in a whole, in percent: 0 to 100. Its margin is √(MOE_part² − p²·MOE_whole²) ÷ whole, with
 * a plus sign (the formula of a ratio) where the difference is below zero.
 * @returns null for a whole of nobody.
 * @see U.S. Census Bureau, Understanding and Using ACS Data: What All Data Users Need to Know, ch. 8.
 */
export function percentOf(part: Estimate, whole: Estimate): Estimate | null {
  if (whole.value <= 0) return null;
  const share = part.value / whole.value;
  if (part.margin === null || whole.margin === null) return { value: 100 * share, margin: null };
  const own = part.margin ** 2;
  const shared = (share * whole.margin) ** 2;
  const margin = Math.sqrt(own >= shared ? own - shared : own + shared) / whole.value;
  return { value: 100 * share, margin: 100 * margin };
}

import { z95, type Interval } from './interval.ts';

/** Share of places that lie within a funnel's limits by chance. */
export type FunnelLevel = 0.95 | 0.998;

/** Standard errors on each side of the target. */
const reachOf: Readonly<Record<FunnelLevel, number>> = { 0.95: z95, 0.998: 3.090232306167813 };

/**
 * How far a place's mean may lie from its target by chance, to each side: z·√(φ·s²/n).
 * @param variance s² of a single request's outcome: p(1 − p) for a share p.
 * @param n requests of the place, above 0.
 * @param dispersion φ of the places compared, from `overdispersion`.
 */
export function funnelReach(variance: number, n: number, dispersion: number, level: FunnelLevel): number {
  return reachOf[level] * Math.sqrt((dispersion * variance) / n);
}

/**
 * Limits between which a place's share lies by chance if the target holds there: p ± z·√(φ·p(1 − p)/n), cut at 0 and 1
 * (Spiegelhalter 2005, Statistics in Medicine 24:1185–1202). Drawn over n they make a funnel.
 * @param expectedShare the target p, 0 to 1.
 * @param n requests of the place, above 0. Below about 10 expected on either side the limits are rough.
 * @param dispersion φ of the places compared, from `overdispersion`.
 * @param level 0.95, or 0.998 beyond which a place is called out.
 * @throws RangeError for a share or n outside of that.
 */
export function funnelLimits(
  expectedShare: number,
  n: number,
  dispersion = 1,
  level: FunnelLevel = 0.998,
): Interval {
  if (!(expectedShare >= 0 && expectedShare <= 1)) {
    throw new RangeError(`A share of ${expectedShare} is not between 0 and 1`);
  }
  if (!(n > 0)) throw new RangeError(`${n} requests have no share`);
  const reach = funnelReach(expectedShare * (1 - expectedShare), n, dispersion, level);
  return { low: Math.max(0, expectedShare - reach), high: Math.min(1, expectedShare + reach) };
}

/**
 * Where a share lies beside the limits for its number of requests; on a limit is inside.
 * @param share seen in the place, 0 to 1.
 */
export function outsideFunnel(share: number, { low, high }: Interval): 'above' | 'below' | null {
  if (share > high) return 'above';
  return share < low ? 'below' : null;
}

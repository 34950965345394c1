import { gammaQuantile } from './gamma.ts';
import type { Interval } from './interval.ts';

/** Share of what could have happened that is left out on each side of a 95 % interval. */
const leftOut = 0.025;

/**
 * Exact 95 % interval of the number of events to be expected where `count` were seen, in events (Garwood 1936, Biometrika
 * 28:437–442). At least 95 of 100 such intervals hold the truth; for small counts more do.
 * @param count whole, at least 0; events happen independently of each other.
 * @throws RangeError for any other count.
 */
export function poissonInterval(count: number): Interval {
  if (!(Number.isSafeInteger(count) && count >= 0)) {
    throw new RangeError(`${count} is not a count of events`);
  }
  return {
    low: count === 0 ? 0 : gammaQuantile(leftOut, count),
    high: gammaQuantile(1 - leftOut, count + 1),
  };
}

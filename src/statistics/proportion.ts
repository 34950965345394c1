import { z95, type Interval } from './interval.ts';

/** How many of n things are of a kind, both counts. */
export interface Count {
  successes: number;
  n: number;
}

/** @throws RangeError unless 0 ≤ successes ≤ n. */
function check({ successes, n }: Count): void {
  if (!(successes >= 0 && successes <= n && n < Infinity)) {
    throw new RangeError(`${successes} of ${n} is not a part of a whole`);
  }
}

/**
 * Wilson's score interval of a share, 0 to 1 (Wilson 1927, Journal of the American Statistical Association 22:209–212). It
 * stays within 0 and 1 and has width even where none or all are of the kind. Nothing is known of none: 0 to 1 for n = 0.
 * @param successes how many of n are of the kind.
 * @param n how many there are, each independent of the others.
 * @param z standard errors on each side.
 * @throws RangeError unless 0 ≤ successes ≤ n.
 */
export function wilson(successes: number, n: number, z = z95): Interval {
  check({ successes, n });
  if (n === 0) return { low: 0, high: 1 };
  const square = z * z;
  const center = successes + square / 2;
  const reach = z * Math.sqrt((successes * (n - successes)) / n + square / 4);
  return {
    low: successes === 0 ? 0 : Math.max(0, (center - reach) / (n + square)),
    high: successes === n ? 1 : Math.min(1, (center + reach) / (n + square)),
  };
}

/**
 * 95 % interval of a difference of two shares, first less second, −1 to 1, from Wilson's interval of each (Newcombe 1998,
 * Statistics in Medicine 17:873–890, method 10). Where one side is empty nothing is known of it, and the interval says so.
 * @param first counts of a sample that shares nothing with the second.
 * @throws RangeError unless 0 ≤ successes ≤ n in both.
 */
export function newcombe(first: Count, second: Count): Interval {
  const [one, two] = [wilson(first.successes, first.n), wilson(second.successes, second.n)];
  if (first.n === 0 || second.n === 0) return { low: one.low - two.high, high: one.high - two.low };
  const [p, q] = [first.successes / first.n, second.successes / second.n];
  return {
    low: p - q - Math.hypot(p - one.low, two.high - q),
    high: p - q + Math.hypot(one.high - p, q - two.low),
  };
}

import { Random } from '../../src/statistics/random.ts';
import { directDifference, type Stratum } from '../../src/statistics/direct.ts';
import { z95, type Interval } from '../../src/statistics/interval.ts';
import { poissonInterval } from '../../src/statistics/poisson.ts';
import { newcombe, wilson } from '../../src/statistics/proportion.ts';
import { quantileWithOpen } from '../../src/statistics/quantile.ts';
import {
  kaplanMeier,
  quantileOf,
  restrictedMean,
  type SurvivalCurve,
  type TimeCount,
} from '../../src/statistics/survival.ts';

/** How often a method's 95 % interval held a known truth. */
export interface Coverage {
  method: string;
  covered: number;
  of: number;
}

/** Draws one city, makes the interval, and tells whether the planted truth lies in it. */
type Trial = (random: Random) => boolean;

const holds = ({ low, high }: { low: number | null; high: number | null }, truth: number): boolean =>
  low !== null && high !== null && low <= truth && truth <= high;

const around = (center: number, standardError: number): Interval => ({
  low: center - z95 * standardError,
  high: center + z95 * standardError,
});

const times = (count: number, draw: () => number): number[] => Array.from({ length: count }, draw);

function successes(random: Random, n: number, share: number): number {
  return times(n, () => Number(random.chance(share))).reduce((sum, one) => sum + one, 0);
}

/**
 * A percentile of skewed times, of which the longest are still open at the horizon.
 * @param n requests; the limits are ranks, so how often they hold the truth is a binomial sum that does not depend on the
 *   times: 96.0 % for the median of 400, 95.8 % for P90 of 2,500 and 96.3 % of 400.
 */
function percentile(share: 0.5 | 0.9, n: number): Trial {
  const [truth, horizon] = [{ 0.5: 5, 0.9: 20 }[share], 30];
  return (random) => {
    const days = times(n, () => random.skewed(5, 20));
    const closed = Float64Array.from(days.filter((one) => one <= horizon)).sort();
    return holds(quantileWithOpen({ closed, open: n - closed.length, share, horizon }), truth);
  };
}

/** Days to close are exponential with this mean, and 30 of 100 requests are last seen open before they close. */
const meanDays = 10;
const meanWatchedDays = (meanDays * 0.7) / 0.3;

/** The curve of n requests. At 20 days, the last that is asked for, about 6 of 100 are still watched. */
function curveOf(random: Random, n: number): SurvivalCurve {
  const counts = new Map<number, TimeCount>();
  for (let request = 0; request < n; request += 1) {
    const exponential = (mean: number): number => -mean * Math.log(1 - random.next());
    const [took, watched] = [exponential(meanDays), exponential(meanWatchedDays)];
    const time = Math.min(took, watched);
    const count = counts.get(time) ?? { time, closed: 0, open: 0 };
    if (took <= watched) count.closed += 1;
    else count.open += 1;
    counts.set(time, count);
  }
  return kaplanMeier([...counts.values()].sort((first, second) => first.time - second.time));
}

function differenceOf(random: Random): boolean {
  const kinds = [
    { weight: 500, first: 0.7, second: 0.6 },
    { weight: 300, first: 0.5, second: 0.55 },
    { weight: 150, first: 0.8, second: 0.85 },
    { weight: 50, first: 0.3, second: 0.2 },
  ];
  // At least 60 requests of a kind: where a few are all on time, their variance would be taken for 0.
  const strata = (place: 'first' | 'second'): Stratum[] =>
    kinds.map(({ weight, [place]: share }) => {
      const n = 60 + random.below(100);
      const sum = successes(random, n, share);
      return { weight, n, sum, sumOfSquares: sum };
    });
  const truth = kinds.reduce((sum, { weight, first, second }) => sum + weight * (first - second), 0) / 1_000;
  const found = directDifference(strata('first'), strata('second'));
  return found !== null && holds(found.interval, truth);
}

/** Sizes at which each method is known to work: dozens of each outcome, and one request independent of the next. */
const trials: Readonly<Record<string, Trial>> = {
  'Wilson, 30 % of 200': (random) => holds(wilson(successes(random, 200, 0.3), 200), 0.3),
  'Newcombe, 60 % of 150 less 50 % of 120': (random) => {
    const [first, second] = [successes(random, 150, 0.6), successes(random, 120, 0.5)];
    return holds(newcombe({ successes: first, n: 150 }, { successes: second, n: 120 }), 0.1);
  },
  'Poisson, 100 expected': (random) => holds(poissonInterval(random.events(100)), 100),
  'Median by ranks, n = 400': percentile(0.5, 400),
  'P90 by ranks, n = 2,500': percentile(0.9, 2_500),
  'Share open after 10 days, 30 % censored, n = 300': (random) => {
    const step = curveOf(random, 300).steps.findLast(({ time }) => time <= 10);
    return step !== undefined && holds(step, Math.exp(-10 / meanDays));
  },
  'Median of the curve, 30 % censored, n = 300': (random) =>
    holds(quantileOf(curveOf(random, 300), 0.5), meanDays * Math.LN2),
  'Mean up to 20 days, 30 % censored, n = 300': (random) => {
    const found = restrictedMean(curveOf(random, 300), 20);
    const truth = meanDays * (1 - Math.exp(-20 / meanDays));
    return found !== null && holds(around(found.mean, found.standardError), truth);
  },
  'Directly standardised difference, four kinds': differenceOf,
};

/**
 * How often the 95 % intervals of `src/statistics` hold a planted truth.
 * @param cities drawn for each method; with 500 chance alone moves a share by about two of 100.
 * @param seed of the first method; each has its own, so that adding one leaves the others as they are.
 */
export function basicCoverage(cities = 500, seed = 311): Coverage[] {
  return Object.entries(trials).map(([method, trial], at) => {
    const random = new Random(seed + at);
    const covered = times(cities, () => Number(trial(random))).reduce((sum, one) => sum + one, 0);
    return { method, covered, of: cities };
  });
}

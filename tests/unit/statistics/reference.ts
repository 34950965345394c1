import { readFileSync } from 'node:fs';
import type { Interval } from '../../../src/statistics/interval.ts';
import type { BandScale } from '../../../src/statistics/survival.ts';

type Limits = Record<'low' | 'high', number | null>;
type CountPair = Record<'successes' | 'n', number>;
type Strata = Record<'n' | 'sum', number[]> & Record<'rate' | 'standardError', number>;

/** What R says; null stands for its NA and infinity. Made by tests/reference/statistics.R. */
interface Reference {
  student: Record<'degreesOfFreedom' | 'probability' | 'value', number>[];
  gamma: Record<'shape' | 'share' | 'value', number>[];
  logGamma: Record<'x' | 'value', number>[];
  wilson: (CountPair & Interval)[];
  newcombe: ({ first: CountPair; second: CountPair } & Interval)[];
  poisson: ({ count: number } & Interval)[];
  reporting: (Record<'duplicates' | 'exposureDays' | 'perDay', number> & Interval)[];
  quantile: ({
    closed: number[];
    value: number | null;
    lowRank: number | null;
    highRank: number | null;
  } & Record<'open' | 'share' | 'coverage', number>)[];
  survival: {
    name: string;
    scale: BandScale;
    times: Record<'time' | 'closed' | 'open', number[]>;
    steps: Record<'time' | 'atRisk' | 'survival', number[]> & Record<'low' | 'high', (number | null)[]>;
    quantiles: ({ share: number; value: number | null } & Limits)[];
    means: Record<'tau' | 'mean' | 'standardError', number>[];
  }[];
  direct: {
    weights: number[];
    first: Strata;
    second: Strata;
    days: Strata & { sumOfSquares: number[] };
  };
  funnel: (Record<'expectedShare' | 'n' | 'dispersion', number> & { level: 0.95 | 0.998 } & Interval)[];
  winsorisedSquare: number;
}

const file = new URL('../../reference/statistics.json', import.meta.url);
export const reference = JSON.parse(readFileSync(file, 'utf8')) as Reference;

/** How far a figure is from the reference's, as a part of the latter. */
export function apart(figure: number, expected: number): number {
  return expected === 0 ? Math.abs(figure) : Math.abs(figure / expected - 1);
}

import { decompose, type Decomposition } from '../statistics/kitagawa.ts';
import { quantileWithOpen } from '../statistics/quantile.ts';
import { tallyOf, type Tally } from '../statistics/tally.ts';

/** A request of the worked example. */
export interface ExampleRequest {
  side: 0 | 1;
  kind: 'light' | 'sidewalk';
  /** Days until it was closed; of an open one, the days it has been watched. */
  days: number;
  isOpen: boolean;
  dueDays: number;
}

const request = (
  side: 0 | 1,
  kind: ExampleRequest['kind'],
  days: number,
  isOpen = false,
): ExampleRequest => ({
  side,
  kind,
  days,
  isOpen,
  dueDays: kind === 'light' ? 4 : 40,
});

/** Ten invented requests whose gap is all mix: small enough to work out by hand. */
export const exampleRequests: readonly ExampleRequest[] = [
  request(0, 'light', 1),
  request(0, 'light', 3),
  request(0, 'sidewalk', 20),
  request(0, 'sidewalk', 35),
  request(0, 'sidewalk', 55),
  request(0, 'sidewalk', 90, true),
  request(1, 'light', 2),
  request(1, 'light', 4),
  request(1, 'sidewalk', 30),
  request(1, 'sidewalk', 48, true),
];

/** Whether a request was closed by its due date. */
export const isOnTime = ({ days, isOpen, dueDays }: ExampleRequest): boolean => !isOpen && days <= dueDays;

/** What the portal's own functions make of the ten requests. */
export interface Example {
  tally: Tally;
  parts: Decomposition;
  /** Median days, with the open requests counted, and without them. */
  median: number;
  medianOfClosed: number;
}

/** Works the example out with the functions that make the page's figures. */
export function workedExample(): Example {
  const column = (of: (own: ExampleRequest) => number): Int32Array => Int32Array.from(exampleRequests, of);
  const tally = tallyOf({
    side: Uint8Array.from(exampleRequests, ({ side }) => side),
    stratum: column(({ kind }) => (kind === 'light' ? 0 : 1)),
    area: column(({ side }) => side),
    day: column(() => 0),
    outcome: Float32Array.from(exampleRequests, (own) => Number(isOnTime(own))),
    strata: 2,
    areas: 2,
    days: 1,
  });
  const closed = exampleRequests
    .filter(({ isOpen }) => !isOpen)
    .map(({ days }) => days)
    .sort((first, second) => first - second);
  const medianWith = (open: number): number =>
    quantileWithOpen({ closed, open, share: 0.5, horizon: 90 }).value ?? NaN;
  return {
    tally,
    parts: decompose(tally),
    median: medianWith(exampleRequests.length - closed.length),
    medianOfClosed: medianWith(0),
  };
}

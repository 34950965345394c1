import type { Interval } from './interval.ts';
import { poissonInterval } from './poisson.ts';

/** Repeated reports of problems already reported, and for how long the problems could be reported again. */
export interface RepeatedReports {
  /** Reports marked as duplicates of another, a count. */
  duplicates: number;
  /** Days from each first report until it was dealt with, each capped by the caller, added up. */
  exposureDays: number;
}

/** How often a problem that is there gets reported, and how long it waits for that. */
export interface ReportingRate {
  /** Reports per problem and day. */
  perDay: number;
  /** Its 95 % interval. */
  perDayInterval: Interval;
  /** Days until a problem is first reported, on average; null where no report was repeated. */
  meanDelayDays: number | null;
  /** Its 95 % limits; `high` is null where no report was repeated, which sets no upper limit. */
  meanDelayDaysInterval: { low: number; high: number | null };
}

/**
 * How readily problems of one kind are reported in a place. Experimental: once a first report shows that a problem exists,
 * further reports of it until it is dealt with are taken as a Poisson process of rate λ = duplicates/exposureDays, and the
 * delay of a first report as 1/λ on average (Liu, Bhandaram and Garg 2023, Nature Computational Science,
 * doi 10.1038/s43588-023-00572-6). Holds only if people report again as readily as they report first and the City marks
 * duplicates.
 * @throws RangeError unless exposureDays is above 0 and duplicates is a whole number of at least 0.
 */
export function reportingRate({ duplicates, exposureDays }: RepeatedReports): ReportingRate {
  if (!(exposureDays > 0 && exposureDays < Infinity)) {
    throw new RangeError(`${exposureDays} days are no time in which to report`);
  }
  const events = poissonInterval(duplicates);
  return {
    perDay: duplicates / exposureDays,
    perDayInterval: { low: events.low / exposureDays, high: events.high / exposureDays },
    meanDelayDays: duplicates > 0 ? exposureDays / duplicates : null,
    meanDelayDaysInterval: {
      low: exposureDays / events.high,
      high: duplicates > 0 ? exposureDays / events.low : null,
    },
  };
}

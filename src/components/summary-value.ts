import { metrics, type MetricId } from '../contract/metric.ts';

/** A metric's value for one area, or why there is none to say. */
export interface Value {
  /** Requests the value rests on. */
  n: number;
  /** In the metric's unit; null where it cannot be said. */
  value: number | null;
  /** The median lies beyond the horizon. */
  beyond: boolean;
}

/** Values of the three metrics for one area. */
export type AreaValues = Record<MetricId, Value>;

/** No requests at all. */
export function emptyValues(): AreaValues {
  const none: Value = { n: 0, value: null, beyond: false };
  return { requests_per_1000: none, median_days_to_close: none, on_time_percent: none };
}

/** True when a value rests on too few requests to be said. */
export function isTooFew(metric: MetricId, n: number): boolean {
  return n < metrics[metric].minimumRequests;
}

/** Whether a value can be said, or why not. */
export type Standing = 'exact' | 'no_requests' | 'too_few' | 'beyond_horizon' | 'not_known';

/** How a value stands: what is said in its place comes from this alone, on the page and in files. */
export function standingOf(metric: MetricId, { n, value, beyond }: Value): Standing {
  // A place may have requests of which none can be timed: only the count itself can say that there are none.
  if (n === 0 && metric === 'requests_per_1000') return 'no_requests';
  if (isTooFew(metric, n)) return 'too_few';
  if (beyond) return 'beyond_horizon';
  return value === null ? 'not_known' : 'exact';
}

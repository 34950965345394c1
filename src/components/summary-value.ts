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

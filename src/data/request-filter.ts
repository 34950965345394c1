import type { Origin } from '../contract/code.ts';
import type { Question } from '../contract/metric.ts';
import { addDays } from '../contract/period.ts';
import type { NearbyRequest } from './nearby.ts';
import type { RecordedRequest } from './recorded-request.ts';

/** Milliseconds of a wall-clock moment (`2026-11-22T23:58:42`) as if it were UTC, as requests hold theirs. */
export function momentMs(moment: string): number {
  return Date.parse(`${moment}Z`);
}

/** True for a request that is open past its due date at the record's last moment. */
export function isLate({ status, dueMs }: Pick<RecordedRequest, 'status' | 'dueMs'>, endMs: number): boolean {
  return status === 'open' && dueMs !== null && dueMs <= endMs;
}

/**
 * The requests that a question counts under "requests": the same predicates as the metric's SQL has over `core`.
 * @param endMs the record's last moment, against which due dates are held.
 */
export function requestFilter(
  { from, to, whose, status, requestTypes }: Question,
  endMs: number,
): (request: NearbyRequest) => boolean {
  const [firstMs, afterMs] = [from, addDays(to, 1)].map((day) => momentMs(`${day}T00:00:00`)) as [
    number,
    number,
  ];
  const types = new Set(requestTypes);
  const isTheirs = {
    residents: (origin: Origin) => origin === 'resident',
    city: (origin: Origin) => origin === 'city',
    everyone: () => true,
  }[whose];
  const stands = {
    any: () => true,
    open: (request: NearbyRequest) => request.status === 'open',
    late: (request: NearbyRequest) => isLate(request, endMs),
    closed: (request: NearbyRequest) => request.status === 'closed',
  }[status];
  return (request) =>
    request.createdMs >= firstMs &&
    request.createdMs < afterMs &&
    isTheirs(request.origin) &&
    (types.size === 0 || types.has(request.typeId)) &&
    stands(request);
}

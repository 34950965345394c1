import { Random } from '../../src/statistics/random.ts';

/** Instead of an answer. */
const brokenAnswers = [
  'http_500',
  'http_503_retry_after_seconds',
  'http_429_retry_after_date',
  'error_in_200',
  'html_in_200',
  'html_502',
  'cut_json',
  'connection_reset',
  'hang',
  'empty_body',
] as const;

/** Whole answers that say too little, or twice. */
const doubtfulPages = [
  'lowered_page_size',
  'short_page_flagged',
  'empty_page_flagged',
  'short_page_silent',
  'repeated_rows',
] as const;

const staleLists = ['stale_count', 'stale_ids'] as const;

/** What happens to the layer between two requests. */
const moves = ['edit', 'insert', 'delete'] as const;

/** Every way in which the service goes wrong, or moves while it is read. */
export const faultKinds = [...brokenAnswers, ...doubtfulPages, ...staleLists, ...moves] as const;

export type FaultKind = (typeof faultKinds)[number];

/** Decides, request by request, what goes wrong. The address of a POST carries its form as if it were a GET. */
export interface FaultSchedule {
  next(request: { url: string; index: number }): FaultKind | null;
}

/**
 * A seeded schedule: each request fails with the given probability, by a kind that can be felt in its answer; never
 * more than `most` faults in all, so that a patient client gets through.
 */
export function seededFaults(options: {
  seed: number;
  probability?: number;
  kinds?: readonly FaultKind[];
  most?: number;
}): FaultSchedule {
  const { seed, probability = 0.25, kinds = faultKinds, most = 12 } = options;
  const random = new Random(seed);
  let left = most;
  return {
    next({ url }) {
      if (left <= 0 || !random.chance(probability)) return null;
      const fitting = kinds.filter((kind) => touches(kind, url));
      const kind = fitting[random.below(fitting.length)];
      if (kind === undefined) return null;
      left -= 1;
      return kind;
    },
  };
}

/** A schedule that always fails the same way for requests whose address matches. */
export function alwaysFault(kind: FaultKind, matching?: RegExp): FaultSchedule {
  return { next: ({ url }) => (matching === undefined || url.search(matching) >= 0 ? kind : null) };
}

function touches(kind: FaultKind, url: string): boolean {
  const asks = (flag: string): boolean => new RegExp(`[?&]${flag}=true`, 'i').test(url);
  if (kind === 'stale_count') return asks('returnCountOnly');
  if (kind === 'stale_ids') return asks('returnIdsOnly');
  if (!(doubtfulPages as readonly FaultKind[]).includes(kind)) return true;
  return url.includes('/query?') && !asks('returnCountOnly') && !asks('returnIdsOnly');
}

import { dispositions, origins, statuses, workRecords } from '../contract/code.ts';
import type { RecordedRequest } from './recorded-request.ts';
import { isLate } from './request-filter.ts';

/** A request as search lists it. */
export interface FoundRequest extends RecordedRequest {
  workRecorded: (typeof workRecords)[number];
  /** The City's words about the result. */
  outcome: string | null;
  agency: string | null;
  /** The address as the City wrote it, without town and ZIP code. */
  address: string | null;
  /** area_id, 0 where unknown. */
  neighborhood: number;
  councilDistrict: number;
  longitude: number | null;
  latitude: number | null;
}

/** How a request ended, or stands: in this order lists tell of them. */
export const endings = [
  'work_recorded',
  'no_work_recorded',
  'not_stated',
  'duplicate',
  'transferred',
  'open',
  'late',
] as const;
export type Ending = (typeof endings)[number];

/** How a request stands at a record's last moment. A closed duplicate is told as a duplicate, whatever was recorded. */
export function endingOf(
  { status, disposition, workRecorded }: Pick<FoundRequest, 'status' | 'disposition' | 'workRecorded'>,
  isLate: boolean,
): Ending {
  if (disposition === 'duplicate') return 'duplicate';
  if (disposition === 'transferred') return 'transferred';
  if (status === 'open') return isLate ? 'late' : 'open';
  return { yes: 'work_recorded', no: 'no_work_recorded', not_stated: 'not_stated' }[workRecorded] as Ending;
}

/** Counts of requests by what a reader may narrow them to. */
export interface FoundCounts {
  count: number;
  byType: Map<number, number>;
  /** By month of opening, YYYY-MM. */
  byMonth: Map<string, number>;
  byEnding: Map<Ending, number>;
  byNeighborhood: Map<number, number>;
}

/** An origin, kind of request, month of opening and ending, with how many requests have them. */
export interface CountedCell {
  origin: FoundRequest['origin'];
  typeId: number;
  month: string;
  ending: Ending;
  /** area_id, where it is known. */
  neighborhood?: number;
  count: number;
}

/** Requests as cells of one each. */
export function cellsOf(requests: readonly FoundRequest[], endMs: number): CountedCell[] {
  return requests.map((request) => ({
    origin: request.origin,
    typeId: request.typeId,
    month: new Date(request.createdMs).toISOString().slice(0, 7),
    ending: endingOf(request, isLate(request, endMs)),
    neighborhood: request.neighborhood,
    count: 1,
  }));
}

/** Requests in cells. */
export function addUp(cells: readonly CountedCell[]): number {
  return cells.reduce((sum, { count }) => sum + count, 0);
}

/** Adds up cells by each of the things that readers narrow a search to. */
export function countCells(cells: Iterable<CountedCell>): FoundCounts {
  const counts: FoundCounts = {
    count: 0,
    byType: new Map(),
    byMonth: new Map(),
    byEnding: new Map(),
    byNeighborhood: new Map(),
  };
  for (const { typeId, month, ending, neighborhood = 0, count } of cells) {
    counts.count += count;
    add(counts.byType, typeId, count);
    add(counts.byMonth, month, count);
    add(counts.byEnding, ending, count);
    if (neighborhood !== 0) add(counts.byNeighborhood, neighborhood, count);
  }
  return counts;
}

function add<Key>(counts: Map<Key, number>, key: Key, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

/** The words of codes. */
export function wordsOfCodes(codes: {
  origin: number;
  status: number;
  disposition: number;
  work: number;
}): Pick<FoundRequest, 'origin' | 'status' | 'disposition' | 'workRecorded'> {
  return {
    origin: origins[codes.origin] ?? 'resident',
    status: statuses[codes.status] ?? 'open',
    disposition: dispositions[codes.disposition] ?? 'none',
    workRecorded: workRecords[codes.work] ?? 'not_stated',
  };
}

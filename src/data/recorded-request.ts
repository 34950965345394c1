import { dispositions, origins, statuses, type Origin } from '../contract/code.ts';
import type { Part } from '../contract/part.ts';

/** What every part tells of a request. Moments are milliseconds of Baltimore wall clock as if UTC. */
export interface RecordedRequest {
  number: string;
  typeId: number;
  origin: Origin;
  status: (typeof statuses)[number];
  disposition: (typeof dispositions)[number];
  createdMs: number;
  dueMs: number | null;
  closedMs: number | null;
  /** The place tells the block only. */
  placeIsBlock: boolean;
}

type Row = Part['rows'][number];

/** The first columns of a row, which are the same in every part. */
export function readKind([number, typeId, origin, status, disposition]: Row): Pick<
  RecordedRequest,
  'number' | 'typeId' | 'origin' | 'status' | 'disposition'
> {
  return {
    number: String(number),
    typeId: Number(typeId),
    origin: origins[Number(origin)] ?? 'resident',
    status: statuses[Number(status)] ?? 'open',
    disposition: dispositions[Number(disposition)] ?? 'none',
  };
}

import type { AskedNames } from './asked-predicate.ts';
import type { FoundRequest } from './found.ts';

/** A row of `listStatement`. */
export interface ListedRow {
  request_number: string;
  request_type: string;
  origin: FoundRequest['origin'];
  status: FoundRequest['status'];
  disposition: FoundRequest['disposition'];
  work_recorded: FoundRequest['workRecorded'];
  outcome: string | null;
  agency: string | null;
  /** Milliseconds of Baltimore wall clock as if UTC, as the engine gives timestamps. */
  created_at: number;
  due_minutes: number | null;
  minutes_to_close: number | null;
  address: string | null;
  place_is_block: boolean;
  location: string;
  neighborhood: string | null;
  council_district: string | null;
  longitude: number | null;
  latitude: number | null;
}

/** A row as the lists of search hold it. */
export function foundRequest(row: ListedRow, { typeIds, areaIds }: AskedNames): FoundRequest {
  const createdMs = Number(row.created_at);
  const after = (minutes: number | null): number | null =>
    minutes === null ? null : createdMs + minutes * 60_000;
  const isThere = row.location !== 'placeholder';
  const areaId = (kind: string, name: string | null): number =>
    isThere && name !== null ? (areaIds.get(`${kind}:${name}`) ?? 0) : 0;
  const hasPoint = row.location === 'point';
  return {
    number: row.request_number,
    typeId: typeIds.get(row.request_type) ?? 0,
    origin: row.origin,
    status: row.status,
    disposition: row.disposition,
    workRecorded: row.work_recorded,
    outcome: row.outcome,
    agency: row.agency,
    createdMs,
    dueMs: after(row.due_minutes),
    closedMs: after(row.minutes_to_close),
    address: row.address === null ? null : (row.address.split(',')[0]?.trim() ?? null),
    placeIsBlock: row.place_is_block,
    neighborhood: areaId('neighborhood', row.neighborhood),
    councilDistrict: areaId('council_district', row.council_district),
    longitude: hasPoint ? row.longitude : null,
    latitude: hasPoint ? row.latitude : null,
  };
}

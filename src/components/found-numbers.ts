import type { FoundRequest } from '../data/found.ts';
import type { Sheet, SheetColumn } from './export-sheet.ts';

/** What keys of the record stand for. */
export interface FoundNames {
  /** The City's name of a kind. */
  typeOf: (id: number) => string;
  /** Its plain name in the reader's language. */
  typeName: (id: number) => string;
  areaName: (id: number) => string;
}

const texts = [
  'request_number',
  'request_type',
  'name',
  'origin',
  'status',
  'disposition',
  'work_recorded',
  'outcome',
  'agency',
] as const;
const columns: readonly SheetColumn[] = [
  ...texts.map((name): SheetColumn => ({ name, type: 'text' })),
  ...['created_at', 'due_at', 'closed_at'].map((name): SheetColumn => ({ name, type: 'moment' })),
  ...['address', 'neighborhood', 'council_district'].map((name): SheetColumn => ({ name, type: 'text' })),
  ...['longitude', 'latitude'].map((name): SheetColumn => ({ name, type: 'number', unit: 'degrees' })),
];

/** Requests found, a row each, under the names that their columns have in the record. */
export function foundNumbers(
  rows: readonly FoundRequest[],
  { typeOf, typeName, areaName }: FoundNames,
): Pick<Sheet, 'columns' | 'rows'> {
  return {
    columns,
    rows: rows.map((row) => [
      row.number,
      typeOf(row.typeId),
      typeName(row.typeId),
      row.origin,
      row.status,
      row.disposition,
      row.workRecorded,
      row.outcome,
      row.agency,
      row.createdMs,
      row.dueMs,
      row.closedMs,
      row.address,
      areaName(row.neighborhood) || null,
      areaName(row.councilDistrict) || null,
      row.longitude,
      row.latitude,
    ]),
  };
}

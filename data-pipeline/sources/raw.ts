import type { DuckDBConnection } from '@duckdb/node-api';

/**
 * Columns of `raw`, the one shape every source is brought to. All are text as the source wrote it (NULL where
 * absent); `date_style` says how the four dates are to be read.
 */
export const rawColumns = [
  'source',
  'source_row',
  'date_style',
  'record_id',
  'request_number',
  'request_type',
  'method',
  'created_at',
  'status',
  'status_at',
  'due_at',
  'closed_at',
  'agency',
  'outcome',
  'last_activity_at',
  'address',
  'zip',
  'neighborhood_label',
  'council_label',
  'police_label',
  'longitude',
  'latitude',
] as const;

export type RawColumn = (typeof rawColumns)[number];

/** The raw columns that hold a moment. */
export const dateColumns: readonly RawColumn[] = [
  'created_at',
  'status_at',
  'due_at',
  'closed_at',
  'last_activity_at',
];

/** How a vintage writes dates; conform.sql knows each. */
export type DateStyle = 'epoch_ms' | 'month_first' | 'year_first';

/** The City's field for each raw column, in lower case: vintages differ only in case. */
export const cityFields: Partial<Record<RawColumn, string>> = {
  record_id: 'srrecordid',
  request_number: 'servicerequestnum',
  request_type: 'srtype',
  method: 'methodreceived',
  created_at: 'createddate',
  status: 'srstatus',
  status_at: 'statusdate',
  due_at: 'duedate',
  closed_at: 'closedate',
  agency: 'agency',
  outcome: 'outcome',
  last_activity_at: 'lastactivitydate',
  address: 'address',
  zip: 'zipcode',
  neighborhood_label: 'neighborhood',
  council_label: 'councildistrict',
  police_label: 'policedistrict',
  longitude: 'longitude',
  latitude: 'latitude',
};

/** Without these a file is not a 311 export that a record can be made from. */
export const neededFields = [
  'servicerequestnum',
  'srtype',
  'methodreceived',
  'createddate',
  'srstatus',
  'duedate',
  'closedate',
  'agency',
  'neighborhood',
  'latitude',
  'longitude',
];

/** Makes an empty `raw`. */
export async function createRaw(connection: DuckDBConnection): Promise<void> {
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE raw (${rawColumns.map((name) => `${name} VARCHAR`).join(', ')})`,
  );
}

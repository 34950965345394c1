import type { DuckDBConnection } from '@duckdb/node-api';

/** A row as the service would send it. */
export type ServedRow = Record<string, string | number | null>;

export const cityFieldNames = [
  'ServiceRequestNum',
  'SRType',
  'MethodReceived',
  'CreatedDate',
  'SRStatus',
  'StatusDate',
  'DueDate',
  'CloseDate',
  'Agency',
  'Outcome',
  'Address',
  'Neighborhood',
  'Latitude',
  'Longitude',
] as const;

const closedThatNight = `
  (SELECT source, object_id FROM held WHERE reason IS NULL AND status_label NOT ILIKE 'closed%'
   ORDER BY hash(request_number) LIMIT 30)
  UNION ALL
  SELECT source, object_id FROM held
  WHERE closed_at::DATE = DATE '2026-11-30' AND created_at < TIMESTAMP '2026-11-30'`;

/** How many requests the City closes that night. */
export async function countClosed(connection: DuckDBConnection): Promise<number> {
  const reader = await connection.runAndReadAll(`SELECT count(*)::INTEGER FROM (${closedThatNight})`);
  return Number(reader.getRowsJS()[0]?.[0]);
}

const newDayMs = Date.parse('2026-12-01T00:00:00Z');

/**
 * Rows of a layer that a night reads: those touched in the three days of overlap, as they are held; and among them what
 * the City changed. Requests that the record's last day closed are closed a few hours later instead, so that their ages
 * are those of any night; and thirty that lay open for any number of years are closed at last.
 */
export async function changedRows(
  connection: DuckDBConnection,
  url: string,
): Promise<Map<number, ServedRow>> {
  const ms = (column: string): string => `epoch_ms(${column})::DOUBLE`;
  const reader = await connection.runAndReadAll(
    `WITH open AS (${closedThatNight})
     SELECT object_id::INTEGER AS "ESRI_OID", request_number AS "ServiceRequestNum", request_type AS "SRType", method AS "MethodReceived",
       ${ms('created_at')} AS "CreatedDate", CASE WHEN closes THEN 'Closed' ELSE status_label END AS "SRStatus",
       CASE WHEN closes THEN ${newDayMs} + 3600000.0 * 14 ELSE ${ms('updated_at')} END AS "StatusDate", ${ms('due_at')} AS "DueDate",
       CASE WHEN closes THEN ${newDayMs} + 3600000.0 * 14 ELSE ${ms('closed_at')} END AS "CloseDate",
       agency AS "Agency", CASE WHEN closes THEN 'Work completed' ELSE outcome END AS "Outcome", address AS "Address",
       neighborhood_label AS "Neighborhood", latitude::VARCHAR AS "Latitude", longitude::VARCHAR AS "Longitude"
     FROM (
       SELECT held.*, open.object_id IS NOT NULL AS closes
       FROM held LEFT JOIN open ON open.source = held.source AND open.object_id = held.object_id
       WHERE held.source = ?
     )
     WHERE closes OR updated_at >= TIMESTAMP '2026-11-27 23:59:59'`,
    [url],
  );
  const rows = reader.getRowObjectsJS() as ServedRow[];
  return new Map(rows.map((row) => [Number(row['ESRI_OID']), row]));
}

/** Requests opened on the new day, with the ids after the last. */
export function newRows(count: number, firstId: number): ServedRow[] {
  return Array.from({ length: count }, (_, index) => {
    const created = newDayMs + Math.floor((index / count) * 86_000) * 1000;
    return {
      ESRI_OID: firstId + index,
      ServiceRequestNum: `26-99${String(index).padStart(6, '0')}`,
      SRType: index % 3 === 0 ? 'SW-Dirty Alley' : 'TRM-Potholes',
      MethodReceived: 'Phone',
      CreatedDate: created,
      SRStatus: 'New',
      StatusDate: created,
      DueDate: created + 48 * 3_600_000,
      CloseDate: null,
      Agency: 'Transportation',
      Outcome: null,
      Address: `${100 + index} FAKE ST`,
      Neighborhood: null,
      Latitude: '39.3',
      Longitude: '-76.61',
    };
  });
}

import { codes, type Column } from './column.ts';
import { dispositions, locations, origins, statuses, workRecords } from './code.ts';

/**
 * Two tables that browsers read without an engine are cut into many small parts: `lookup` by request number, `nearby`
 * by place. The manifest names their indexes; an index names its parts, as `[first 8 of sha256, bytes, rows]` by key.
 * A part is gzipped JSON: `{ "rows": [[…], …] }`, each row's values in the order of the columns below.
 */
export interface PartIndex {
  /** Stands in sample data. */
  notice?: string;
  parts: Record<string, [sha8: string, bytes: number, rows: number]>;
}

/** The content of one part. */
export interface Part {
  notice?: string;
  rows: (string | number | null)[][];
}

/** Request numbers in one part of `lookup`. */
const numbersInBlock = 2500;

/** The index of `lookup` that holds a number: its two digits for the year. `26-00123456` → `26`. */
export function lookupYear(requestNumber: string): string {
  return requestNumber.slice(0, 2);
}

/** The key, in that index, of the part that holds a number. `26-00123456` → `00049`. */
export function lookupBlock(requestNumber: string): string {
  return String(Math.floor(Number(requestNumber.slice(3)) / numbersInBlock)).padStart(5, '0');
}

/** The same as SQL over a column of request numbers. */
export const lookupBlockSql = (column: string): string =>
  `lpad((substr(${column}, 4)::INTEGER // ${numbersInBlock})::VARCHAR, 5, '0')`;

/** Side of a cell of `nearby`: about 430 m from west to east and 560 m from south to north in Baltimore. */
const cellDegrees = 0.005;
/** South-west corner from which cells are counted, well outside the city. */
const corner = { longitude: -77, latitude: 39 };

/** The key of the part of `nearby` that holds a point, column then row: `0077-0058`. */
export function nearbyCell(longitude: number, latitude: number): string {
  return cellKey(
    Math.floor((longitude - corner.longitude) / cellDegrees),
    Math.floor((latitude - corner.latitude) / cellDegrees),
  );
}

/** The keys of all cells that a box touches, in degrees. */
export function nearbyCells(west: number, south: number, east: number, north: number): string[] {
  const keys: string[] = [];
  const column = (longitude: number): number => Math.floor((longitude - corner.longitude) / cellDegrees);
  const row = (latitude: number): number => Math.floor((latitude - corner.latitude) / cellDegrees);
  for (let x = column(west); x <= column(east); x += 1) {
    for (let y = row(south); y <= row(north); y += 1) keys.push(cellKey(x, y));
  }
  return keys;
}

const cellKey = (x: number, y: number): string =>
  `${String(x).padStart(4, '0')}-${String(y).padStart(4, '0')}`;

/** The key of a point's cell as SQL. */
export const nearbyCellSql = (longitude: string, latitude: string): string =>
  [
    [longitude, corner.longitude],
    [latitude, corner.latitude],
  ]
    .map(
      ([column, start]) => `lpad(floor((${column} - (${start})) / ${cellDegrees})::INTEGER::VARCHAR, 4, '0')`,
    )
    .join(` || '-' || `);

/** Days before the record's end whose requests `nearby` holds. */
export const nearbyDays = 730;

/** The name of a part's file. */
export function partPath(index: 'nearby' | `lookup-${string}`, key: string, sha8: string): string {
  return `${index}-${key}.${sha8}.json.gz`;
}

const moment = (name: string, description: string): Column => ({
  name,
  type: 'BIGINT',
  unit: 'seconds',
  description: `${description}, Baltimore wall clock, counted from 1970 as if it were UTC; null where there is none`,
});

/** One request as its own page shows it. */
export const lookup: Column[] = [
  { name: 'request_number', type: 'VARCHAR', description: "The City's number" },
  { name: 'request_type', type: 'USMALLINT', description: 'request_type_id in request_types' },
  { name: 'origin', type: 'UTINYINT', description: codes(origins) },
  { name: 'status', type: 'UTINYINT', description: codes(statuses) },
  { name: 'disposition', type: 'UTINYINT', description: codes(dispositions) },
  { name: 'outcome', type: 'VARCHAR', description: "The City's words about the result; null where blank" },
  { name: 'work_recorded', type: 'UTINYINT', description: codes(workRecords) },
  moment('created_at', 'Opened'),
  moment('due_at', "The City's due date, where it is after the opening"),
  moment('closed_at', 'Closed'),
  moment('updated_at', 'Last change the City recorded'),
  { name: 'agency', type: 'VARCHAR', description: 'Agency as the City wrote it' },
  { name: 'method', type: 'VARCHAR', description: 'How it came in' },
  { name: 'address', type: 'VARCHAR', description: 'As published in detail: of sensitive types the block' },
  { name: 'longitude', type: 'DOUBLE', unit: 'degrees', description: 'As published in detail' },
  { name: 'latitude', type: 'DOUBLE', unit: 'degrees', description: 'As published in detail' },
  { name: 'place_is_block', type: 'UTINYINT', description: '1 where address and point tell the block only' },
  { name: 'location', type: 'UTINYINT', description: codes(locations) },
  { name: 'neighborhood', type: 'USMALLINT', description: 'area_id in areas' },
  { name: 'council_district', type: 'USMALLINT', description: 'area_id in areas' },
  { name: 'community_statistical_area', type: 'USMALLINT', description: 'area_id in areas' },
  { name: 'parent_number', type: 'VARCHAR', description: 'Of a duplicate: the request it repeats, inferred' },
  {
    name: 'successor_number',
    type: 'VARCHAR',
    description: 'Of a transferred request: its successor, inferred',
  },
  { name: 'closed_instantly', type: 'UTINYINT', description: '1 where closed within the hour it was opened' },
  { name: 'closed_in_batch', type: 'UTINYINT', description: '1 where closed on a day of bulk closing' },
];

/** One request as a point of the map, or as a neighbor of another; only those with a point of their own. */
export const nearby: Column[] = [
  { name: 'request_number', type: 'VARCHAR', description: "The City's number" },
  { name: 'request_type', type: 'USMALLINT', description: 'request_type_id in request_types' },
  { name: 'origin', type: 'UTINYINT', description: codes(origins) },
  { name: 'status', type: 'UTINYINT', description: codes(statuses) },
  { name: 'disposition', type: 'UTINYINT', description: codes(dispositions) },
  moment('created_at', 'Opened'),
  moment('due_at', "The City's due date, where it is after the opening"),
  moment('closed_at', 'Closed'),
  { name: 'longitude', type: 'DOUBLE', unit: 'degrees', description: 'As published in detail, 5 decimals' },
  { name: 'latitude', type: 'DOUBLE', unit: 'degrees', description: 'As published in detail, 5 decimals' },
  { name: 'place_is_block', type: 'UTINYINT', description: '1 where the point tells the block only' },
];

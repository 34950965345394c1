/**
 * Three tables that browsers read without an engine are cut into many small parts: `lookup` by request number, `nearby`
 * by place, `by_street` by street. The manifest names their indexes; an index names its parts, as `[first 8 of sha256, bytes, rows]` by key.
 * A part is gzipped JSON: `{ "rows": [[…], …] }`, each row's values in the order of the table's columns
 * (part-columns.ts). docs/decisions/small-parts.md says why.
 */
export interface PartIndex {
  /** Stands in sample data. */
  notice?: string;
  /** Lists of words that rows name by position: outcomes and agencies. */
  words?: Record<string, string[]>;
  /** Of `by_street`: how many parts hold several streets, those without a request included. */
  bins?: number;
  /** Of `by_street`: streets with a part of their own. */
  own?: string[];
  parts: Record<string, [sha8: string, bytes: number, rows: number]>;
}

/** The content of one part. */
export interface Part {
  notice?: string;
  rows: (string | number | null)[][];
}

/**
 * Tables cut into parts. `lookup` has an index for each two digits that request numbers begin with, `by_street` one for
 * each year of opening; its parts have a form of their own (street-part.ts).
 */
export type PartTable = 'lookup' | 'nearby' | 'by_street';
export type IndexName = 'nearby' | `lookup-${string}` | `by_street-${string}`;

/** The name of a part's file. */
export function partPath(index: IndexName, key: string, sha8: string): string {
  return `${index}-${key}.${sha8}.json.gz`;
}

/** The name of the index that a published file is: `lookup-26.1a2b3c4d.json` → `lookup-26`. */
export function indexName(path: string): IndexName {
  return path.slice(0, path.indexOf('.')) as IndexName;
}

/** Request numbers in one part of `lookup`. */
export const numbersInBlock = 2500;

/** The two digits for the year, which name the index of `lookup` that holds a number. `26-00123456` → `26`. */
export function lookupYear(requestNumber: string): string {
  return requestNumber.slice(0, 2);
}

/** The key, in that index, of the part that holds a number. `26-00123456` → `00049`. */
export function lookupBlock(requestNumber: string): string {
  return String(Math.floor(Number(requestNumber.slice(3)) / numbersInBlock)).padStart(5, '0');
}

/** Index and key together as SQL, over an expression that gives a request number: `26-00049`. */
export const lookupKeySql = (number: string): string =>
  `substr(${number}, 1, 2) || '-' || lpad((substr(${number}, 4)::INTEGER // ${numbersInBlock})::VARCHAR, 5, '0')`;

/** Days before the record's last day whose requests `nearby` holds. */
export const nearbyDays = 730;

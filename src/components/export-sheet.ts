/**
 * What a column holds. A moment is a wall clock in Baltimore, in milliseconds as if it were UTC; files write it without
 * a zone, as the record does.
 */
export type SheetType = 'text' | 'integer' | 'number' | 'moment';

export interface SheetColumn {
  /** snake_case; the same in every language. */
  name: string;
  type: SheetType;
  /** What numbers are counted in: "days", "percent". */
  unit?: string;
}

export type SheetCell = string | number | null;

/** What a file says about itself, so that it can be traced when nothing else came with it. */
export interface SheetAbout {
  title: string;
  /** Stands first in a file of sample data; empty otherwise. */
  notice: string;
  portal: string;
  /** Where the record comes from, as a sentence. */
  source: string;
  /** Id of the snapshot. */
  snapshot: string;
  /** Local wall clock of the newest record. */
  dataThrough: string;
  /** What was asked for, in words: places, period, kinds, number of requests. */
  filter: string;
  /** Address of how it is counted. */
  method: string;
  /** Address that shows the same, with its snapshot. */
  address: string;
}

/** What a page shows, as a table to be written to a file. */
export interface Sheet {
  about: SheetAbout;
  columns: readonly SheetColumn[];
  /** Cells in the order of the columns. */
  rows: readonly (readonly SheetCell[])[];
}

/** Text without the control characters that spreadsheets and XML cannot hold; tabs and line ends stay. */
export function plainText(text: string): string {
  return text.replace(/(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu, '');
}

/** A moment as ISO text without a zone, to the second: `2026-11-22T23:58:42`. */
export function momentText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19);
}

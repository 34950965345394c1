/** One published column. `type` is DuckDB's name for it; `unit` is given where a number has one. */
export interface Column {
  name: string;
  type: string;
  unit?: string;
  description: string;
}

/** A closed vocabulary as a description lists it. */
export const words = (list: readonly string[]): string => list.join(', ');

/** The same with the positions by which `core` stores it. */
export const codes = (list: readonly string[]): string =>
  list.map((word, code) => `${code} ${word}`).join(', ');

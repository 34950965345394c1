/** What a cell holds. Whole numbers beyond what a double holds exactly, and all that is not a number, come as text. */
export type SqlCell = string | number | boolean | null;

/** One column of an answer. `type` is the engine's name for it. */
export interface SqlColumn {
  name: string;
  type: string;
  isNumber: boolean;
}

/** What one statement answered. */
export interface SqlAnswer {
  /** The statement, and where it begins in the whole text. */
  statement: string;
  from: number;
  columns: SqlColumn[];
  rows: SqlCell[][];
  /** True when the statement has more rows than are kept. */
  isCut: boolean;
  /** True when texts in it were longer than `longestText` and are kept only up to it. */
  hasCutText: boolean;
  milliseconds: number;
  /** Size of the rows as they came from the engine. */
  bytes: number;
}

/** Characters of one text that are kept. */
export const longestText = 10_000;

const whole = /^U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?$|^HUGEINT$/;
const fraction = /^(?:DOUBLE|FLOAT|REAL|DECIMAL\(\d+,\d+\))$/;

/** Whether values of an engine's type are numbers, which stand right and are sorted by size. */
export function isNumberType(type: string): boolean {
  return whole.test(type) || fraction.test(type);
}

/**
 * The expression that brings a column out of the engine as something JavaScript holds exactly: texts of a bounded length,
 * 32-bit numbers, doubles and yes-no as they are, all else as the engine writes it.
 * @param name of the column in the statement that this is part of.
 */
export function exportExpression(name: string, type: string): string {
  if (
    ['BOOLEAN', 'TINYINT', 'SMALLINT', 'INTEGER', 'UTINYINT', 'USMALLINT', 'DOUBLE', 'FLOAT'].includes(type)
  )
    return name;
  return `left(CAST(${name} AS VARCHAR), ${longestText + 1})`;
}

/** One exported value as a cell. */
export function readCell(value: unknown, { isNumber }: SqlColumn): SqlCell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') {
    if (!isNumber) return value.slice(0, longestText);
    const number = Number(value);
    return Number.isInteger(number) && !Number.isSafeInteger(number) ? value : number;
  }
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return String(value);
}

/** Orders cells for a reader who sorts by a column: numbers by size, texts by their characters, nothing last. */
export function compareCells(a: SqlCell, b: SqlCell, { isNumber }: SqlColumn): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (isNumber) return Number(a) - Number(b);
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

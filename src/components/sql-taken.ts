import type { SqlAnswer, SqlCell } from '../data/sql-answer.ts';
import { takeableChart } from './chart-taken.ts';
import type { Sheet, SheetCell, SheetColumn } from './export-sheet.ts';
import type { TakeTools } from './take-offer.ts';
import { aboutRecord, fileStem, type Takeable } from './takeable.ts';

export interface SqlTakenOptions {
  /** What the answer is called on the page. */
  title: string;
  number: number;
  /** The address that asks the same again, of the same record. */
  address: string;
  unitOf: (name: string) => string | undefined;
  /** The answer on the page, with its chart where one is drawn. */
  section: HTMLElement;
}

/** What an answer of the workbench gives along: its rows, its chart, a citation with its SQL's address. */
export function takeableAnswer(
  answer: SqlAnswer,
  { title, number, address, unitOf, section }: SqlTakenOptions,
  details: HTMLElement,
  { t }: TakeTools,
): Takeable {
  const record = aboutRecord(details, t);
  const about: Takeable['about'] = () => ({ ...record, title, filter: answer.statement, address });
  const chart = (): SVGSVGElement | null => section.querySelector('.answer-chart svg');
  return {
    name: fileStem(`sql-${number}`, record.snapshot),
    about,
    sheet: () => ({ about: about(), ...answerNumbers(answer, unitOf) }),
    picture: () => takeableChart(chart(), about(), chart()?.getAttribute('aria-label') ?? '', t),
    watched: section,
  };
}

/** An answer as columns and rows of a file. Numbers that a double does not hold stay text, all of their column. */
export function answerNumbers(
  { columns, rows }: Pick<SqlAnswer, 'columns' | 'rows'>,
  unitOf: (name: string) => string | undefined,
): Omit<Sheet, 'about'> {
  const types = columns.map((_, index) => typeOf(rows.map((row) => row[index] ?? null)));
  const seen = new Map<string, number>();
  const named = columns.map(({ name }, index): SheetColumn => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    const unit = unitOf(name);
    return {
      name: times === 1 ? name : `${name}_${times}`,
      type: types[index]!,
      ...(unit === undefined ? {} : { unit }),
    };
  });
  return {
    columns: named,
    rows: rows.map((row) =>
      row.map((cell, index): SheetCell => {
        if (cell === null || typeof cell === 'number') return types[index] === 'text' ? textOf(cell) : cell;
        return String(cell);
      }),
    ),
  };
}

const textOf = (cell: number | null): string | null => (cell === null ? null : String(cell));

function typeOf(cells: readonly SqlCell[]): 'text' | 'integer' | 'number' {
  const there = cells.filter((cell) => cell !== null);
  if (there.length === 0 || !there.every((cell) => typeof cell === 'number')) return 'text';
  return there.every((cell) => Number.isSafeInteger(cell)) ? 'integer' : 'number';
}

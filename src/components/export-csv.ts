import { stringify } from 'csv-stringify/browser/esm/sync';
import { formulaPattern } from '../contract/formula.ts';
import type { Translate } from '../i18n/translate.ts';
import {
  momentText,
  plainText,
  type Sheet,
  type SheetAbout,
  type SheetCell,
  type SheetType,
} from './export-sheet.ts';

/**
 * A sheet as CSV that spreadsheets open right: UTF-8 with a mark that says so, commas, CRLF, decimal points, no formula.
 * What it is stands above the names of the columns, a line each in the first cell (see docs/decisions/csv-for-excel.md).
 * @param t says what the lines above are, in the reader's language.
 */
export function csvOf({ about, columns, rows }: Sheet, t: Translate): string {
  return stringify(
    [
      ...linesAbove(about, t).map((line) => [withoutFormula(line)]),
      columns.map(({ name }) => name),
      ...rows.map((cells) => cells.map((cell, index) => csvCell(cell, columns[index]?.type ?? 'text'))),
    ],
    { bom: true, record_delimiter: 'windows' },
  );
}

function linesAbove(
  { title, notice, portal, source, snapshot, dataThrough, filter, method, address }: SheetAbout,
  t: Translate,
): string[] {
  return [
    notice,
    title,
    filter,
    t('take.fileSource', { portal, source }),
    t('take.fileRecord', { id: snapshot, moment: dataThrough.replace('T', ' ') }),
    t('take.fileMethod', { address: method }),
    t('take.fileAddress', { address }),
  ].filter((line) => line !== '');
}

function csvCell(cell: SheetCell, type: SheetType): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return withoutFormula(cell);
  if (!Number.isFinite(cell)) return '';
  return type === 'moment' ? momentText(cell).replace('T', ' ') : String(cell);
}

const formula = new RegExp(formulaPattern, 'g');

/** Text that no spreadsheet takes for a formula: an apostrophe stands before the sign. */
function withoutFormula(text: string): string {
  return plainText(text).replace(formula, "$1$2'$3");
}

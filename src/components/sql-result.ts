import {
  compareCells,
  longestText,
  type SqlAnswer,
  type SqlCell,
  type SqlColumn,
} from '../data/sql-answer.ts';
import { formatNumber, formatSize } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { element } from './element.ts';

export interface SqlResultOptions {
  language: Language;
  t: Translate;
  /** The unit of a column by its name; undefined where none is known. */
  unitOf: (name: string) => string | undefined;
  /** What the answer was asked of: tables, snapshot, data through. */
  source: string;
}

/** Rows that are put into the page at a time: a phone stands still over more. */
const shownAtOnce = 100;
const moreAtOnce = 1000;

/** Seconds as a reader compares them. */
export function sayTime(milliseconds: number, language: Language, t: Translate): string {
  return t('workbench.seconds', { number: formatNumber(milliseconds / 1000, language, 2) });
}

/** One answer: what it cost, its table, sorted as the reader likes. */
export function sqlResult(answer: SqlAnswer, number: number, options: SqlResultOptions): HTMLElement {
  const { language, t } = options;
  const title = element('h3', '', t('workbench.resultTitle', { number }));
  title.id = `answer-${number}`;
  const section = element('section', 'sql-answer', title);
  section.setAttribute('aria-labelledby', title.id);
  section.append(element('p', 'small soft sql-answer-text', firstLine(answer.statement)));
  const time = sayTime(answer.milliseconds, language, t);
  if (answer.columns.length === 0 || !givesRows(answer)) {
    section.append(element('p', 'small', t('workbench.resultNothing', { time })));
    return section;
  }
  const words = t('workbench.resultWords', {
    rows: t('workbench.rows', {
      count: answer.rows.length,
      number: formatNumber(answer.rows.length, language),
    }),
    columns: answer.columns.length,
    size: formatSize(answer.bytes, language),
    time,
  });
  section.append(element('p', 'small', words));
  if (answer.isCut)
    section.append(
      element(
        'p',
        'sql-cut',
        t('workbench.resultCut', { number: formatNumber(answer.rows.length, language) }),
      ),
    );
  if (answer.hasCutText)
    section.append(
      element('p', 'sql-cut', t('workbench.resultCutText', { number: formatNumber(longestText, language) })),
    );
  section.append(...tableOf(answer, number, options), element('p', 'small soft', options.source));
  return section;
}

/** What is not a question answers with the count of rows it touched, or with nothing. */
function givesRows({ columns, rows, statement }: SqlAnswer): boolean {
  const isChange =
    /^\s*(?:CREATE|INSERT|UPDATE|DELETE|DROP|ALTER|BEGIN|COMMIT|ROLLBACK|SET|USE|ATTACH|DETACH)/i;
  return (
    !isChange.test(statement) && (columns.length > 1 || rows.length > 0 || columns[0]?.name !== 'Success')
  );
}

function firstLine(statement: string): string {
  const lines = statement.split('\n').filter((line) => !/^\s*(?:--|$)/.test(line));
  const line = (lines[0] ?? '').trim();
  return lines.length > 1 || line.length > 120 ? `${line.slice(0, 120)} …` : line;
}

function tableOf(
  answer: SqlAnswer,
  number: number,
  { language, t, unitOf }: SqlResultOptions,
): HTMLElement[] {
  let rows = answer.rows;
  let shown = Math.min(rows.length, shownAtOnce);
  const body = element('tbody', '');
  const heads = answer.columns.map((column) => headOf(column, unitOf(column.name), t));
  const head = element('thead', '', element('tr', '', ...heads.map(({ cell }) => cell)));
  const table = element('table', 'sql-table', head, body);
  const scroll = element('section', 'scroll', table);
  scroll.setAttribute('aria-label', t('workbench.resultOf', { number }));
  scroll.tabIndex = 0;
  const count = element('span', '');
  const more = element('button', 'button');
  more.setAttribute('type', 'button');
  const foot = element('p', 'small sql-more', count, ' ', more);
  const fill = (): void => {
    body.replaceChildren(...rows.slice(0, shown).map((row) => rowOf(row, answer.columns, t)));
    foot.hidden = rows.length <= shownAtOnce;
    more.hidden = shown >= rows.length;
    more.textContent = t('workbench.showMore', {
      number: formatNumber(Math.min(moreAtOnce, rows.length - shown), language),
    });
    count.textContent = t('workbench.shownOf', {
      shown: formatNumber(shown, language),
      rows: formatNumber(rows.length, language),
    });
  };
  more.addEventListener('click', () => {
    shown = Math.min(rows.length, shown + moreAtOnce);
    fill();
  });
  heads.forEach(({ cell, button }, index) =>
    button.addEventListener('click', () => {
      const isDown = cell.getAttribute('aria-sort') === 'ascending';
      for (const other of heads) other.cell.removeAttribute('aria-sort');
      cell.setAttribute('aria-sort', isDown ? 'descending' : 'ascending');
      rows = sorted(answer, index, isDown);
      fill();
    }),
  );
  fill();
  return [scroll, foot];
}

function sorted({ rows, columns }: SqlAnswer, index: number, isDown: boolean): SqlCell[][] {
  const column = columns[index]!;
  return rows.toSorted((left, right) => {
    const [a, b] = [left[index] ?? null, right[index] ?? null];
    // What is not there stays last either way.
    return a === null || b === null || !isDown ? compareCells(a, b, column) : compareCells(b, a, column);
  });
}

function headOf(
  { name, type, isNumber }: SqlColumn,
  unit: string | undefined,
  t: Translate,
): { cell: HTMLElement; button: HTMLElement } {
  const button = element('button', '', name);
  button.setAttribute('type', 'button');
  button.title = t('workbench.sort', { column: name });
  const words = element('span', 'sql-type', unit === undefined ? type : `${type} · ${unit}`);
  const cell = element('th', isNumber ? 'number' : '', button, words);
  cell.setAttribute('scope', 'col');
  return { cell, button };
}

function rowOf(row: readonly SqlCell[], columns: readonly SqlColumn[], t: Translate): HTMLElement {
  return element(
    'tr',
    '',
    ...row.map((cell, index) => {
      if (cell === null) return element('td', 'sql-null', t('workbench.nothing'));
      return element('td', columns[index]?.isNumber === true ? 'number' : '', sayCell(cell));
    }),
  );
}

/** A cell as it is; of fractions as many digits as tell rows apart. */
function sayCell(cell: string | number | boolean): string {
  if (typeof cell !== 'number' || Number.isInteger(cell)) return String(cell);
  return String(Number(cell.toPrecision(8)));
}

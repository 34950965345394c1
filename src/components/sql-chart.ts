import {
  answerChart,
  answerMarks,
  mostBars,
  type AnswerMark,
  type AnswerPoint,
} from '../charts/answer-chart.ts';
import type { SqlAnswer } from '../data/sql-answer.ts';
import { formatNumber, formatTick } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { drawn } from './drawn.ts';
import { element } from './element.ts';

/** Which columns a chart shows, by their names. */
export interface SqlChartChoice {
  mark: AnswerMark;
  x: string;
  y: string;
}

/**
 * A quick chart of an answer, with what is drawn for the reader to choose.
 * @param wanted what a worked question asks to be drawn; then the chart stands open.
 */
export function sqlChart(
  answer: SqlAnswer,
  wanted: SqlChartChoice | null,
  source: string,
  language: Language,
  t: Translate,
): HTMLElement {
  const names = answer.columns.map(({ name }) => name);
  const numbers = answer.columns.filter(({ isNumber }) => isNumber).map(({ name }) => name);
  const details = document.createElement('details');
  details.className = 'sql-chart';
  details.append(element('summary', '', t('workbench.chart')));
  if (numbers.length === 0 || answer.rows.length < 2) {
    details.append(element('p', 'small soft', t('workbench.chartFew')));
    return details;
  }
  const fits = wanted !== null && names.includes(wanted.x) && numbers.includes(wanted.y);
  const first = fits ? wanted : usual(answer);
  const figure = element('figure', 'answer-chart');
  const choices = {
    mark: select(t('workbench.chartMark'), answerMarks, first.mark, (mark) => markName(mark, t)),
    y: select(t('workbench.chartY'), numbers, first.y),
    x: select(t('workbench.chartX'), names, first.x),
  };
  const draw = (): void => {
    const choice = {
      mark: choices.mark.field.value as AnswerMark,
      x: choices.x.field.value,
      y: choices.y.field.value,
    };
    figure.replaceChildren(...figureOf(answer, choice, source, language, t));
  };
  for (const { field } of Object.values(choices)) field.addEventListener('change', draw);
  details.append(
    element('p', 'sql-chart-choice', ...Object.values(choices).map(({ label }) => label)),
    figure,
  );
  details.addEventListener('toggle', () => {
    if (details.open && figure.childElementCount === 0) draw();
  });
  details.open = fits;
  return details;
}

/** Bars of the first text column, or a line over days; else dots of two numbers. */
function usual({ columns }: SqlAnswer): SqlChartChoice {
  const named = columns.find(({ isNumber }) => !isNumber);
  const numbers = columns.filter(({ isNumber }) => isNumber);
  const isTime = named !== undefined && /^(?:DATE|TIMESTAMP)/.test(named.type);
  return {
    mark: named === undefined ? 'dot' : isTime ? 'line' : 'bar',
    x: (named ?? numbers[0])!.name,
    y: (numbers.find(({ name }) => name !== (named ?? numbers[0])!.name) ?? numbers[0])!.name,
  };
}

function markName(mark: AnswerMark, t: Translate): string {
  return { bar: t('workbench.chartBar'), line: t('workbench.chartLine'), dot: t('workbench.chartDot') }[mark];
}

function select<Value extends string>(
  words: string,
  values: readonly Value[],
  chosen: string,
  nameOf: (value: Value) => string = String,
): { label: HTMLElement; field: HTMLSelectElement } {
  const field = document.createElement('select');
  for (const value of new Set(values)) field.append(new Option(nameOf(value), value));
  field.value = chosen;
  return { label: element('label', '', words, ' ', field), field };
}

function figureOf(
  answer: SqlAnswer,
  { mark, x, y }: SqlChartChoice,
  source: string,
  language: Language,
  t: Translate,
): Node[] {
  const indexOf = (name: string): number => answer.columns.findIndex((column) => column.name === name);
  const [xIndex, yIndex] = [indexOf(x), indexOf(y)];
  const points = answer.rows.flatMap((row): AnswerPoint[] => {
    const [given, value] = [row[xIndex] ?? null, Number(row[yIndex] ?? Number.NaN)];
    if (!Number.isFinite(value)) return [];
    return [{ x: typeof given === 'number' ? given : String(given ?? t('workbench.nothing')), y: value }];
  });
  const skipped = answer.rows.length - points.length;
  const label = t('workbench.chartLabel', { mark: markName(mark, t), x, y });
  const drawing = answerChart(document, mark, points, { x, y }, label, {
    value: (value) =>
      formatNumber(value, language, Number.isInteger(value) ? 0 : Math.abs(value) < 10 ? 2 : 1),
    day: (day, spanDays) => formatTick(day, spanDays, language),
  });
  const notes = [
    ...(mark === 'bar' && points.length > mostBars
      ? [t('workbench.chartBars', { number: formatNumber(mostBars, language) })]
      : []),
    ...(skipped > 0
      ? [t('workbench.chartSkipped', { count: skipped, number: formatNumber(skipped, language) })]
      : []),
    source,
  ];
  return [drawn(drawing), element('figcaption', 'small soft', notes.join(' '))];
}

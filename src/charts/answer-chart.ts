import * as Plot from '@observablehq/plot';
import type { Drawing } from './drawing.ts';
import { plotDrawing } from './plot-drawing.ts';

export const answerMarks = ['bar', 'line', 'dot'] as const;
export type AnswerMark = (typeof answerMarks)[number];

/** One row of an answer to be drawn. Days and moments come as text that sorts. */
export interface AnswerPoint {
  x: string | number;
  y: number;
}

/** How a reader's language writes what stands at the axes. */
export interface AnswerFormat {
  value: (value: number) => string;
  /** A day, or a month where the chart spans many. */
  day: (day: Date, spanDays: number) => string;
}

/** Bars that fit under each other and can still be read. */
export const mostBars = 40;

const width = 640;
const barHigh = 24;

/**
 * A quick chart of two columns: bars from zero, a line over days or numbers, or dots.
 * @param document where elements are made.
 * @param label what the picture shows, for those who hear the page.
 * @param names of the columns, written at the axes.
 */
export function answerChart(
  document: Document,
  mark: AnswerMark,
  points: readonly AnswerPoint[],
  names: { x: string; y: string },
  label: string,
  format: AnswerFormat,
): Drawing {
  return plotDrawing(
    mark === 'bar'
      ? barOptions(document, points, names, format)
      : planeOptions(document, mark, points, names, format),
    label,
  );
}

type Options = Plot.PlotOptions & { document: Document };

function barOptions(
  document: Document,
  points: readonly AnswerPoint[],
  names: { y: string },
  { value: formatValue }: AnswerFormat,
): Options {
  // Two rows of one name are two bars.
  const bars = points.slice(0, mostBars).map((point, index) => ({ ...point, key: String(index) }));
  const labels = new Map(bars.map(({ key, x }) => [key, shorten(String(x))]));
  const longest = Math.max(4, ...[...labels.values()].map(({ length }) => length));
  const values = bars.map(({ y }) => y);
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  return {
    document,
    width,
    height: bars.length * barHigh + 44,
    marginTop: 4,
    marginLeft: Math.min(230, 14 + 7.2 * longest),
    marginRight: 64,
    marginBottom: 40,
    x: {
      domain: least === most ? [0, 1] : [least, most],
      nice: true,
      label: names.y,
      ticks: 4,
      tickFormat: formatValue,
    },
    y: {
      domain: bars.map(({ key }) => key),
      label: null,
      tickSize: 0,
      tickFormat: (key: string) => labels.get(key) ?? '',
      padding: 0.22,
    },
    marks: [
      Plot.gridX({ ticks: 4, className: 'chart-grid' }),
      Plot.barX(bars, { x: 'y', y: 'key', className: 'chart-bar' }),
      Plot.text(bars, {
        x: 'y',
        y: 'key',
        text: ({ y }: AnswerPoint) => formatValue(y),
        textAnchor: 'start',
        dx: 5,
        className: 'chart-value',
      }),
      Plot.ruleX([0], { className: 'chart-base' }),
    ],
  };
}

function planeOptions(
  document: Document,
  mark: 'line' | 'dot',
  points: readonly AnswerPoint[],
  names: { x: string; y: string },
  { value: formatValue, day: formatDay }: AnswerFormat,
): Options {
  const isNumeric = points.every(({ x }) => typeof x === 'number');
  const days = isNumeric ? null : daysOf(points);
  const placed = points.map(({ x, y }, index) => ({
    x: isNumeric ? Number(x) : (days?.[index] ?? String(x)),
    y,
  }));
  const values = points.map(({ y }) => y);
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  const marks =
    mark === 'line'
      ? [
          Plot.lineY(placed, { x: 'x', y: 'y', className: 'chart-line' }),
          ...(placed.length <= 40
            ? [Plot.dot(placed, { x: 'x', y: 'y', r: 3, className: 'chart-dot' })]
            : []),
        ]
      : [Plot.dot(placed, { x: 'x', y: 'y', r: 3.5, className: 'chart-dot' })];
  return {
    document,
    width,
    height: 320,
    marginTop: 24,
    marginLeft: 20 + 7 * Math.max(...[least, most].map((value) => formatValue(value).length)),
    marginBottom: 44,
    marginRight: 24,
    x: {
      label: names.x,
      ...(isNumeric || days !== null ? {} : { type: 'point' as const, tickFormat: shorten }),
      ...(days === null
        ? {}
        : {
            type: 'utc' as const,
            ticks: 6,
            tickFormat: (day: Date) => formatDay(day, spanDays(days)),
          }),
      ...(isNumeric ? { nice: true, tickFormat: formatValue } : {}),
    },
    y: {
      domain: least === most ? [0, 1] : [least, most],
      nice: true,
      label: names.y,
      ticks: 5,
      tickFormat: formatValue,
    },
    marks: [
      Plot.gridY({ ticks: 5, className: 'chart-grid' }),
      ...marks,
      Plot.ruleY([0], { className: 'chart-base' }),
    ],
  };
}

function spanDays(days: readonly Date[]): number {
  const times = days.map((day) => day.getTime());
  return (Math.max(...times) - Math.min(...times)) / 86_400_000;
}

/** Days and moments as the engine writes them; null where one is something else. */
function daysOf(points: readonly AnswerPoint[]): Date[] | null {
  const dates = points.map(({ x }) =>
    /^\d{4}-\d{2}(?:-\d{2}(?: \d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?)?$/.test(String(x))
      ? new Date(`${String(x).replace(' ', 'T')}${String(x).includes(' ') ? 'Z' : ''}`)
      : null,
  );
  return dates.every((date): date is Date => date !== null && !Number.isNaN(date.getTime())) ? dates : null;
}

function shorten(text: string): string {
  const longest = 30;
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

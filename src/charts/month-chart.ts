import * as Plot from '@observablehq/plot';
import type { Drawing } from './drawing.ts';
import { plotDrawing } from './plot-drawing.ts';

/** A month's bar. Heights are counts of requests. */
export interface MonthBar {
  /** Unique, in order: the x position. */
  month: string;
  /** What is written below the bar. */
  label: string;
  requests: number;
  /** The same month a year before: a line across the bar. */
  before: number | null;
  /** The month is not over: drawn lighter. */
  isWhole: boolean;
}

const [width, height] = [420, 200];

/**
 * Requests by month as an SVG drawing, made while the site is built: no script and no style of its own, so that it needs
 * nothing of the content security policy. Its colors come from classes in place.css.
 * @param document where elements are made: a browser's, or one made while the site is built.
 * @param label what the picture shows, for those who hear the page.
 */
export function monthChart(
  document: Document,
  bars: readonly MonthBar[],
  label: string,
  formatCount: (count: number) => string,
): Drawing {
  const tallest = Math.max(1, ...bars.flatMap(({ requests, before }) => [requests, before ?? 0]));
  const labels = new Map(bars.map((bar) => [bar.month, bar.label]));
  const of = (isWhole: boolean): MonthBar[] => bars.filter((bar) => bar.isWhole === isWhole);
  const bar = { x: 'month', y: 'requests', insetLeft: 1, insetRight: 1 } as const;
  return plotDrawing(
    {
      document,
      width,
      height,
      marginTop: 12,
      marginLeft: 8 + 8 * formatCount(tallest).length,
      marginRight: 2,
      marginBottom: 22,
      x: {
        domain: bars.map(({ month }) => month),
        label: null,
        tickSize: 0,
        tickFormat: (month: string) => labels.get(month) ?? '',
        padding: 0.12,
      },
      y: {
        domain: [0, tallest],
        nice: true,
        label: null,
        tickSize: 0,
        ticks: 3,
        tickFormat: (count: number) => (Number.isInteger(count) ? formatCount(count) : ''),
      },
      marks: [
        Plot.gridY({ ticks: 3, className: 'chart-grid' }),
        Plot.barY(of(true), { ...bar, className: 'chart-bar' }),
        Plot.barY(of(false), { ...bar, className: 'chart-bar chart-bar-partial' }),
        Plot.tickY(
          bars.filter(({ before }) => before !== null),
          { x: 'month', y: 'before', className: 'chart-before' },
        ),
        Plot.ruleY([0], { className: 'chart-base' }),
      ],
    },
    label,
  );
}

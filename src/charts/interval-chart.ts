import * as Plot from '@observablehq/plot';
import type { Drawing } from './drawing.ts';
import { plotDrawing } from './plot-drawing.ts';

/** One figure with how sure it is. Numbers are in the chart's unit. */
export interface IntervalRow {
  /** Unique; stands above the line. */
  label: string;
  value: number;
  low: number;
  high: number;
  /** What the reader should look at first. */
  isMain: boolean;
}

const width = 420;
const rowHeight = 46;

/**
 * Figures with their intervals around zero, one below the other: a dot, a line for the interval, its words above it.
 * @param document where elements are made.
 * @param format says a value on the axis.
 */
export function intervalChart(
  document: Document,
  rows: readonly IntervalRow[],
  label: string,
  format: (value: number) => string,
): Drawing {
  const most = Math.max(...rows.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]), 1e-9);
  const [left, right] = [
    Math.min(0, ...rows.map(({ low }) => low)),
    Math.max(0, ...rows.map(({ high }) => high)),
  ];
  const pad = most * 0.06;
  return plotDrawing(
    {
      document,
      width,
      height: rows.length * rowHeight + 26,
      marginTop: 4,
      marginLeft: 12,
      marginRight: 14,
      marginBottom: 22,
      x: { domain: [left - pad, right + pad], label: null, tickSize: 0, ticks: 4, tickFormat: format },
      y: { type: 'band', domain: rows.map(({ label: own }) => own), axis: null, padding: 0 },
      marks: [
        Plot.gridX({ ticks: 4, className: 'chart-grid' }),
        Plot.ruleX([0], { className: 'chart-zero' }),
        Plot.text(rows, {
          y: 'label',
          text: 'label',
          frameAnchor: 'left',
          dy: -11,
          className: 'chart-words',
        }),
        ...[true, false].flatMap((isMain) => {
          const own = rows.filter((row) => row.isMain === isMain);
          const name = isMain ? 'chart-main' : 'chart-other';
          return [
            Plot.ruleY(own, {
              y: 'label',
              x1: 'low',
              x2: 'high',
              dy: 9,
              className: `${name} chart-interval`,
            }),
            Plot.dot(own, { y: 'label', x: 'value', r: 5, dy: 9, className: `${name} chart-dot` }),
          ];
        }),
      ],
    },
    label,
  );
}

import * as Plot from '@observablehq/plot';
import type { Drawing } from './drawing.ts';
import { plotDrawing } from './plot-drawing.ts';

/** The share closed within so many days, from 0 to 1, with its band. */
export interface CurvePoint {
  days: number;
  closed: number;
  low: number;
  high: number;
}

/** One line: the first is drawn as the reader's own, the second beside it. */
export interface Curve {
  name: string;
  points: readonly CurvePoint[];
}

const [width, height] = [420, 280];

/**
 * How the share closed grows with the days, for two groups, with 95 % bands.
 * @param document where elements are made.
 */
export function curveChart(
  document: Document,
  curves: readonly [Curve, Curve],
  lastDay: number,
  label: string,
  formatShare: (share: number) => string,
  formatDays: (days: number) => string,
): Drawing {
  const classes = ['chart-first', 'chart-second'];
  return plotDrawing(
    {
      document,
      width,
      height,
      marginTop: 12,
      marginLeft: 44,
      marginRight: 14,
      marginBottom: 24,
      x: { domain: [0, lastDay], label: null, ticks: 6, tickSize: 0, tickFormat: formatDays },
      y: { domain: [0, 1], label: null, ticks: 5, tickSize: 0, tickFormat: formatShare },
      marks: [
        Plot.gridY({ ticks: 5, className: 'chart-grid' }),
        ...curves.map(({ points }, index) =>
          Plot.areaY(points, {
            x: 'days',
            y1: 'low',
            y2: 'high',
            curve: 'step-after',
            className: `${classes[index]} chart-band`,
          }),
        ),
        ...curves.map(({ points }, index) =>
          Plot.lineY(points, {
            x: 'days',
            y: 'closed',
            curve: 'step-after',
            className: `${classes[index]} chart-line`,
          }),
        ),
        ...curves.map(({ name, points }, index) =>
          Plot.text(points.slice(-1), {
            x: lastDay,
            y: index === 0 ? 0.1 : 0.2,
            text: () => name,
            textAnchor: 'end',
            className: `${classes[index]} chart-name`,
          }),
        ),
        Plot.ruleY([0], { className: 'chart-base' }),
      ],
    },
    label,
  );
}

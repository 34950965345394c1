import * as Plot from '@observablehq/plot';
import type { Drawing } from './drawing.ts';
import { plotDrawing } from './plot-drawing.ts';

/** A figure of one quarter, with its interval. */
export interface TrendPoint {
  /** Unique, in order. */
  quarter: string;
  value: number;
  low: number;
  high: number;
}

const [width, height] = [420, 240];

/**
 * A figure over time, around zero, with a mark where a rule changed.
 * @param document where elements are made.
 * @param marked quarters in which a target changed.
 */
export function trendChart(
  document: Document,
  points: readonly TrendPoint[],
  marked: readonly string[],
  markWords: string,
  label: string,
  format: (value: number) => string,
): Drawing {
  const most = Math.max(...points.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]), 1e-9) * 1.15;
  return plotDrawing(
    {
      document,
      width,
      height,
      marginTop: 22,
      marginLeft: 44,
      marginRight: 8,
      marginBottom: 26,
      x: { domain: points.map(({ quarter }) => quarter), label: null, tickSize: 0, padding: 0.3 },
      y: { domain: [-most, most], label: null, ticks: 5, tickSize: 0, tickFormat: format },
      marks: [
        Plot.gridY({ ticks: 5, className: 'chart-grid' }),
        Plot.ruleY([0], { className: 'chart-zero' }),
        Plot.ruleX(marked, { className: 'chart-mark' }),
        Plot.text(marked.slice(0, 1), {
          x: (quarter: string) => quarter,
          text: () => markWords,
          frameAnchor: 'top',
          dy: -12,
          className: 'chart-words',
        }),
        Plot.ruleX(points, { x: 'quarter', y1: 'low', y2: 'high', className: 'chart-main chart-interval' }),
        Plot.dot(points, { x: 'quarter', y: 'value', r: 4.5, className: 'chart-main chart-dot' }),
      ],
    },
    label,
  );
}

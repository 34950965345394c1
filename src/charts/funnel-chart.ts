import * as Plot from '@observablehq/plot';
import type { Drawing } from './drawing.ts';
import { plotDrawing } from './plot-drawing.ts';

/** A place in a funnel: how many requests it rests on, and how far it lies from what was expected. */
export interface FunnelPlace {
  name: string;
  n: number;
  difference: number;
  /** Outside the limits that 99.8 of 100 places keep by chance. */
  isOutside: boolean;
}

/** Half the width of the limits for a place with `n` requests. */
export type FunnelLimit = (n: number) => { inner: number; outer: number };

const [width, height] = [420, 300];
const steps = 40;

/**
 * A funnel plot: the fewer requests, the further a place may lie from zero by chance. Places are not ranked; those
 * outside are named.
 * @param document where elements are made.
 */
export function funnelChart(
  document: Document,
  places: readonly FunnelPlace[],
  limit: FunnelLimit,
  label: string,
  formatCount: (count: number) => string,
  formatDifference: (difference: number) => string,
): Drawing {
  const counts = places.map(({ n }) => n);
  const [least, most] = [Math.max(1, Math.min(...counts)), Math.max(...counts, 2)];
  const curve = Array.from({ length: steps + 1 }, (_, step) => {
    const n = least * (most / least) ** (step / steps);
    return { n, ...limit(n) };
  });
  const highest = Math.max(...places.map(({ difference }) => Math.abs(difference)), limit(most).outer * 2);
  const tall = Math.min(highest * 1.15, Math.max(highest, limit(least).outer) * 1.05);
  const lines = (['inner', 'outer'] as const).flatMap((level) =>
    [1, -1].map((sign) =>
      Plot.line(curve, {
        x: 'n',
        y: (at: { inner: number; outer: number }) => sign * at[level],
        clip: true,
        className: `chart-limit chart-limit-${level}`,
      }),
    ),
  );
  const outside = places.filter(({ isOutside }) => isOutside);
  return plotDrawing(
    {
      document,
      width,
      height,
      marginTop: 12,
      marginLeft: 44,
      marginRight: 12,
      marginBottom: 26,
      x: { type: 'log', domain: [least, most], label: null, ticks: 4, tickSize: 0, tickFormat: formatCount },
      y: { domain: [-tall, tall], label: null, ticks: 5, tickSize: 0, tickFormat: formatDifference },
      marks: [
        Plot.gridY({ ticks: 5, className: 'chart-grid' }),
        Plot.ruleY([0], { className: 'chart-zero' }),
        ...lines,
        Plot.dot(
          places.filter(({ isOutside }) => !isOutside),
          { x: 'n', y: 'difference', r: 3.2, className: 'chart-place' },
        ),
        Plot.dot(outside, { x: 'n', y: 'difference', r: 4.2, className: 'chart-place-outside' }),
        Plot.text(outside, {
          x: 'n',
          y: 'difference',
          text: 'name',
          dy: -10,
          className: 'chart-words',
        }),
      ],
    },
    label,
  );
}

import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { drawingOf, type Drawing } from './drawing.ts';

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
 * @param label what the picture shows, for those who hear the page.
 */
export function monthChart(
  bars: readonly MonthBar[],
  label: string,
  formatCount: (count: number) => string,
): Drawing {
  const { document } = parseHTML('<html></html>');
  const tallest = Math.max(1, ...bars.flatMap(({ requests, before }) => [requests, before ?? 0]));
  const labels = new Map(bars.map((bar) => [bar.month, bar.label]));
  const of = (isWhole: boolean): MonthBar[] => bars.filter((bar) => bar.isWhole === isWhole);
  const bar = { x: 'month', y: 'requests', insetLeft: 1, insetRight: 1 } as const;
  const svg = Plot.plot({
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
  }) as unknown as SVGSVGElement;
  for (const style of svg.querySelectorAll('style')) style.remove();
  for (const part of svg.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
  // Sizes are the stylesheet's; what remains scales with its box.
  for (const attribute of ['width', 'height', 'fill', 'font-family', 'font-size'])
    svg.removeAttribute(attribute);
  svg.setAttribute('class', 'chart');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  return drawingOf(svg);
}

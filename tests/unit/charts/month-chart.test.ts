import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { Drawing } from '../../../src/charts/drawing.ts';
import { monthChart, type MonthBar } from '../../../src/charts/month-chart.ts';

const bars: MonthBar[] = [
  { month: '2025-11', label: 'N', requests: 10, before: null, isWhole: true },
  { month: '2025-12', label: 'D', requests: 20, before: 10, isWhole: true },
  { month: '2026-01', label: 'J', requests: 0, before: 5, isWhole: false },
];

/** The drawing as a page would build it. */
function drawn(shown: readonly MonthBar[]) {
  const { document } = parseHTML('<html><body></body></html>');
  const build = ({ name, attributes, parts }: Drawing): Element => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...parts.map((part) => (typeof part === 'string' ? part : build(part))));
    return element;
  };
  document.body.append(build(monthChart(document, shown, 'what it <shows>', String)));
  return document;
}

describe('the chart of months', () => {
  it('draws a bar a month from zero, as tall as its requests, the running one apart', () => {
    const document = drawn(bars);
    const heights = [...document.querySelectorAll('.chart-bar rect')].map((rect) =>
      Number(rect.getAttribute('height')),
    );
    expect(heights).toHaveLength(3);
    expect(heights[1]! / heights[0]!).toBeCloseTo(2, 1);
    expect(heights[2]).toBe(0);
    expect(document.querySelectorAll('.chart-bar-partial rect')).toHaveLength(1);
  });

  it('crosses a bar with the year before, where that is known', () => {
    expect(drawn(bars).querySelectorAll('.chart-before line')).toHaveLength(2);
  });

  it('carries no style and no script, and one name for those who hear the page', () => {
    const document = drawn(bars);
    expect(document.querySelectorAll('style, script, [style], [onload]')).toHaveLength(0);
    expect(document.querySelectorAll('[aria-label]')).toHaveLength(1);
    expect(document.querySelector('svg')?.getAttribute('aria-label')).toBe('what it <shows>');
  });

  it('of a place without requests still stands on its line', () => {
    const none = bars.map((bar) => ({ ...bar, requests: 0, before: 0 }));
    const document = drawn(none);
    expect(document.querySelector('.chart-base line')).not.toBeNull();
    const numbers = [...document.querySelectorAll('rect, line')].flatMap((part) => [...part.attributes]);
    expect(numbers.map(({ value }) => value).join()).not.toContain('NaN');
  });
});

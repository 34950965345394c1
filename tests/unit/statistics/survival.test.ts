import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/statistics/random.ts';
import {
  kaplanMeier,
  quantileOf,
  restrictedMean,
  type SurvivalCurve,
  type TimeCount,
} from '../../../src/statistics/survival.ts';
import { reference } from './reference.ts';

const cases = reference.survival.map(({ times, ...expected }) => ({
  ...expected,
  times: times.time.map((time, at): TimeCount => ({
    time,
    closed: times.closed[at] ?? 0,
    open: times.open[at] ?? 0,
  })),
}));

function expectClose(figure: number | null | undefined, expected: number | null | undefined): void {
  if (typeof figure === 'number' && typeof expected === 'number') expect(figure).toBeCloseTo(expected, 10);
  else expect(figure).toBe(expected);
}

/** All closed, at whole days, in ascending order. */
const allClosed = fc
  .uniqueArray(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 60 })
  .chain((days) =>
    fc.tuple(
      ...days
        .sort((first, second) => first - second)
        .map((time) =>
          fc.integer({ min: 1, max: 5 }).map((closed): TimeCount => ({ time, closed, open: 0 })),
        ),
    ),
  );

describe.each(cases)('the curve of requests still open: $name, $scale', ({ scale, times, ...expected }) => {
  const curve = kaplanMeier(times, scale);

  it("steps as R's survfit does, with its limits", () => {
    expect(curve.steps.map(({ time }) => time)).toEqual(expected.steps.time);
    for (const [at, { atRisk, survival, low, high }] of curve.steps.entries()) {
      expect(atRisk).toBe(expected.steps.atRisk[at]);
      expectClose(survival, expected.steps.survival[at]);
      expectClose(low, expected.steps.low[at]);
      expectClose(high, expected.steps.high[at]);
    }
  });

  it("has R's quartile, median and P90, with their limits", () => {
    for (const { share, value, low, high } of expected.quantiles) {
      const found = quantileOf(curve, share);
      expectClose(found.value, value);
      expectClose(found.low, low);
      expectClose(found.high, high);
    }
  });

  it("has R's restricted means", () => {
    for (const { tau, mean, standardError } of expected.means) {
      const found = restrictedMean(curve, tau);
      expectClose(found?.mean, mean);
      expectClose(found?.standardError, standardError);
    }
  });
});

describe('the curve of requests still open', () => {
  it('is the plain share still open where none was last seen open', () => {
    fc.assert(
      fc.property(allClosed, (times) => {
        const n = times.reduce((sum, { closed }) => sum + closed, 0);
        let left = n;
        for (const { closed, survival } of kaplanMeier(times).steps) {
          left -= closed;
          expect(survival).toBeCloseTo(left / n, 12);
        }
        expect(left).toBe(0);
      }),
      { seed: 311 },
    );
  });

  it('has the plain mean of min(time, tau) where none was last seen open', () => {
    fc.assert(
      fc.property(allClosed, fc.integer({ min: 1, max: 400 }), (times, tau) => {
        const n = times.reduce((sum, { closed }) => sum + closed, 0);
        const mean = times.reduce((sum, { time, closed }) => sum + closed * Math.min(time, tau), 0) / n;
        const squares = times.reduce(
          (sum, { time, closed }) => sum + closed * (Math.min(time, tau) - mean) ** 2,
          0,
        );
        const found = restrictedMean(kaplanMeier(times), tau);
        expect(found?.mean).toBeCloseTo(mean, 9);
        expect(found?.standardError).toBeCloseTo(Math.sqrt(squares) / n, 9);
      }),
      { seed: 311 },
    );
  });

  it('lies within its limits, and they within 0 and 1, on every scale', () => {
    const random = new Random(311);
    const times = Array.from({ length: 400 }, (_, time): TimeCount => {
      const ended = random.below(3);
      return { time, closed: ended, open: random.below(2) };
    });
    for (const scale of ['log-log', 'log', 'plain'] as const) {
      for (const { low, high, survival } of kaplanMeier(times, scale).steps) {
        if (low === null || high === null) continue;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(survival);
        expect(high).toBeGreaterThanOrEqual(survival);
        expect(high).toBeLessThanOrEqual(1);
      }
    }
  });

  it('says nothing beyond the longest time watched', () => {
    const curve = kaplanMeier([
      { time: 3, closed: 1, open: 0 },
      { time: 9, closed: 0, open: 1 },
    ]);
    expect(restrictedMean(curve, 9)?.mean).toBeCloseTo(6, 12);
    expect(restrictedMean(curve, 9.1)).toBeNull();
  });

  it('is empty for no requests, and has no figures then', () => {
    const curve: SurvivalCurve = kaplanMeier([]);
    expect(curve).toEqual({ steps: [], lastTime: 0 });
    expect(quantileOf(curve, 0.5)).toEqual({ value: null, low: null, high: null });
    expect(restrictedMean(curve, 30)).toBeNull();
  });

  it('refuses times out of order, counts below 0 and shares outside of 0 to 1', () => {
    const at = (time: number, closed = 1): TimeCount => ({ time, closed, open: 0 });
    expect(() => kaplanMeier([at(2), at(1)])).toThrow(RangeError);
    expect(() => kaplanMeier([at(1), at(1)])).toThrow(RangeError);
    expect(() => kaplanMeier([at(-1)])).toThrow(RangeError);
    expect(() => kaplanMeier([at(1, -1)])).toThrow(RangeError);
    expect(() => quantileOf(kaplanMeier([at(1)]), 1)).toThrow(RangeError);
    expect(() => restrictedMean(kaplanMeier([at(1)]), 0)).toThrow(RangeError);
  });

  it('is drawn of a hundred thousand different times', () => {
    // Were it quadratic, the test would not end in its time.
    const times = Array.from({ length: 100_000 }, (_, time): TimeCount => {
      return { time, closed: time % 3 === 0 ? 0 : 1, open: time % 3 === 0 ? 1 : 0 };
    });
    const curve = kaplanMeier(times);
    expect(quantileOf(curve, 0.5).value).not.toBeNull();
    expect(restrictedMean(curve, 90_000)).not.toBeNull();
  });
});

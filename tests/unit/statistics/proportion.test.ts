import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newcombe, wilson } from '../../../src/statistics/proportion.ts';
import { reference } from './reference.ts';

const count = fc
  .tuple(fc.nat({ max: 2_000 }), fc.nat({ max: 2_000 }))
  .map(([successes, others]) => ({ successes, n: successes + others }));

describe('the interval of a share', () => {
  it("is that of R's prop.test without correction", () => {
    for (const { successes, n, low, high } of reference.wilson) {
      const limits = wilson(successes, n);
      expect(limits.low).toBeCloseTo(low, 12);
      expect(limits.high).toBeCloseTo(high, 12);
    }
  });

  it('stays within 0 and 1, holds the share, and has width', () => {
    fc.assert(
      fc.property(count, ({ successes, n }) => {
        const { low, high } = wilson(successes, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(high).toBeGreaterThan(low);
        if (n === 0) return;
        expect(low).toBeLessThanOrEqual(successes / n);
        expect(high).toBeGreaterThanOrEqual(successes / n);
      }),
      { seed: 311 },
    );
  });

  it('is everything where there is nothing to go by', () => {
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
  });

  it('is refused for more than all', () => {
    expect(() => wilson(3, 2)).toThrow(RangeError);
    expect(() => wilson(-1, 2)).toThrow(RangeError);
  });
});

describe('the interval of a difference of shares', () => {
  it("is method 10 of Newcombe's article, put together from R's intervals", () => {
    for (const { first, second, low, high } of reference.newcombe) {
      const limits = newcombe(first, second);
      expect(limits.low).toBeCloseTo(low, 12);
      expect(limits.high).toBeCloseTo(high, 12);
    }
  });

  it("is the one printed in the article's table II: 56 of 70 less 48 of 80 is 0.0524 to 0.3339", () => {
    const { low, high } = newcombe({ successes: 56, n: 70 }, { successes: 48, n: 80 });
    expect(low).toBeCloseTo(0.0524, 4);
    expect(high).toBeCloseTo(0.3339, 4);
  });

  it('turns around with the two samples, stays within −1 and 1, and holds the difference', () => {
    fc.assert(
      fc.property(count, count, (first, second) => {
        const [forth, back] = [newcombe(first, second), newcombe(second, first)];
        expect(forth.low).toBeCloseTo(-back.high, 12);
        expect(forth.low).toBeGreaterThanOrEqual(-1);
        expect(forth.high).toBeLessThanOrEqual(1);
        if (first.n === 0 || second.n === 0) return;
        const difference = first.successes / first.n - second.successes / second.n;
        expect(forth.low).toBeLessThanOrEqual(difference);
        expect(forth.high).toBeGreaterThanOrEqual(difference);
      }),
      { seed: 311 },
    );
  });
});

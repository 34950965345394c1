import { describe, expect, it } from 'vitest';
import { directDifference, directlyStandardise, type Stratum } from '../../../src/statistics/direct.ts';
import { reference } from './reference.ts';

const { weights, first, second, days } = reference.direct;

function strata(place: { n: number[]; sum: number[]; sumOfSquares?: number[] }): Stratum[] {
  return weights.map((weight, at) => {
    const [n = 0, sum = 0] = [place.n[at], place.sum[at]];
    return { weight, n, sum, sumOfSquares: place.sumOfSquares?.[at] ?? sum };
  });
}

describe("a place's average on the whole's mix of kinds", () => {
  it("is that of epitools' ageadjust.direct for shares, with the standard error worked out in R", () => {
    for (const place of [first, second]) {
      const found = directlyStandardise(strata(place));
      expect(found?.rate).toBeCloseTo(place.rate, 12);
      expect(found?.standardError).toBeCloseTo(place.standardError, 12);
      expect(found?.coveredShare).toBe(1);
    }
  });

  it('is the weighted mean of days too, with the standard error worked out in R', () => {
    const found = directlyStandardise(strata(days));
    expect(found?.rate).toBeCloseTo(days.rate, 12);
    expect(found?.standardError).toBeCloseTo(days.standardError, 12);
  });

  it('does not change with how often each kind is asked for in the place', () => {
    const asked = (counts: readonly number[]): Stratum[] =>
      counts.map((n, at) => ({ weight: 10 - at, n, sum: n * 0.25 * at, sumOfSquares: n * 0.25 * at }));
    expect(directlyStandardise(asked([4, 400, 8]))?.rate).toBeCloseTo(
      directlyStandardise(asked([400, 4, 80]))?.rate ?? NaN,
      12,
    );
  });

  it('leaves out kinds with fewer than two requests, and tells how much that is', () => {
    const found = directlyStandardise([
      { weight: 30, n: 10, sum: 4, sumOfSquares: 4 },
      { weight: 60, n: 1, sum: 1, sumOfSquares: 1 },
      { weight: 10, n: 0, sum: 0, sumOfSquares: 0 },
    ]);
    expect(found?.rate).toBeCloseTo(0.4, 12);
    expect(found?.coveredShare).toBeCloseTo(0.3, 12);
  });

  it('is not told where nothing is left', () => {
    expect(directlyStandardise([])).toBeNull();
    expect(directlyStandardise([{ weight: 0, n: 9, sum: 3, sumOfSquares: 3 }])).toBeNull();
    expect(directlyStandardise([{ weight: 5, n: 1, sum: 1, sumOfSquares: 1 }])).toBeNull();
  });
});

describe('the difference of two places on the same kinds', () => {
  it('is that of their averages where both have all kinds, and its variance is the sum of theirs', () => {
    const found = directDifference(strata(first), strata(second));
    const standardError = Math.hypot(first.standardError, second.standardError);
    expect(found?.difference).toBeCloseTo(first.rate - second.rate, 12);
    expect(found?.standardError).toBeCloseTo(standardError, 12);
    expect(found?.interval.low).toBeCloseTo(first.rate - second.rate - 1.959964 * standardError, 6);
    expect(found?.interval.high).toBeCloseTo(first.rate - second.rate + 1.959964 * standardError, 6);
  });

  it('looks only at kinds that both have', () => {
    const kind = (weight: number, n: number, sum: number): Stratum => ({ weight, n, sum, sumOfSquares: sum });
    const found = directDifference(
      [kind(1, 10, 5), kind(3, 10, 10), kind(4, 0, 0)],
      [kind(1, 20, 5), kind(3, 1, 0), kind(4, 9, 9)],
    );
    expect(found?.difference).toBeCloseTo(0.25, 12);
    expect(found?.coveredShare).toBeCloseTo(1 / 8, 12);
    expect(directDifference([kind(1, 5, 5)], [kind(1, 0, 0)])).toBeNull();
  });

  it('is refused where kinds do not correspond', () => {
    const [one = { weight: 1, n: 2, sum: 1, sumOfSquares: 1 }] = strata(first);
    expect(() => directDifference([one], [])).toThrow(RangeError);
    expect(() => directDifference([one], [{ ...one, weight: 7 }])).toThrow(RangeError);
  });
});

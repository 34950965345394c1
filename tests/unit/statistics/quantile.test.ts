import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderStatisticRanks, quantileRank, quantileWithOpen } from '../../../src/statistics/quantile.ts';
import { reference } from './reference.ts';

const horizon = 30;

describe('the rank of a percentile', () => {
  it('is what whole-number arithmetic gives, although shares are no exact binary fractions', () => {
    for (let n = 1; n <= 1_000; n += 1) {
      for (let percent = 1; percent <= 100; percent += 1) {
        const exact = Math.floor((n * percent + 99) / 100);
        if (quantileRank(n, percent / 100) !== exact) expect.fail(`${percent} % of ${n}`);
      }
    }
  });

  it('has the limits of R and of the rule, which hold the truth 95 times of 100 or more', () => {
    for (const { closed, open, share, lowRank, highRank, coverage } of reference.quantile) {
      expect(orderStatisticRanks(closed.length + open, share)).toEqual({ low: lowRank, high: highRank });
      expect(coverage).toBeGreaterThan(0.95);
    }
  });

  it('has no limit that few requests cannot give', () => {
    expect(orderStatisticRanks(5, 0.5)).toEqual({ low: null, high: null });
    expect(orderStatisticRanks(52, 0.9).high).toBeNull();
    expect(orderStatisticRanks(53, 0.9).high).toBe(53);
  });

  it('is refused for a share outside of 0 to 1', () => {
    expect(() => quantileRank(10, 0)).toThrow(RangeError);
    expect(() => orderStatisticRanks(10, 1.1)).toThrow(RangeError);
  });
});

describe('a percentile with open requests', () => {
  it("is R's quantile of type 1 with open ones infinitely long", () => {
    for (const { closed, open, share, value } of reference.quantile) {
      const found = quantileWithOpen({ closed, open, share, horizon: Infinity });
      expect(found.value).toBe(value);
      expect(found.beyondHorizon).toBe(value === null);
    }
  });

  it('equals picking from the sorted list of all, at any horizon', () => {
    const times = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 200 });
    const shares = fc.constantFrom(0.1, 0.25, 0.5, 0.75, 0.9);
    fc.assert(
      fc.property(times, fc.nat({ max: 100 }), shares, (days, open, share) => {
        const sorted = days.toSorted((first, second) => first - second);
        const all = [...sorted, ...Array.from({ length: open }, () => Infinity)];
        const pick = (rank: number | null): number | null => {
          const picked = rank === null ? undefined : all[rank - 1];
          return picked === undefined || picked > horizon ? null : picked;
        };
        const ranks = orderStatisticRanks(all.length, share);
        const value = pick(Math.ceil(Math.round(all.length * share * 100) / 100));
        expect(quantileWithOpen({ closed: Float64Array.from(sorted), open, share, horizon })).toEqual({
          value,
          beyondHorizon: all.length > 0 && value === null,
          low: pick(ranks.low),
          high: pick(ranks.high),
        });
      }),
      { seed: 311 },
    );
  });

  it('is beyond the horizon where more are open than may be, and not known where there are none', () => {
    const half = { closed: [1, 2], open: 3, share: 0.5, horizon };
    expect(quantileWithOpen(half)).toEqual({ value: null, beyondHorizon: true, low: null, high: null });
    expect(quantileWithOpen({ ...half, closed: [], open: 0 }).beyondHorizon).toBe(false);
    expect(() => quantileWithOpen({ ...half, open: -1 })).toThrow(RangeError);
  });
});

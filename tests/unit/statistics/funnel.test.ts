import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { funnelLimits, outsideFunnel } from '../../../src/statistics/funnel.ts';
import { reference } from './reference.ts';

describe('the limits of a funnel', () => {
  it('are those worked out in R, cut at 0 and 1', () => {
    for (const { expectedShare, n, dispersion, level, low, high } of reference.funnel) {
      const limits = funnelLimits(expectedShare, n, dispersion, level);
      expect(limits.low).toBeCloseTo(low, 12);
      expect(limits.high).toBeCloseTo(high, 12);
    }
  });

  it('are wider for fewer requests, for a larger spread, and at 99.8 % than at 95 %', () => {
    const width = (n: number, dispersion: number, level: 0.95 | 0.998): number => {
      const { low, high } = funnelLimits(0.5, n, dispersion, level);
      return high - low;
    };
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 10_000 }), (n) => {
        expect(width(n, 1, 0.998)).toBeGreaterThan(width(n, 1, 0.95));
        expect(width(n, 2, 0.998)).toBeCloseTo(Math.SQRT2 * width(n, 1, 0.998), 12);
        expect(width(2 * n, 1, 0.95)).toBeLessThan(width(n, 1, 0.95));
      }),
      { seed: 311 },
    );
  });

  it('are refused for a target that is no share and for no requests', () => {
    expect(() => funnelLimits(1.2, 10)).toThrow(RangeError);
    expect(() => funnelLimits(0.5, 0)).toThrow(RangeError);
  });

  it('call out what lies beyond them, and not what lies on them', () => {
    const limits = { low: 0.4, high: 0.6 };
    expect(outsideFunnel(0.39, limits)).toBe('below');
    expect(outsideFunnel(0.61, limits)).toBe('above');
    expect(outsideFunnel(0.4, limits)).toBeNull();
    expect(outsideFunnel(0.6, limits)).toBeNull();
  });
});

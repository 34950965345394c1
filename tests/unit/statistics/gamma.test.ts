import { describe, expect, it } from 'vitest';
import { gammaQuantile, gammaShares, logGamma } from '../../../src/statistics/gamma.ts';
import { apart, reference } from './reference.ts';

describe('the gamma distribution', () => {
  it('has the ln Γ of R', () => {
    for (const { x, value } of reference.logGamma) {
      expect(Math.abs(logGamma(x) - value) / Math.max(1, Math.abs(value)), `${x}`).toBeLessThan(1e-13);
    }
  });

  it('has the quantiles of R to ten digits, for shapes below 1 and of a million', () => {
    for (const { shape, share, value } of reference.gamma) {
      expect(apart(gammaQuantile(share, shape), value), `${share}, ${shape}`).toBeLessThan(1e-10);
    }
  });

  it('is exponential for shape 1, far into both tails', () => {
    for (const x of [1e-12, 0.01, 1, 2.1, 30, 600]) {
      const { below, above } = gammaShares(1, x);
      expect(apart(below, -Math.expm1(-x)), `${x}`).toBeLessThan(1e-12);
      expect(apart(above, Math.exp(-x)), `${x}`).toBeLessThan(1e-12);
    }
    expect(gammaShares(1, 0)).toEqual({ below: 0, above: 1 });
  });

  it('has no quantile outside of it', () => {
    expect(() => gammaQuantile(0, 1)).toThrow(RangeError);
    expect(() => gammaQuantile(1, 1)).toThrow(RangeError);
    expect(() => gammaQuantile(0.5, 0)).toThrow(RangeError);
  });
});

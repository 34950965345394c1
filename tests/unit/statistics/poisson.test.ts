import { describe, expect, it } from 'vitest';
import { gammaShares } from '../../../src/statistics/gamma.ts';
import { poissonInterval } from '../../../src/statistics/poisson.ts';
import { apart, reference } from './reference.ts';

describe('the interval of a count', () => {
  it("is that of R's poisson.test, for none and for a hundred thousand", () => {
    for (const { count, low, high } of reference.poisson) {
      const limits = poissonInterval(count);
      expect(apart(limits.low, low), `${count}`).toBeLessThan(1e-11);
      expect(apart(limits.high, high), `${count}`).toBeLessThan(1e-11);
    }
  });

  it('begins where so many events or more, and ends where so many or fewer, happen one time in 40', () => {
    for (const count of [1, 4, 60]) {
      const { low, high } = poissonInterval(count);
      // A Poisson variable of mean m is at least k as often as a gamma variable of shape k is below m.
      expect(gammaShares(count, low).below).toBeCloseTo(0.025, 12);
      expect(gammaShares(count + 1, high).above).toBeCloseTo(0.025, 12);
    }
  });

  it('is refused for what is no count', () => {
    expect(() => poissonInterval(-1)).toThrow(RangeError);
    expect(() => poissonInterval(1.5)).toThrow(RangeError);
  });
});

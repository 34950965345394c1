import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { studentQuantile } from '../../../src/statistics/student.ts';
import { apart, reference } from './reference.ts';

describe("the quantile of Student's t", () => {
  it('is the one of R to ten digits, for few, fractional and very many degrees of freedom', () => {
    for (const { degreesOfFreedom, probability, value } of reference.student) {
      expect(
        apart(studentQuantile(probability, degreesOfFreedom), value),
        `${probability}, ${degreesOfFreedom}`,
      ).toBeLessThan(1e-10);
    }
  });

  it('is that of the Cauchy distribution for one degree of freedom, also next to the middle', () => {
    for (const share of [1e-9, 1e-4, 0.2, 0.24999, 0.25001, 0.4]) {
      const probability = 0.5 + share;
      const exact = Math.tan(Math.PI * (probability - 0.5));
      expect(apart(studentQuantile(probability, 1), exact), `${share}`).toBeLessThan(1e-12);
    }
  });

  it('is the same on both sides of the middle and rises with the probability', () => {
    const probability = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    const degrees = fc.double({ min: 0.5, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(probability, probability, degrees, (first, second, degreesOfFreedom) => {
        const quantile = (share: number): number => studentQuantile(share, degreesOfFreedom);
        if (Math.abs(first - 0.5) > 1e-6) {
          expect(apart(quantile(first), -quantile(1 - first))).toBeLessThan(1e-9);
        }
        if (second - first > 1e-9) expect(quantile(second)).toBeGreaterThan(quantile(first));
      }),
      { seed: 311 },
    );
  });

  it('is 0 in the middle, ends at infinity and refuses what is no probability', () => {
    expect(studentQuantile(0.5, 3)).toBe(0);
    expect(studentQuantile(0, 3)).toBe(-Infinity);
    expect(studentQuantile(1, 3)).toBe(Infinity);
    expect(() => studentQuantile(1.1, 3)).toThrow(RangeError);
    expect(() => studentQuantile(NaN, 3)).toThrow(RangeError);
    expect(() => studentQuantile(0.5, 0)).toThrow(RangeError);
  });
});

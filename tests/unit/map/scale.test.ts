import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classBounds, classCount, classOf } from '../../../src/map/scale.ts';

describe('the scale of a map', () => {
  it('puts about as many areas in each class', () => {
    const values = Array.from({ length: 100 }, (_, index) => index ** 2);
    const bounds = classBounds(values);
    const sizes = Array.from(
      { length: classCount },
      (_, wanted) => values.filter((value) => classOf(value, bounds) === wanted).length,
    );
    for (const size of sizes) expect(size).toBeGreaterThan(15);
  });

  it('has bounds that a legend can say: two digits, rising, never two alike', () => {
    expect(classBounds([1, 1, 1, 1, 1, 1])).toEqual([1]);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 300 }),
        (values) => {
          const bounds = classBounds(values);
          expect(bounds.length).toBeLessThan(classCount);
          bounds.slice(1).forEach((bound, index) => expect(bound).toBeGreaterThan(bounds[index] ?? Infinity));
          for (const bound of bounds) expect(Number(bound.toPrecision(2))).toBe(bound);
          for (const value of values) expect(classOf(value, bounds)).toBeLessThanOrEqual(bounds.length);
        },
      ),
    );
  });

  it('gives a greater value never a lower class', () => {
    const bounds = [1, 2, 5, 9];
    const classes = [0, 1, 1.5, 2, 2.1, 5, 8, 9, 10].map((value) => classOf(value, bounds));
    expect(classes).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4]);
  });
});

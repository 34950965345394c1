import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fifthsOf, type Ranked } from '../../../src/statistics/quintile.ts';

const place = (
  id: number,
  value: number | null,
  weight = 1,
  margin90: number | null = null,
): Ranked<number> => ({
  id,
  value,
  weight,
  margin90,
});

const anyPlaces = fc
  .array(
    fc.record({
      value: fc.option(fc.integer({ min: 0, max: 60 })),
      weight: fc.integer({ min: 0, max: 50 }),
      margin90: fc.option(fc.integer({ min: 0, max: 20 })),
    }),
    { maxLength: 80 },
  )
  .map((records) => records.map((record, id) => ({ ...record, id })));

describe('groups of places', () => {
  it('are fifths of ten equal places, cut halfway between neighbors', () => {
    const { places, cuts } = fifthsOf(Array.from({ length: 10 }, (_, id) => place(id, 10 * id)));
    expect(places.map(({ group }) => group)).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
    expect(cuts).toEqual([15, 35, 55, 75]);
  });

  it('hold equal weight, not equal numbers of places', () => {
    const { places } = fifthsOf([place(0, 1, 4), place(1, 2), place(2, 3), place(3, 4), place(4, 5)], 2);
    expect(places.map(({ group }) => group)).toEqual([0, 1, 1, 1, 1]);
  });

  it('hold a place where the middle of its weight lies', () => {
    // The second place's weight reaches from 2 to 8 of 10, its middle is in the third fifth.
    const { places, cuts } = fifthsOf([place(0, 1, 2), place(1, 2, 6), place(2, 3, 2)]);
    expect(places.map(({ group }) => group)).toEqual([0, 2, 4]);
    expect(cuts).toEqual([1.5, 1.5, 2.5, 2.5]);
  });

  it('have no cut where no place lies on one side', () => {
    expect(fifthsOf([place(0, 7)]).cuts).toEqual([-Infinity, -Infinity, Infinity, Infinity]);
    expect(fifthsOf([]).places).toEqual([]);
    expect(fifthsOf([place(0, 7), place(1, 9)], 1).cuts).toEqual([]);
  });

  it('leave out places without value or weight and keep the order of the others', () => {
    const { places } = fifthsOf([place(5, 9), place(1, null), place(2, 3, 0), place(3, 4)], 2);
    expect(places.map(({ id }) => id)).toEqual([5, 3]);
  });

  it('are sure where the 95 % margin stays strictly within the cuts', () => {
    const sure = (margin90: number | null): boolean | null | undefined =>
      fifthsOf([place(0, 10, 1, margin90), place(1, 30)], 2).places[0]?.isSure;
    // The cut is 20: a margin of 10 at 95 % is one of 8.392 at 90 %.
    expect(sure(8.39)).toBe(true);
    expect(sure(8.4)).toBe(false);
    expect(sure(0)).toBe(true);
    expect(sure(null)).toBeNull();
    const upper = fifthsOf([place(0, 10), place(1, 30, 1, 8.4)], 2).places[1];
    expect(upper?.isSure).toBe(false);
  });

  it('rise with the value, keep ties together, lie between their cuts, and do not depend on the order', () => {
    fc.assert(
      fc.property(anyPlaces, fc.integer({ min: 1, max: 6 }), (ranked, groups) => {
        const { places, cuts } = fifthsOf(ranked, groups);
        expect(cuts).toHaveLength(groups - 1);
        expect(cuts).toEqual(cuts.toSorted((first, second) => first - second));
        const valueOf = new Map(ranked.map(({ id, value }) => [id, value ?? NaN]));
        const byValue = new Map<number, number>();
        for (const { id, group } of places) {
          const value = valueOf.get(id) ?? NaN;
          expect(byValue.get(value) ?? group).toBe(group);
          byValue.set(value, group);
          expect(value).toBeGreaterThan(cuts[group - 1] ?? -Infinity);
          expect(value).toBeLessThan(cuts[group] ?? Infinity);
        }
        expect(fifthsOf(ranked.toReversed(), groups).places.toReversed()).toEqual(places);
      }),
      { seed: 311 },
    );
  });

  it('differ in weight by no more than the heaviest value', () => {
    fc.assert(
      fc.property(anyPlaces, (ranked) => {
        const { places } = fifthsOf(ranked);
        const weightOf = new Map(ranked.map(({ id, weight }) => [id, weight]));
        const valueWeights = new Map<number | null, number>();
        for (const { value, weight } of ranked.filter((one) => one.value !== null)) {
          valueWeights.set(value, (valueWeights.get(value) ?? 0) + weight);
        }
        const total = [...valueWeights.values()].reduce((sum, weight) => sum + weight, 0);
        const heaviest = Math.max(0, ...valueWeights.values());
        for (let group = 0; group < 5; group += 1) {
          const weight = places
            .filter((one) => one.group === group)
            .reduce((sum, { id }) => sum + (weightOf.get(id) ?? 0), 0);
          expect(Math.abs(weight - total / 5)).toBeLessThanOrEqual(heaviest);
        }
      }),
      { seed: 311 },
    );
  });

  it('cannot be none', () => {
    expect(() => fifthsOf([], 0)).toThrow(RangeError);
  });
});

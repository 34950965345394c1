import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentOf, weightedSum } from '../../../data-pipeline/margin.ts';
import { figuresOver, type TractFigures } from '../../../data-pipeline/tract-figures.ts';

describe('margins of error', () => {
  it('of a sum are the root of the squares, weighted', () => {
    const sum = weightedSum([
      { estimate: { value: 10, margin: 3 }, weight: 1 },
      { estimate: { value: 20, margin: 8 }, weight: 0.5 },
    ]);
    expect(sum).toEqual({ value: 20, margin: 5 });
  });

  it('of zeros count once, the widest', () => {
    const zero = (margin: number): { estimate: { value: number; margin: number }; weight: number } => ({
      estimate: { value: 0, margin },
      weight: 1,
    });
    expect(weightedSum([{ estimate: { value: 7, margin: 4 }, weight: 1 }, zero(3), zero(2)]).margin).toBe(5);
  });

  it('of a sum are unknown when one is', () => {
    expect(
      weightedSum([
        { estimate: { value: 1, margin: 1 }, weight: 1 },
        { estimate: { value: 1, margin: null }, weight: 1 },
      ]).margin,
    ).toBeNull();
  });

  it('of a percentage take the whole’s away: √(50² − 0.4²·100²) ÷ 1000 = 3 %', () => {
    expect(percentOf({ value: 400, margin: 50 }, { value: 1000, margin: 100 })).toEqual({
      value: 40,
      margin: expect.closeTo(3, 10),
    });
  });

  it('of a percentage add it where the difference is below zero: √(30² + 0.4²·100²) ÷ 1000 = 5 %', () => {
    expect(percentOf({ value: 400, margin: 30 }, { value: 1000, margin: 100 })?.margin).toBeCloseTo(5, 10);
  });

  it('are not asked of nobody', () => {
    expect(percentOf({ value: 0, margin: 12 }, { value: 0, margin: 12 })).toBeNull();
  });
});

describe('figures weighted over tracts', () => {
  const estimate = (most: number): fc.Arbitrary<{ value: number; margin: number }> =>
    fc.record({ value: fc.integer({ min: 0, max: most }), margin: fc.integer({ min: 0, max: 900 }) });
  const tract: fc.Arbitrary<TractFigures> = estimate(8000).chain((population) =>
    fc.record({
      population: fc.constant(population),
      black: estimate(population.value),
      white: estimate(population.value),
      hispanic: estimate(population.value),
      speakers: fc.constant(population),
      spanish: estimate(population.value),
      income: fc.option(estimate(250_000), { freq: 4 }),
      topCoded: fc.constant(false),
    }),
  );
  const tractsWithWeights = fc.array(fc.tuple(tract, fc.double({ min: 0, max: 1, noNaN: true })), {
    minLength: 1,
    maxLength: 12,
  });

  it('are between 0 and 100 percent, and between the least and the greatest income', () => {
    fc.assert(
      fc.property(tractsWithWeights, (parts) => {
        const tracts = new Map(parts.map(([figures], index) => [String(index), figures]));
        const figures = figuresOver(
          parts.map(([, weight], index) => ({ tract: String(index), weight })),
          tracts,
        );
        for (const measure of ['percent_black', 'percent_white', 'percent_hispanic'] as const) {
          const { value, margin } = figures[measure] ?? { value: 0, margin: 0 };
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(100 + 1e-9);
          expect(margin).toBeGreaterThanOrEqual(0);
        }
        const incomes = parts.flatMap(([{ income: own }]) => (own === null ? [] : [own.value]));
        const mean = figures.median_household_income?.value;
        if (mean !== undefined) {
          expect(mean).toBeGreaterThanOrEqual(Math.min(...incomes) - 1e-6);
          expect(mean).toBeLessThanOrEqual(Math.max(...incomes) + 1e-6);
        }
      }),
    );
  });

  it('add up to the city’s when the areas part it', () => {
    fc.assert(
      fc.property(tractsWithWeights, (parts) => {
        const sumOver = (weightOf: (weight: number) => number): number =>
          weightedSum(
            parts.map(([{ black }, weight]) => ({
              estimate: black ?? { value: 0, margin: 0 },
              weight: weightOf(weight),
            })),
          ).value;
        const whole = sumOver(() => 1);
        expect(sumOver((weight) => weight) + sumOver((weight) => 1 - weight)).toBeCloseTo(whole, 6);
        const tracts = new Map(parts.map(([figures], index) => [String(index), figures]));
        const people = (weightOf: (weight: number) => number): number =>
          parts.reduce(
            (sum, [{ population }, weight]) => sum + weightOf(weight) * (population?.value ?? 0),
            0,
          );
        const share = (weightOf: (weight: number) => number): number =>
          (figuresOver(
            parts.map(([, weight], index) => ({ tract: String(index), weight: weightOf(weight) })),
            tracts,
          ).percent_black?.value ?? 0) * people(weightOf);
        const parted = share((weight) => weight) + share((weight) => 1 - weight);
        expect(parted).toBeCloseTo(
          share(() => 1),
          4,
        );
      }),
    );
  });

  it('are unknown when less than half of the weight is known', () => {
    const figures = (own: number | null): TractFigures => ({
      population: { value: 100, margin: 10 },
      black: own === null ? null : { value: own, margin: 1 },
      white: null,
      hispanic: null,
      speakers: null,
      spanish: null,
      income: own === null ? null : { value: 1000 * own, margin: 1 },
      topCoded: false,
    });
    const tracts = new Map([
      ['known', figures(30)],
      ['unknown', figures(null)],
    ]);
    const over = (known: number, unknown: string): ReturnType<typeof figuresOver> =>
      figuresOver(
        [
          { tract: 'known', weight: known },
          { tract: unknown, weight: 1 - known },
        ],
        tracts,
      );
    for (const other of ['unknown', 'not in the table']) {
      expect(over(0.5, other)).toMatchObject({
        percent_black: { value: 30 },
        median_household_income: { value: 30_000 },
      });
      expect(over(0.49, other)).toMatchObject({ percent_black: null, median_household_income: null });
    }
  });
});

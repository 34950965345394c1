import { describe, expect, it } from 'vitest';
import { dayBlocksOf, drawDays, middleOf } from '../../../src/statistics/bootstrap.ts';
import { decompose } from '../../../src/statistics/kitagawa.ts';
import { Random } from '../../../src/statistics/random.ts';
import { tallyOf, type Observations } from '../../../src/statistics/tally.ts';

/** Sixty days in two months, three requests a side and day. */
function city(): Observations {
  const random = new Random(5);
  const rows = Array.from({ length: 60 }, (_, day) =>
    [0, 1].flatMap((side) =>
      Array.from({ length: 3 }, () => ({ day, side, outcome: Number(random.chance(0.6)) })),
    ),
  ).flat();
  return {
    side: Uint8Array.from(rows, ({ side }) => side),
    stratum: Int32Array.from(rows, ({ day }) => Math.floor(day / 30)),
    area: Int32Array.from(rows, ({ side }) => side),
    day: Int32Array.from(rows, ({ day }) => day),
    outcome: Float32Array.from(rows, ({ outcome }) => outcome),
    strata: 2,
    areas: 2,
    days: 60,
  };
}

const months = Int32Array.from({ length: 60 }, (_, day) => Math.floor(day / 30));

describe('drawing days again', () => {
  it('gives anyone the same answer with the same seed, and another with another', () => {
    const blocks = dayBlocksOf(city(), months);
    const draw = (seed: number): number[] => {
      const random = new Random(seed);
      return Array.from({ length: 20 }, () => drawDays(blocks, random).handling);
    };
    expect(draw(311)).toEqual(draw(311));
    expect(draw(311)).not.toEqual(draw(312));
  });

  it('gives the gap itself where each month has one day to draw', () => {
    const own = city();
    const blocks = dayBlocksOf(
      own,
      Int32Array.from({ length: 60 }, (_, day) => day),
    );
    const { raw, mix, handling } = drawDays(blocks, new Random(1));
    const gap = decompose(tallyOf(own));
    expect([raw, mix, handling]).toEqual([
      expect.closeTo(gap.raw, 10),
      expect.closeTo(gap.mix, 10),
      expect.closeTo(gap.handling, 10),
    ]);
  });

  it('draws about as wide as separate requests vary where days are alike', () => {
    const blocks = dayBlocksOf(city(), months);
    const random = new Random(311);
    const draws = Array.from({ length: 2_000 }, () => drawDays(blocks, random).raw);
    const { low, high } = middleOf(draws);
    const error = Math.sqrt((2 * 0.6 * 0.4) / 180);
    expect((high - low) / (2 * 1.96 * error)).toBeGreaterThan(0.75);
    expect((high - low) / (2 * 1.96 * error)).toBeLessThan(1.25);
  });

  it('keeps the middle 95 of 100 draws', () => {
    expect(middleOf(Array.from({ length: 1000 }, (_, index) => index))).toEqual({ low: 25, high: 975 });
  });
});

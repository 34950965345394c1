import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decompose } from '../../../src/statistics/kitagawa.ts';
import { meanOf, tallyOf, type Observations } from '../../../src/statistics/tally.ts';

/** Requests as side, stratum and outcome. */
function observed(rows: readonly (readonly [0 | 1, number, number])[]): Observations {
  return {
    side: Uint8Array.from(rows, ([side]) => side),
    stratum: Int32Array.from(rows, ([, stratum]) => stratum),
    area: Int32Array.from(rows, (_, index) => index % 5),
    day: Int32Array.from(rows, (_, index) => index % 7),
    outcome: Float32Array.from(rows, ([, , outcome]) => outcome),
    strata: Math.max(...rows.map(([, stratum]) => stratum)) + 1,
    areas: 5,
    days: 7,
  };
}

const times = <Row>(count: number, row: Row): Row[] => Array.from({ length: count }, () => row);
const split = (rows: readonly (readonly [0 | 1, number, number])[]) => decompose(tallyOf(observed(rows)));

/** Two kinds, closed on time 9 and 5 times of 10. */
const kind = (side: 0 | 1, stratum: number, met: number, missed: number) => [
  ...times(met, [side, stratum, 1] as const),
  ...times(missed, [side, stratum, 0] as const),
];

describe('a gap between two groups', () => {
  it('is all mix where each kind of request is handled alike', () => {
    const gap = split([
      ...kind(0, 0, 9, 1),
      ...kind(0, 1, 15, 15),
      ...kind(1, 0, 27, 3),
      ...kind(1, 1, 5, 5),
    ]);
    expect(gap.raw).toBeCloseTo(24 / 40 - 32 / 40, 12);
    expect(gap.handling).toBeCloseTo(0, 12);
    expect(gap.mix).toBeCloseTo(gap.raw, 12);
  });

  it('is all handling where both ask for the same', () => {
    const gap = split([...kind(0, 0, 8, 2), ...kind(0, 1, 4, 6), ...kind(1, 0, 9, 1), ...kind(1, 1, 5, 5)]);
    expect(gap.handling).toBeCloseTo(-0.1, 12);
    expect(gap.mix).toBeCloseTo(0, 12);
  });

  it('takes a kind that one group lacks to be handled there as in the other', () => {
    const gap = split([...kind(0, 0, 5, 5), ...kind(1, 0, 5, 5), ...kind(1, 1, 10, 0)]);
    expect(gap.handling).toBe(0);
    expect(gap.mix).toBeCloseTo(0.5 - 0.75, 12);
    expect(gap.shared).toBeCloseTo(20 / 30, 12);
  });

  it('always is the sum of its two parts, and each part that of its kinds', () => {
    const row = fc.tuple(
      fc.constantFrom(0 as const, 1 as const),
      fc.integer({ min: 0, max: 6 }),
      fc.constantFrom(0, 1, 2.5),
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 4, maxLength: 80 }), (rows) => {
        fc.pre([0, 1].every((side) => rows.some(([own]) => own === side)));
        const tally = tallyOf(observed(rows));
        const gap = decompose(tally);
        expect(gap.raw).toBeCloseTo(meanOf(tally, 0) - meanOf(tally, 1), 10);
        expect(gap.mix + gap.handling).toBeCloseTo(gap.raw, 10);
        const sum = (parts: Float64Array): number => parts.reduce((total, part) => total + part, 0);
        expect(sum(gap.mixOf)).toBeCloseTo(gap.mix, 10);
        expect(sum(gap.handlingOf)).toBeCloseTo(gap.handling, 10);
      }),
      { seed: 311 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusteredError } from '../../../src/statistics/cluster.ts';
import { expectedInfluence, expectedOf } from '../../../src/statistics/expected.ts';
import { influencesOf, type Influence } from '../../../src/statistics/influence.ts';
import { decompose } from '../../../src/statistics/kitagawa.ts';
import { tallyOf, type Observations, type Tally } from '../../../src/statistics/tally.ts';

/** Requests in strata of which both sides have several, so that no small-sample correction is needed to compare. */
const rows = fc.array(
  fc.tuple(fc.constantFrom(0 as const, 1 as const), fc.integer({ min: 0, max: 2 }), fc.constantFrom(0, 1)),
  { minLength: 60, maxLength: 120 },
);

function observed(found: readonly (readonly [0 | 1, number, number])[]): Observations {
  return {
    side: Uint8Array.from(found, ([side]) => side),
    stratum: Int32Array.from(found, ([, stratum]) => stratum),
    area: Int32Array.from(found, (_, index) => index),
    day: Int32Array.from(found, (_, index) => index),
    outcome: Float32Array.from(found, ([, , outcome]) => outcome),
    strata: 3,
    areas: found.length,
    days: found.length,
  };
}

/** The tally with one request weighing a little more. */
function heavier(tally: Tally, side: 0 | 1, stratum: number, outcome: number, more: number): Tally {
  const copy = {
    ...tally,
    n: tally.n.map((own) => own.slice()),
    sum: tally.sum.map((own) => own.slice()),
    total: [...tally.total],
  };
  copy.n[side]![stratum]! += more;
  copy.sum[side]![stratum]! += more * outcome;
  copy.total[side]! += more;
  return copy as unknown as Tally;
}

const at = (
  { constant, slope, center }: Influence,
  side: 0 | 1,
  stratum: number,
  outcome: number,
  n: number,
): number =>
  // The correction for small strata is taken off again: the derivative knows none.
  constant[side][stratum]! +
  (slope[side][stratum]! * (outcome - center[side][stratum]!)) / Math.sqrt(n / (n - 1));

describe('the influence of a request', () => {
  it('is how much each part of a gap moves when the request weighs a little more', () => {
    fc.assert(
      fc.property(rows, (found) => {
        const tally = tallyOf(observed(found));
        fc.pre([0, 1, 2].every((key) => tally.n[0][key]! > 2 && tally.n[1][key]! > 2));
        const influences = influencesOf(tally);
        const base = decompose(tally);
        const more = 1e-6;
        for (const [side, stratum, outcome] of found.slice(0, 12)) {
          const moved = decompose(heavier(tally, side, stratum, outcome, more));
          for (const part of ['raw', 'mix', 'handling'] as const) {
            const slope = (moved[part] - base[part]) / more;
            expect(at(influences[part], side, stratum, outcome, tally.n[side][stratum]!)).toBeCloseTo(
              slope,
              5,
            );
          }
        }
      }),
      { seed: 311, numRuns: 60 },
    );
  });

  it('is the same for a group beside the whole city', () => {
    fc.assert(
      fc.property(rows, (found) => {
        const tally = tallyOf(observed(found));
        fc.pre([0, 1, 2].every((key) => tally.n[0][key]! > 2 && tally.n[1][key]! > 2));
        const influence = expectedInfluence(tally);
        const difference = (own: Tally): number => expectedOf(own).mean - expectedOf(own).expected;
        for (const [side, stratum, outcome] of found.slice(0, 12)) {
          const slope = (difference(heavier(tally, side, stratum, outcome, 1e-6)) - difference(tally)) / 1e-6;
          const own =
            influence.constant[side][stratum]! +
            influence.slope[side][stratum]! * (outcome - influence.center[side][stratum]!);
          expect(own).toBeCloseTo(slope, 5);
        }
      }),
      { seed: 311, numRuns: 60 },
    );
  });
});

describe('a standard error that allows for places and days', () => {
  it('grows when requests of a place go together, and when those of a day do', () => {
    const found = Array.from(
      { length: 400 },
      (_, index) => [index < 200 ? 0 : 1, 0, Math.floor(index / 40) % 2] as const,
    );
    const apart = { ...observed(found), strata: 1 };
    const influence = influencesOf(tallyOf(apart)).raw;
    const alone = clusteredError(apart, influence).standardError;
    const together = Int32Array.from(found, (_, index) => Math.floor(index / 20));
    const byPlace = clusteredError({ ...apart, area: together }, influence).standardError;
    const byDay = clusteredError({ ...apart, day: together }, influence).standardError;
    expect(byPlace).toBeGreaterThan(2 * alone);
    expect(byDay).toBeGreaterThan(2 * alone);
  });

  it('is that of separate requests where each is its own place and day', () => {
    const found = Array.from(
      { length: 200 },
      (_, index) => [(index % 2) as 0 | 1, 0, Number(index % 10 < 3)] as const,
    );
    const apart = { ...observed(found), strata: 1 };
    const tally = tallyOf(apart);
    const { standardError } = clusteredError(apart, influencesOf(tally).raw);
    const variance = ([0, 1] as const).reduce<number>((sum, side) => {
      const [n, share] = [tally.total[side], tally.sum[side][0]! / tally.total[side]];
      return sum + (share * (1 - share)) / (n - 1);
    }, 0);
    expect(standardError ** 2 / variance).toBeCloseTo(201 / 199, 6);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/statistics/random.ts';
import {
  overdispersion,
  verdictOf,
  zScore,
  type Standardised,
} from '../../../src/statistics/standardisation.ts';
import { reference } from './reference.ts';

/** Ten kinds of requests, each closed on time in a share of cases: what a place of 10 × n requests should show. */
function expectedOf(n: number, shares: readonly number[]): Pick<Standardised, 'expected' | 'variance'> {
  return {
    expected: shares.reduce((sum, share) => sum + n * share, 0),
    variance: shares.reduce((sum, share) => sum + n * share * (1 - share), 0),
  };
}

/** A generator with a fixed seed (mulberry32), so that a test is the same every time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('a count beside the count that was to be expected', () => {
  it('is told in standard errors: 60 of 100 where half were expected is two of them', () => {
    expect(zScore({ observed: 60, expected: 50, variance: 25 })).toBeCloseTo(2, 12);
  });

  it('cannot differ where nothing can vary', () => {
    expect(zScore({ observed: 3, expected: 3, variance: 0 })).toBe(0);
  });

  it('is called different beyond 3.09 standard errors and not before', () => {
    const place = (z: number): Standardised => ({ observed: 50 + 5 * z, expected: 50, variance: 25 });
    expect(verdictOf(place(3.08), 1)).toBe('unclear');
    expect(verdictOf(place(3.1), 1)).toBe('more');
    expect(verdictOf(place(-3.1), 1)).toBe('fewer');
  });

  it('must differ by more where places spread more: √φ times as much', () => {
    const place: Standardised = { observed: 75, expected: 50, variance: 25 };
    expect(verdictOf(place, 2.5)).toBe('more');
    expect(verdictOf(place, 2.7)).toBe('unclear');
  });
});

describe('the spread between places', () => {
  it('is the mean of z² with the outermost tenth at each end pulled in, over that of chance alone, by hand', () => {
    // z of -9, -2 … 2, 30: one of ten at each end becomes its neighbor.
    const zs = [-9, -2, -2, -1, -1, 1, 1, 2, 2, 30];
    const places = zs.map((z) => ({ observed: 100 + 10 * z, expected: 100, variance: 100 }));
    const mean = (4 + 4 + 4 + 1 + 1 + 1 + 1 + 4 + 4 + 4) / 10;
    expect(overdispersion(places)).toBeCloseTo(mean / reference.winsorisedSquare, 12);
  });

  it('is never told below 1, which chance alone brings about', () => {
    expect(overdispersion([])).toBe(1);
    expect(
      overdispersion(Array.from({ length: 50 }, () => ({ observed: 10, expected: 10, variance: 5 }))),
    ).toBe(1);
  });

  it('is found whole although its ends are pulled in: z spread twice as wide as chance gives 4', () => {
    const random = new Random(311);
    const places = Array.from({ length: 20_000 }, () => ({
      observed: 100 + 20 * random.normal(),
      expected: 100,
      variance: 100,
    }));
    const spread = overdispersion(places);
    expect(spread).toBeGreaterThan(3.9);
    expect(spread).toBeLessThan(4.1);
  });

  it('does not depend on the order of places', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1 }), (observed) => {
        const places = observed.map((count) => ({ observed: count, expected: 50, variance: 25 }));
        expect(overdispersion(places.toReversed())).toBeCloseTo(overdispersion(places), 9);
      }),
    );
  });

  it('of places that differ by chance alone is about 1, and next to none of them is called different', () => {
    const random = seeded(311);
    const shares = [0.95, 0.9, 0.8, 0.75, 0.7, 0.6, 0.5, 0.4, 0.3, 0.1];
    const places = Array.from({ length: 2_000 }, () => {
      const n = 5 + Math.floor(random() * 60);
      const observed = shares.reduce(
        (sum, share) => sum + Array.from({ length: n }, random).filter((draw) => draw < share).length,
        0,
      );
      return { observed, ...expectedOf(n, shares) };
    });
    const spread = overdispersion(places);
    expect(spread).toBeLessThan(1.1);
    const called = places.filter((place) => verdictOf(place, spread) !== 'unclear').length;
    expect(called).toBeLessThanOrEqual(12);
  });

  it('of places whose crews close ten at once is about ten, so that most of them are no longer called different', () => {
    const random = seeded(1);
    const places = Array.from({ length: 1_000 }, () => {
      const batches = Array.from({ length: 20 }, random).filter((draw) => draw < 0.7).length;
      return { observed: 10 * batches, expected: 140, variance: 200 * 0.7 * 0.3 };
    });
    const spread = overdispersion(places);
    // Counts of 20 batches have so few levels that a little less than a tenth is pulled in at each end.
    expect(spread).toBeGreaterThan(9);
    expect(spread).toBeLessThan(12);
    const share = (dispersion: number): number =>
      places.filter((place) => verdictOf(place, dispersion) !== 'unclear').length / places.length;
    expect(share(1)).toBeGreaterThan(0.2);
    expect(share(spread)).toBeLessThan(0.02);
  });
});

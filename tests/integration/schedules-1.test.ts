import { describe, expect, it } from 'vitest';
import { promiseSchedules, type Tally } from './schedule.ts';

// One half of two hundred: each file has a worker of its own.
describe('a hundred nights of faults, seeds 1 to 100', () => {
  const tally: Tally = { nights: 0, published: 0 };
  promiseSchedules(
    Array.from({ length: 100 }, (_, index) => index + 1),
    tally,
  );

  it('most of which end with a publication all the same', () => {
    expect(tally.published / tally.nights).toBeGreaterThan(0.8);
  });
});

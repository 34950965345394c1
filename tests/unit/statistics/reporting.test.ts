import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/statistics/random.ts';
import { reportingRate } from '../../../src/statistics/reporting.ts';
import { reference } from './reference.ts';

describe('the rate at which problems are reported', () => {
  it("is that of R's poisson.test, and the delay is one over it", () => {
    for (const { duplicates, exposureDays, perDay, low, high } of reference.reporting) {
      const found = reportingRate({ duplicates, exposureDays });
      expect(found.perDay).toBeCloseTo(perDay, 12);
      expect(found.perDayInterval.low).toBeCloseTo(low, 12);
      expect(found.perDayInterval.high).toBeCloseTo(high, 12);
      expect(found.meanDelayDaysInterval.low).toBeCloseTo(1 / high, 9);
      if (duplicates === 0) continue;
      expect(found.meanDelayDays).toBeCloseTo(1 / perDay, 9);
      expect(found.meanDelayDaysInterval.high).toBeCloseTo(1 / low, 9);
    }
  });

  it('sets no upper limit to the delay where no report was repeated', () => {
    const found = reportingRate({ duplicates: 0, exposureDays: 90 });
    expect(found.perDay).toBe(0);
    expect(found.meanDelayDays).toBeNull();
    expect(found.meanDelayDaysInterval.high).toBeNull();
    expect(found.meanDelayDaysInterval.low).toBeGreaterThan(24);
  });

  it('finds the delay of planted problems, each reported every 20 days on average', () => {
    const random = new Random(311);
    let [duplicates, exposureDays] = [0, 0];
    for (let problem = 0; problem < 2_000; problem += 1) {
      const openDays = random.between(1, 60);
      duplicates += random.events(openDays / 20);
      exposureDays += openDays;
    }
    const { meanDelayDays, meanDelayDaysInterval } = reportingRate({ duplicates, exposureDays });
    expect(meanDelayDays).toBeCloseTo(20, 0);
    expect(meanDelayDaysInterval.low).toBeLessThan(20);
    expect(meanDelayDaysInterval.high).toBeGreaterThan(20);
  });

  it('is refused where there was no time to report', () => {
    expect(() => reportingRate({ duplicates: 1, exposureDays: 0 })).toThrow(RangeError);
    expect(() => reportingRate({ duplicates: 0.5, exposureDays: 9 })).toThrow(RangeError);
  });
});

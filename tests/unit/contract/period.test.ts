import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  horizonDays,
  horizonOf,
  isPeriod,
  monthsOf,
  periodDays,
  rollingPeriods,
  type Period,
} from '../../../src/contract/period.ts';

const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2000-01-01', days));

describe('a period', () => {
  it('of 90 days ends on the record’s last day and holds 90 days', () => {
    expect(periodDays('90d', '2026-11-22')).toEqual({ from: '2026-08-25', to: '2026-11-22' });
  });

  it('of a year is cut at the record’s last day', () => {
    expect(periodDays('2026', '2026-11-22')).toEqual({ from: '2026-01-01', to: '2026-11-22' });
    expect(periodDays('2025', '2026-11-22')).toEqual({ from: '2025-01-01', to: '2025-12-31' });
  });

  it('counts back over a leap day and a change of the clock without losing a day', () => {
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
    expect(addDays('2026-03-08', 1)).toBe('2026-03-09');
  });

  it('names every month it touches, once, the middle ones too', () => {
    expect(monthsOf({ from: '2024-11-30', to: '2026-01-01' })).toHaveLength(15);
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 1500 }), (from, days) => {
        const months = monthsOf({ from, to: addDays(from, days) });
        expect(new Set(months).size).toBe(months.length);
        for (let day = 0; day <= days; day += 1) expect(months).toContain(addDays(from, day).slice(0, 7));
      }),
      { numRuns: 25 },
    );
  });

  it('leaves most of itself to judge once the horizon is taken off', () => {
    for (const period of ['30d', '90d', '365d', '2025'] as Period[]) {
      const days = period === '2025' ? 365 : Number.parseInt(period, 10);
      expect(horizonDays(period) / days).toBeLessThanOrEqual(1 / 3);
    }
  });

  it('is nothing else than a rolling one or a year', () => {
    expect(['30d', '2025'].every(isPeriod)).toBe(true);
    expect(['', '7d', '20255', '90', 'all', "2025' OR 1=1"].some(isPeriod)).toBe(false);
  });
});

describe('the days a request is given before its time is counted', () => {
  it('are the same for a rolling period, by name or by its days', () => {
    for (const period of rollingPeriods) {
      const last = '2026-11-22';
      expect(horizonOf(periodDays(period, last), last)).toBe(horizonDays(period));
    }
  });

  it('are more for what is long past, fewer for what has just begun', () => {
    expect(horizonOf({ from: '2025-03-01', to: '2025-03-31' }, '2026-11-22')).toBe(90);
    expect(horizonOf({ from: '2026-11-01', to: '2026-11-22' }, '2026-11-22')).toBe(10);
    expect(horizonOf({ from: '2026-01-01', to: '2026-03-31' }, '2026-03-31')).toBe(30);
  });

  it('leave at least two thirds of the period, unless they are the fewest', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(2000), fc.nat(400), (from, length, age) => {
        const to = addDays(from, length);
        const last = addDays(to, age);
        const horizon = horizonOf({ from, to }, last);
        const counted = Math.min(length, length + age - horizon) + 1;
        if (horizon > 10) expect(3 * counted).toBeGreaterThanOrEqual(2 * (length + 1));
      }),
    );
  });
});

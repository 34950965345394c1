import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  horizonDays,
  isPeriod,
  monthsOf,
  periodDays,
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

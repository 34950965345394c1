import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  daysOfMonths,
  monthsOfDays,
  monthsOfRecord,
  moveEnd,
  moveRange,
  partOf,
} from '../../../src/components/month-range.ts';

const record = { from: '2024-03-09', to: '2026-11-22' };
const count = monthsOfRecord(record).length;
const anyRange = fc
  .tuple(fc.nat(count - 1), fc.nat(count - 1))
  .map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }));

describe('the timeline', () => {
  it('chooses days that give the same months back', () => {
    fc.assert(
      fc.property(anyRange, (range) => {
        expect(monthsOfDays(daysOfMonths(range, record), record)).toEqual(range);
      }),
    );
  });

  it('never chooses a day that the record does not have', () => {
    expect(daysOfMonths({ first: 0, last: count - 1 }, record)).toEqual(record);
    expect(daysOfMonths({ first: 1, last: 1 }, record)).toEqual({ from: '2024-04-01', to: '2024-04-30' });
    expect(monthsOfDays({ from: '1990-01-01', to: '2050-01-01' }, record)).toEqual({
      first: 0,
      last: count - 1,
    });
  });

  it('moves as a whole without changing its length, and stops at the ends', () => {
    fc.assert(
      fc.property(anyRange, fc.integer({ min: -100, max: 100 }), (range, by) => {
        const moved = moveRange(range, by, count);
        expect(moved.last - moved.first).toBe(range.last - range.first);
        expect(moved.first).toBeGreaterThanOrEqual(0);
        expect(moved.last).toBeLessThan(count);
      }),
    );
    expect(moveRange({ first: 3, last: 5 }, -10, count)).toEqual({ first: 0, last: 2 });
  });

  it('pushes the other end rather than pass it', () => {
    expect(moveEnd({ first: 3, last: 5 }, 'first', 8)).toEqual({ first: 8, last: 8 });
    expect(moveEnd({ first: 3, last: 5 }, 'last', 1)).toEqual({ first: 1, last: 1 });
  });

  it('tells the months that the record has only a part of', () => {
    expect(partOf('2024-03', record)).toEqual({ kind: 'from', day: '2024-03-09' });
    expect(partOf('2026-11', record)).toEqual({ kind: 'until', day: '2026-11-22' });
    expect(partOf('2025-02', record).kind).toBe('all');
    expect(partOf('2026-11', { from: '2026-11-01', to: '2026-11-30' }).kind).toBe('all');
  });
});

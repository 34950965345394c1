import { describe, expect, it } from 'vitest';
import { instantMs } from '../../../src/contract/instant.ts';
import { lastFullDay } from '../../../src/contract/period.ts';

const utc = (shown: string): string => new Date(instantMs(shown)).toISOString().slice(0, 16);

describe('a moment on Baltimore’s clocks', () => {
  it('is five hours behind UTC in winter and four in summer', () => {
    expect(utc('2026-01-15T12:00:00')).toBe('2026-01-15T17:00');
    expect(utc('2026-07-15T12:00:00')).toBe('2026-07-15T16:00');
  });

  it('that the clocks show twice is the first of the two', () => {
    expect(utc('2026-11-01T01:30:00')).toBe('2026-11-01T05:30');
  });

  it('that the clocks skip is still a moment', () => {
    expect(utc('2026-03-08T02:30:00')).toBe('2026-03-08T07:30');
  });
});

describe('the last full day', () => {
  it('is the day of the newest request only if that came in the day’s last hour', () => {
    expect(lastFullDay('2026-11-22T23:00:00')).toBe('2026-11-22');
    expect(lastFullDay('2026-11-22T22:59:59')).toBe('2026-11-21');
    expect(lastFullDay('2027-01-01T04:52:32')).toBe('2026-12-31');
  });
});

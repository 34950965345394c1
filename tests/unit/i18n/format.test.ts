import { describe, expect, it } from 'vitest';
import {
  formatBound,
  formatDay,
  formatDays,
  formatMoment,
  formatNumber,
  formatPercent,
  formatWithin,
} from '../../../src/i18n/format.ts';
import { translator } from '../../../src/i18n/messages.ts';

const en = translator('en');
const es = translator('es');

describe('numbers in words', () => {
  it('say durations as people do', () => {
    const days = [0, 0.01, 1 / 24, 0.5, 0.99, 1, 2.44, 9.96, 31.4];
    expect(days.map((value) => formatDays(value, 'en', en))).toEqual([
      'under an hour',
      'under an hour',
      '1 hour',
      '12 hours',
      '1 day',
      '1 day',
      '2.4 days',
      '10 days',
      '31 days',
    ]);
    expect(days.map((value) => formatDays(value, 'es', es))).toEqual([
      'menos de una hora',
      'menos de una hora',
      '1 hora',
      '12 horas',
      '1 día',
      '1 día',
      '2.4 días',
      '10 días',
      '31 días',
    ]);
  });

  it('say a limit that was kept so that “under an hour” fits too', () => {
    const days = [0.01, 1 / 24, 2.44];
    expect(days.map((value) => formatWithin(value, 'en', en))).toEqual([
      'in under an hour',
      'within 1 hour',
      'within 2.4 days',
    ]);
    expect(days.map((value) => formatWithin(value, 'es', es))).toEqual([
      'en menos de una hora',
      'en 1 hora o menos',
      'en 2.4 días o menos',
    ]);
  });

  it('say the bound of a class in minutes where it is under an hour', () => {
    const bounds = [0, 1 / 1440, 0.02, 1 / 24, 3];
    expect(bounds.map((value) => formatBound('median_days_to_close', value, 'en', en))).toEqual([
      '0 minutes',
      '1 minute',
      '29 minutes',
      '1 hour',
      '3 days',
    ]);
    expect(formatBound('median_days_to_close', 0.02, 'es', es)).toBe('29 minutos');
    expect(formatBound('on_time_percent', 0.02, 'en', en)).toBe('1%');
  });

  it('never round a share up to all or down to none', () => {
    expect([0, 0.2, 33.4, 99.7, 100].map((share) => formatPercent(share, 'en'))).toEqual([
      '0%',
      '1%',
      '33%',
      '99%',
      '100%',
    ]);
  });

  it('write numbers and dates as Baltimore’s readers of each language do', () => {
    expect(formatNumber(1234567, 'es')).toBe('1,234,567');
    expect(formatDay('2026-11-22', 'en')).toBe('Nov 22, 2026');
    expect(formatDay('2026-11-22', 'es')).toBe('22 de noviembre de 2026');
    expect(formatMoment('2026-11-22T23:58:42', 'en')).toMatch(/Nov 22, 2026, 11:58.PM/);
  });
});

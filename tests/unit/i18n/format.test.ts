import { describe, expect, it } from 'vitest';
import {
  formatDay,
  formatDays,
  formatMoment,
  formatNumber,
  formatPercent,
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

import { describe, expect, it } from 'vitest';
import { monthsOfPlace } from '../../../src/data/place-month.ts';

const row = (month: string, requests: number, toDay = requests) => ({
  area_id: 1,
  month,
  requests,
  requests_to_day: toDay,
});
const everything = (): boolean => true;

describe('the months of a place', () => {
  it('are the last thirteen, the running one beside the same days of the year before', () => {
    const months = monthsOfPlace(
      [row('2026-11', 20, 20), row('2025-11', 31, 22), row('2026-10', 40), row('2025-10', 38)],
      '2026-11-22T23:58:00',
      everything,
    );
    expect(months.map(({ month }) => month)).toEqual([
      '2025-11',
      '2025-12',
      '2026-01',
      '2026-02',
      '2026-03',
      '2026-04',
      '2026-05',
      '2026-06',
      '2026-07',
      '2026-08',
      '2026-09',
      '2026-10',
      '2026-11',
    ]);
    expect(months.at(-1)).toEqual({ month: '2026-11', requests: 20, before: 22, isWhole: false });
    expect(months.at(-2)).toEqual({ month: '2026-10', requests: 40, before: 38, isWhole: true });
    expect(months[1]).toEqual({ month: '2025-12', requests: 0, before: 0, isWhole: true });
  });

  it('count a month as over when the record reaches the last hour of its last day', () => {
    const last = (dataThrough: string) => monthsOfPlace([row('2026-02', 5)], dataThrough, everything).at(-1);
    expect(last('2026-02-28T23:40:00')).toMatchObject({ month: '2026-02', isWhole: true });
    expect(last('2026-02-28T17:00:00')).toMatchObject({ month: '2026-02', isWhole: false });
  });

  it('have no year before where the record lacks days of it, and no month that it lacks days of', () => {
    const months = monthsOfPlace(
      [row('2026-11', 20, 20)],
      '2026-11-22T23:58:00',
      ({ from }) => from >= '2026-03-15',
    );
    expect(months.map(({ month }) => month)).toEqual(
      ['04', '05', '06', '07', '08', '09', '10', '11'].map((month) => `2026-${month}`),
    );
    expect(months.every(({ before }) => before === null)).toBe(true);
  });
});

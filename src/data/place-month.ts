import { lastDay, lastDayOfMonth, lastFullDay, type DayRange } from '../contract/period.ts';
import type { Coverage } from './coverage.ts';

/** Requests of a month, and of the same days of the month a year before. */
export interface PlaceMonth {
  month: string;
  requests: number;
  /** Null where the record lacks days of that month. */
  before: number | null;
  /** False for the last month, unless it is over. */
  isWhole: boolean;
}

/** A row of step `months`. */
export interface MonthRow {
  area_id: number;
  month: string;
  requests: number;
  /** Those up to the day of the month that is the record's last. */
  requests_to_day: number;
}

/** Months that a place's chart shows: a year, and the one that is running. */
const shownMonths = 13;

/**
 * The last 13 months of a place, oldest first, as far as the record covers them.
 * @param dataThrough wall clock of the record's newest request.
 * @param covers which days the record has.
 */
export function monthsOfPlace(
  rows: readonly MonthRow[],
  dataThrough: string,
  covers: Coverage,
): PlaceMonth[] {
  const byMonth = new Map(rows.map((row) => [row.month, row]));
  const last = lastDay(dataThrough);
  const running = last.slice(0, 7);
  const isOver = lastFullDay(dataThrough) === lastDayOfMonth(running);
  const daysOf = (month: string, isWhole: boolean): DayRange => ({
    from: `${month}-01`,
    to: isWhole ? lastDayOfMonth(month) : `${month}${last.slice(7)}`,
  });
  return Array.from({ length: shownMonths }, (_, index) => monthsBefore(running, shownMonths - 1 - index))
    .map((month) => ({ month, isWhole: month !== running || isOver }))
    .filter(({ month, isWhole }) => covers(daysOf(month, isWhole)))
    .map(({ month, isWhole }) => {
      const before = monthsBefore(month, 12);
      const earlier = byMonth.get(before);
      const requestsBefore = (isWhole ? earlier?.requests : earlier?.requests_to_day) ?? 0;
      return {
        month,
        requests: byMonth.get(month)?.requests ?? 0,
        before: covers(daysOf(before, isWhole)) ? requestsBefore : null,
        isWhole,
      };
    });
}

function monthsBefore(month: string, count: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 - count;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
}

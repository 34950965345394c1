import { lastFullDay } from '../contract/period.ts';

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
 * The last 13 months of a place, oldest first; as many fewer as the record is younger.
 * @param dataThrough wall clock of the record's newest request.
 * @param firstDay the record's first day.
 */
export function monthsOfPlace(
  rows: readonly MonthRow[],
  dataThrough: string,
  firstDay: string,
): PlaceMonth[] {
  const byMonth = new Map(rows.map((row) => [row.month, row]));
  const running = dataThrough.slice(0, 7);
  const isOver =
    lastFullDay(dataThrough).slice(0, 7) === running && lastDayOf(running) === lastFullDay(dataThrough);
  return Array.from({ length: shownMonths }, (_, index) => monthsBefore(running, shownMonths - 1 - index))
    .filter((month) => `${month}-01` >= firstDay)
    .map((month) => {
      const isWhole = month !== running || isOver;
      const before = monthsBefore(month, 12);
      const earlier = byMonth.get(before);
      return {
        month,
        requests: byMonth.get(month)?.requests ?? 0,
        before:
          `${before}-01` < firstDay ? null : ((isWhole ? earlier?.requests : earlier?.requests_to_day) ?? 0),
        isWhole,
      };
    });
}

function monthsBefore(month: string, count: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 - count;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
}

function lastDayOf(month: string): string {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);
}

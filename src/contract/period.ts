/** Whole days, both ends included, as YYYY-MM-DD on Baltimore's clock. */
export interface DayRange {
  from: string;
  to: string;
}

/** `90d` counts back from the record's last day; `2025` is a calendar year. */
export const rollingPeriods = ['30d', '90d', '365d'] as const;
export type Period = (typeof rollingPeriods)[number] | `${number}`;

export const defaultPeriod: Period = '90d';

const dayMs = 86_400_000;

/** Moves a day by whole days: `addDays('2025-03-01', -1)` is `2025-02-28`. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** The last day of the record, from the manifest's wall-clock `dataThrough`. */
export function lastDay(dataThrough: string): string {
  return dataThrough.slice(0, 10);
}

/**
 * The last day the record covers to its end: that of its newest request if it came in the last hour of the day (a night
 * without a request at that hour has not been seen), else the day before.
 */
export function lastFullDay(dataThrough: string): string {
  const last = lastDay(dataThrough);
  return dataThrough.slice(11, 13) === '23' ? last : addDays(last, -1);
}

/** True for a period this portal knows: a rolling one, or a four-digit year. */
export function isPeriod(text: string): text is Period {
  return (rollingPeriods as readonly string[]).includes(text) || /^\d{4}$/.test(text);
}

/** The days a period covers in a record whose last day is `last`. A year is cut at `last`. */
export function periodDays(period: Period, last: string): DayRange {
  if (/^\d{4}$/.test(period)) {
    const to = `${period}-12-31`;
    return { from: `${period}-01-01`, to: to < last ? to : last };
  }
  return { from: addDays(last, 1 - Number.parseInt(period, 10)), to: last };
}

/**
 * How many days a request is given before its time to close is counted (the horizon):
 * 30 in short periods, 90 from a year on, so that at least two thirds of the period remains.
 */
export function horizonDays(period: Period): number {
  return period === '30d' ? 10 : period === '90d' ? 30 : 90;
}

/**
 * The same for any range of days in a record whose last day is `last`: the longest of the horizons that leaves two
 * thirds of the range, so that a range long past is given all 90 days.
 */
export function horizonOf({ from, to }: DayRange, last: string): number {
  const through = (horizon: number): string => {
    const mature = addDays(last, -horizon);
    return mature < to ? mature : to;
  };
  const days = daysBetween(from, to) + 1;
  return [90, 30].find((horizon) => 3 * (daysBetween(from, through(horizon)) + 1) >= 2 * days) ?? 10;
}

/** Whole days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/** The months (YYYY-MM) a range of days touches, in order. */
export function monthsOf(range: DayRange): string[] {
  const months: string[] = [];
  let [year, month] = range.from.split('-').map(Number) as [number, number];
  const end = range.to.slice(0, 7);
  for (let key = range.from.slice(0, 7); key <= end; key = `${year}-${String(month).padStart(2, '0')}`) {
    months.push(key);
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
  }
  return months;
}

/** The last day of a month (YYYY-MM). */
export function lastDayOfMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

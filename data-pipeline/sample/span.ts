import { massClosing } from './truths.ts';

/** Seconds since 1970 on Baltimore's wall clock, read as if it were UTC: the City's service writes time this way. */
export type WallSeconds = number;

export const daySeconds = 86_400;
export const hourSeconds = 3_600;

/** The days that the record covers. */
export interface Span {
  start: WallSeconds;
  days: number;
  /** First second after the last day: what would close later is still open. */
  end: WallSeconds;
}

/**
 * The `months` that end on `through` (YYYY-MM-DD, the last day with requests).
 * @throws Error when `through` is not a date.
 */
export function spanOf(through: string, months: number): Span {
  const last = new Date(`${through}T00:00:00Z`);
  if (Number.isNaN(last.getTime())) throw new Error(`"${through}" is not a date; expected YYYY-MM-DD`);
  const end = last.getTime() / 1000 + daySeconds;
  const first = new Date(end * 1000);
  const [year, month] = [first.getUTCFullYear(), first.getUTCMonth() - months];
  const daysInMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const start = Date.UTC(year, month, Math.min(first.getUTCDate(), daysInMonth)) / 1000;
  return { start, end, days: Math.round((end - start) / daySeconds) };
}

/** Midnight of the first day of the month in the middle of the span, when the planted target changes. */
export function targetChangeStart({ start, end }: Span): WallSeconds {
  const middle = new Date(((start + end) / 2) * 1000);
  return Date.UTC(middle.getUTCFullYear(), middle.getUTCMonth(), 1) / 1000;
}

/** The second in which the planted mass closing begins; on a weekday. */
export function massClosingStart({ start, days }: Span): WallSeconds {
  const day = start + Math.floor(days * massClosing.shareOfSpan) * daySeconds;
  const weekend = { 0: 1, 6: 2 }[weekday(day)] ?? 0;
  return day + weekend * daySeconds + massClosing.startHour * hourSeconds;
}

/** 0 = Sunday … 6 = Saturday. */
export function weekday(time: WallSeconds): number {
  return (Math.floor(time / daySeconds) + 4) % 7;
}

/** True when a wall clock in Baltimore shows daylight saving time: second Sunday of March to first of November, 2:00. */
export function isDaylightSaving(time: WallSeconds): boolean {
  const year = new Date(time * 1000).getUTCFullYear();
  const march = Date.UTC(year, 2, 8) / 1000;
  const november = Date.UTC(year, 10, 1) / 1000;
  const sundayFrom = (day: WallSeconds): WallSeconds => day + ((7 - weekday(day)) % 7) * daySeconds;
  return time >= sundayFrom(march) + 2 * hourSeconds && time < sundayFrom(november) + 2 * hourSeconds;
}

import { lastDayOfMonth, monthsOf, type DayRange } from '../contract/period.ts';

/** Months chosen on the timeline: positions in the record's list of months, both ends included. */
export interface MonthRange {
  first: number;
  last: number;
}

/** The months that a record has, oldest first. */
export function monthsOfRecord(record: DayRange): string[] {
  return monthsOf(record);
}

/** The days of a range of months, as far as the record has them. */
export function daysOfMonths({ first, last }: MonthRange, record: DayRange): DayRange {
  const months = monthsOfRecord(record);
  const from = `${months[first]}-01`;
  const to = lastDayOfMonth(months[last] ?? '');
  return { from: from < record.from ? record.from : from, to: to > record.to ? record.to : to };
}

/** The months that a range of days touches, of those that the record has. */
export function monthsOfDays({ from, to }: DayRange, record: DayRange): MonthRange {
  const months = monthsOfRecord(record);
  const at = (day: string): number => {
    const index = months.indexOf(day.slice(0, 7));
    return index >= 0 ? index : day < record.from ? 0 : months.length - 1;
  };
  return { first: at(from), last: at(to) };
}

/** Moves a whole range by so many months; it keeps its length and stays within `count` months. */
export function moveRange({ first, last }: MonthRange, by: number, count: number): MonthRange {
  const allowed = Math.max(-first, Math.min(by, count - 1 - last));
  return { first: first + allowed, last: last + allowed };
}

/** Moves one end; it pushes the other before it rather than pass it. */
export function moveEnd(range: MonthRange, end: keyof MonthRange, to: number): MonthRange {
  return end === 'first'
    ? { first: to, last: Math.max(to, range.last) }
    : { first: Math.min(to, range.first), last: to };
}

/** The part of a month that the record has: all of it, from a day on, or until a day. */
export function partOf(month: string, record: DayRange): { kind: 'all' | 'from' | 'until'; day: string } {
  if (record.to.startsWith(month) && record.to < lastDayOfMonth(month))
    return { kind: 'until', day: record.to };
  if (record.from.startsWith(month) && record.from > `${month}-01`) return { kind: 'from', day: record.from };
  return { kind: 'all', day: '' };
}

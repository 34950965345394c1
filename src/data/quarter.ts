import { addDays, type DayRange } from '../contract/period.ts';

/** A calendar quarter. */
export interface Quarter {
  year: number;
  /** 1 to 4. */
  number: number;
  days: DayRange;
}

/**
 * The whole quarters of a range of days, in order.
 * @param range first and last day, YYYY-MM-DD.
 */
export function quartersOf({ from, to }: DayRange): Quarter[] {
  const quarters: Quarter[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
    for (let number = 1; number <= 4; number += 1) {
      const first = `${year}-${String(3 * number - 2).padStart(2, '0')}-01`;
      const next =
        number === 4 ? `${year + 1}-01-01` : `${year}-${String(3 * number + 1).padStart(2, '0')}-01`;
      const days = { from: first, to: addDays(next, -1) };
      if (days.from >= from && days.to <= to) quarters.push({ year, number, days });
    }
  }
  return quarters;
}

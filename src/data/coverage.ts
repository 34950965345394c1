import { addDays, type DayRange } from '../contract/period.ts';
import { askPublished } from './published.ts';

/** True for days that the record covers: each of them has a request of someone somewhere. */
export type Coverage = (days: DayRange) => boolean;

/**
 * Which days the record covers. A record of some files, or of the last years only, has gaps; a count of a day that was
 * never read must not be shown as none.
 */
export async function readCoverage(): Promise<Coverage> {
  const rows = await askPublished<{ day: string }>(
    "SELECT DISTINCT strftime(created_day, '%Y-%m-%d') AS day FROM core",
  );
  const known = new Set(rows.map(({ day }) => day));
  return ({ from, to }) => {
    for (let day = from; day <= to; day = addDays(day, 1)) if (!known.has(day)) return false;
    return true;
  };
}

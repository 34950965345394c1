import { formatDay, formatMoment } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';

/** The day (YYYY-MM-DD) of a wall-clock moment (milliseconds as if UTC). */
export function isoDay(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** The day of a wall-clock moment (milliseconds as if UTC), in words. */
export function dayOf(milliseconds: number, language: Language): string {
  return formatDay(isoDay(milliseconds), language);
}

/** Day and time of a wall-clock moment. */
export function momentOf(milliseconds: number, language: Language): string {
  return formatMoment(new Date(milliseconds).toISOString().slice(0, 19), language);
}

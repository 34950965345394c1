import { isLate, type NearbyRequest } from '../data/nearby.ts';
import { formatDay, formatDays } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import type { PointState } from '../map/request-layer.ts';

/** How a request stands at the record's last moment. */
export function stateOf(request: NearbyRequest, endMinutes: number): PointState {
  if (!request.isOpen) return 'closed';
  return isLate(request, endMinutes) ? 'late' : 'open';
}

/** A state in words. */
export function sayState(state: PointState, t: Translate): string {
  return { open: t('map.stateOpen'), late: t('map.stateLate'), closed: t('map.stateClosed') }[state];
}

/** The day of a moment in minutes from 1970. */
export function sayDay(minutes: number, language: Language): string {
  return formatDay(new Date(minutes * 60_000).toISOString().slice(0, 10), language);
}

/** The time between two moments in minutes. */
export function saySpan(from: number, to: number, language: Language, t: Translate): string {
  return formatDays(Math.max(0, to - from) / 1440, language, t);
}

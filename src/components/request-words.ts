import type { NearbyRequest } from '../data/nearby.ts';
import { isLate } from '../data/request-filter.ts';
import { formatDays } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import type { PointState } from '../map/request-layer.ts';

/** How a request stands at the record's last moment. */
export function stateOf(request: NearbyRequest, endMs: number): PointState {
  if (request.status !== 'open') return 'closed';
  return isLate(request, endMs) ? 'late' : 'open';
}

/** A state in words. */
export function sayState(state: PointState, t: Translate): string {
  return { open: t('map.stateOpen'), late: t('map.stateLate'), closed: t('map.stateClosed') }[state];
}

/** The time between two moments in milliseconds. */
export function saySpan(from: number, to: number, language: Language, t: Translate): string {
  return formatDays(Math.max(0, to - from) / 86_400_000, language, t);
}

import { daySeconds, hourSeconds, isDaylightSaving, targetChangeStart, weekday } from './span.ts';
import type { Span, WallSeconds } from './span.ts';
import { targetChange } from './truths.ts';

/**
 * How the City sets a due date: so many hours, business days or an appointment's day after creation; `artefact` is
 * the due date five hours before creation that call center rows carry; `none` leaves it empty.
 */
export type DueRule =
  { kind: 'hours' | 'business_days' | 'appointment_days'; amount: number } | { kind: 'artefact' | 'none' };

const amountUnits = { h: 'hours', b: 'business_days', a: 'appointment_days' } as const;

/** Reads `48h`, `7d`, `7b` (business days), `45a` (appointment, days ahead), `artefact` or an empty text. */
export function parseDueRule(text: string): DueRule {
  if (text === '') return { kind: 'none' };
  if (text === 'artefact') return { kind: 'artefact' };
  const [, digits = '', unit = ''] = /^(\d+)([hdba])$/.exec(text) ?? [];
  if (unit === 'd') return { kind: 'hours', amount: Number(digits) * 24 };
  const kind = amountUnits[unit as keyof typeof amountUnits];
  if (kind === undefined)
    throw new Error(`"${text}" is not a due rule; expected 48h, 7d, 7b, 45a, artefact or nothing`);
  return { kind, amount: Number(digits) };
}

/** The rule for requests of a type created at a time: the type's own, but for the planted change of target. */
export function dueRuleAt(requestType: string, own: DueRule, created: WallSeconds, span: Span): DueRule {
  if (requestType !== targetChange.requestType) return own;
  return created < targetChangeStart(span)
    ? { kind: 'hours', amount: targetChange.calendarDaysBefore * 24 }
    : { kind: 'business_days', amount: targetChange.businessDaysAfter };
}

/** When a request is due on the wall clock, or null. */
export function dueTime(rule: DueRule, created: WallSeconds): WallSeconds | null {
  switch (rule.kind) {
    case 'none':
      return null;
    case 'artefact':
      return created - 5 * hourSeconds;
    case 'hours':
      return elapse(created, rule.amount * hourSeconds);
    case 'business_days':
      return elapse(created, businessDaysAhead(created, rule.amount) * daySeconds);
    case 'appointment_days':
      return (Math.floor(created / daySeconds) + rule.amount + 1) * daySeconds - 60;
  }
}

/** The City's system counts true elapsed time: a due date across the clock change moves by an hour on the wall. */
function elapse(created: WallSeconds, seconds: number): WallSeconds {
  const due = created + seconds;
  return due + (Number(isDaylightSaving(due)) - Number(isDaylightSaving(created))) * hourSeconds;
}

// Holidays count as business days, as in the City's own rows.
function businessDaysAhead(created: WallSeconds, businessDays: number): number {
  let days = 0;
  for (let left = businessDays; left > 0;) {
    days += 1;
    if (weekday(created + days * daySeconds) % 6 !== 0) left -= 1;
  }
  return days;
}

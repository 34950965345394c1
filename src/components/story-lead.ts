import type { MessageKey, Translate } from '../i18n/translate.ts';
import { formatDays, formatNumber, formatWithin } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import { caseOf, type Story } from './story.ts';
import { dayOf } from './story-words.ts';

/** The City's reviewed words about a result, and the message that says them plainly. */
const glosses: Readonly<Record<string, MessageKey>> = {
  'Work completed': 'request.outcome.completed',
  'Work could not be completed': 'request.outcome.notCompleted',
  'SR assessed and no cause for action determined': 'request.outcome.noCause',
  'Work referred to another agency (NOT BY SR TRANSFER)': 'request.outcome.referred',
  'Your issue has been reviewed and is considered closed': 'request.outcome.reviewed',
  'SR closed by agency-specific work management system': 'request.outcome.elsewhere',
  Assigned: 'request.outcome.assigned',
};

/** Of these the English words need no others. */
const plainEnglish = new Set([
  'Work completed',
  'Work could not be completed',
  'Your issue has been reviewed and is considered closed',
]);

const dayMs = 86_400_000;

/** First what the City marked, and when. May hold strong marks. */
export function sayStatus({ request, endMs }: Story, language: Language, t: Translate): string {
  const { closedMs, dueMs, status } = request;
  const closed = closedMs === null ? '' : dayOf(closedMs, language);
  const due = dueMs === null ? '' : dayOf(dueMs, language);
  switch (caseOf(request, endMs)) {
    case 'duplicate':
      return status === 'closed' && closed !== ''
        ? t('request.status.duplicateClosed', { date: closed })
        : t('request.status.duplicate');
    case 'transferred':
      return closed === ''
        ? t('request.status.transferredUndated')
        : t('request.status.transferred', { date: closed });
    case 'closed':
      return closed === ''
        ? t('request.status.closedUndated')
        : t('request.status.closedOn', { date: closed });
    case 'openLate':
      return t('request.status.openLate', {
        date: due,
        late: formatDays((endMs - (dueMs ?? 0)) / dayMs, language, t),
      });
    case 'openDue':
      return t('request.status.openDue', { date: due });
    case 'openNoDue':
      return t('request.status.openNoDue');
  }
}

/** Whether the City says that work was done; nothing of a request that is open, counted under another, or a question. */
export function sayWork({ request, endMs }: Story, t: Translate): string | null {
  const { origin } = request;
  if (caseOf(request, endMs) !== 'closed' || origin === 'information' || origin === 'administrative')
    return null;
  if (request.outcome === null) return `${t('request.work.blank')} ${t('request.work.notStated')}`;
  return {
    yes: t('request.work.yes'),
    no: t('request.work.no'),
    not_stated: t('request.work.notStated'),
  }[request.workRecorded];
}

/** The City's words about the result in plain ones; null where there is nothing to add. */
export function sayOutcome({ request }: Story, language: Language, t: Translate): string | null {
  const outcome = request.outcome ?? '';
  const key = glosses[outcome];
  return key === undefined || (language === 'en' && plainEnglish.has(outcome))
    ? null
    : t('request.work.gloss', { words: t(key) });
}

/** Against the City's own due date, and how long it took; only of requests whose time to close is a response time. */
export function sayTime({ request, facts, endMs }: Story, language: Language, t: Translate): string[] {
  const { createdMs, closedMs, dueMs, typeId } = request;
  if (facts.types[typeId]?.isResponse !== true) return [];
  const duration = (milliseconds: number): string =>
    formatDays(Math.max(0, milliseconds) / dayMs, language, t);
  switch (caseOf(request, endMs)) {
    case 'closed': {
      if (closedMs === null) return [];
      const took = t('request.time.took', { duration: duration(closedMs - createdMs) });
      if (dueMs === null) return [took];
      const date = dayOf(dueMs, language);
      return closedMs <= dueMs
        ? [took, t('request.time.met', { early: duration(dueMs - closedMs), date })]
        : [took, t('request.time.missed', { late: duration(closedMs - dueMs), date })];
    }
    case 'openDue':
      return [t('request.time.notYet', { through: dayOf(endMs, language) })];
    default:
      return [];
  }
}

/** How long requests like it usually take, and what that rests on. */
export function sayUsual({ request, facts }: Story, language: Language, t: Translate): string[] {
  const type = facts.types[request.typeId];
  if (type === undefined) return [];
  if (!type.isResponse) return [t('request.others.notTimed')];
  if (type.n < 10) return [t('request.others.few')];
  const within = (minutes: number): string => formatWithin(minutes / 1440, language, t);
  const { n, p50, p90 } = type;
  const basis = t('request.others.basis', { count: n, number: formatNumber(n, language) });
  if (p50 === null) return [t('request.others.halfBeyond'), basis];
  const half = within(p50);
  if (p90 === undefined) return [t('request.others.halfOnly', { half }), basis];
  return [
    p90 === null
      ? t('request.others.ninetyBeyond', { half })
      : t('request.others.ninety', { days: within(p90), half }),
    basis,
  ];
}

import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { caseOf, type Story } from './story.ts';
import { dayOf } from './story-words.ts';

/** What a reader can do, most useful first. May hold strong marks. */
export function sayNext(story: Story, language: Language, t: Translate): string[] {
  const { request, facts, parent, successor, endMs } = story;
  const { number, dueMs } = request;
  const district = facts.places[request.councilDistrict ?? '']?.name;
  const council =
    district === undefined ? t('request.next.council') : t('request.next.councilNamed', { district });
  const danger = t('request.next.danger');
  switch (caseOf(request, endMs)) {
    case 'duplicate':
      return parent?.request
        ? [t('request.next.duplicate', { number: parent.number })]
        : [t('request.next.duplicateUnknown', { number })];
    case 'transferred':
      return successor?.request
        ? [t('request.next.transferred', { number: successor.number })]
        : [t('request.next.transferredUnknown', { number })];
    case 'closed':
      if (request.origin === 'information' || request.origin === 'administrative')
        return [t('request.next.answered')];
      return [t('request.next.closedStill', { number }), council, t('request.next.closedFixed')];
    case 'openLate':
      return [t('request.next.late', { number }), council, danger];
    case 'openDue':
      return [t('request.next.waitDue', { date: dayOf(dueMs ?? 0, language), number }), danger];
    case 'openNoDue':
      return [t('request.next.noDue', { number }), council, danger];
  }
}

import { wallClock } from '../contract/freshness.ts';
import type { PublicationRow } from '../data/publications.ts';
import { formatMoment, formatNumber } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import { translator } from '../i18n/messages.ts';

/** When a publication's source was read, by Baltimore's clocks: `YYYY-MM-DDTHH:MM:SS`. */
export function readMoment({ read_at: readAt }: PublicationRow): string {
  return wallClock(new Date(`${readAt}Z`));
}

/** How many requests a publication added, changed and lost, in words; null where it was not compared. */
export function countWords(
  row: PublicationRow,
  language: Language,
): { added: string; changed: string; gone: string } | null {
  const { requests_new: added, requests_changed: changed, requests_gone: gone } = row;
  if (added === null || changed === null || gone === null) return null;
  return {
    added: formatNumber(added, language),
    changed: formatNumber(changed, language),
    gone: formatNumber(gone, language),
  };
}

/** What there is to say of a publication against the one before. */
export function comparedSentence(row: PublicationRow, language: Language): string {
  const t = translator(language);
  const counts = countWords(row, language);
  if (counts !== null) return t('changes.compared', counts);
  return t(row.number === 1 ? 'changes.first' : 'changes.notCompared');
}

/** What a publication holds, how many of its files are new, and where it is from if not from the City's service. */
export function contentSentences(row: PublicationRow, language: Language): string {
  const t = translator(language);
  return [
    t('changes.holds', {
      requests: formatNumber(row.published, language),
      moment: formatMoment(row.data_through, language),
    }),
    t('changes.rewritten', {
      months: formatNumber(row.months_rewritten, language),
      files: formatNumber(row.files_new, language),
    }),
    ...(row.source === 'open-baltimore' ? [] : [t(`changes.from.${row.source}`)]),
  ].join(' ');
}

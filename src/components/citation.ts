import { formatDay, formatMoment } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import type { SheetAbout } from './export-sheet.ts';

/**
 * One line that names a view so that others find it: portal, title, how far the data goes, snapshot, address, day read.
 * @param now the reader's clock.
 */
export function citation(
  { portal, title, notice, dataThrough, snapshot, address }: Omit<SheetAbout, 'source' | 'filter' | 'method'>,
  now: Date,
  language: Language,
  t: Translate,
): string {
  const line = t('take.citationLine', {
    portal,
    title,
    moment: formatMoment(dataThrough, language),
    id: snapshot,
    address,
    day: formatDay(localDay(now), language),
  });
  return notice === '' ? line : `${line} ${notice}`;
}

/** The day on the reader's own calendar. */
function localDay(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

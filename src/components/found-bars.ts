import { formatNumber, formatPercent } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import { element } from './element.ts';

/** Rows of a table with a bar each: a name, how many, and their share of all as the bar's length. */
export function barRows(
  rows: readonly { name: string | HTMLElement; count: number }[],
  all: number,
  language: Language,
): HTMLElement[] {
  return rows.map(({ name, count }) => {
    const share = (100 * count) / Math.max(1, all);
    const bar = element('span', 'found-bar');
    bar.style.setProperty('--share', `${share.toFixed(2)}%`);
    const value = element('td', 'number', formatNumber(count, language));
    value.append(' ', element('span', 'soft small', formatPercent(share, language)));
    return element('tr', '', element('td', '', name, bar), value);
  });
}

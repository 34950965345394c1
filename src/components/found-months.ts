import { monthsOf, type DayRange } from '../contract/period.ts';
import { formatMonth, formatNumber } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { drawn } from './drawn.ts';
import { element } from './element.ts';

/** More bars than these would be too thin to tell apart: years are drawn instead. */
const mostMonths = 25;

/** How many requests were opened in each month, or year, that was asked about: a chart and a table. */
export async function drawMonths(
  root: HTMLElement,
  byMonth: ReadonlyMap<string, number>,
  days: DayRange,
  language: Language,
  t: Translate,
): Promise<void> {
  const months = monthsOf(days);
  const isByYear = months.length > mostMonths;
  const keyOf = (month: string): string => (isByYear ? month.slice(0, 4) : month);
  const sayKey = (key: string): string => (isByYear ? key : formatMonth(key, language));
  const keys = [...new Set(months.map(keyOf))];
  const counts = new Map(keys.map((key) => [key, 0]));
  for (const [month, count] of byMonth) counts.set(keyOf(month), (counts.get(keyOf(month)) ?? 0) + count);
  const number = (count: number): string => formatNumber(count, language);
  root
    .querySelector('[data-month-rows]')!
    .replaceChildren(
      ...[...counts].map(([key, count]) =>
        element('tr', '', element('td', '', sayKey(key)), element('td', 'number', number(count))),
      ),
    );
  root.querySelector('[data-month-head]')!.textContent = t(isByYear ? 'search.yearHead' : 'search.monthHead');
  const [most = '', highest = 0] = [...counts].sort(([, one], [, other]) => other - one)[0] ?? [];
  const label = t(isByYear ? 'search.yearChart' : 'search.monthChart', {
    from: sayKey(keys[0] ?? ''),
    to: sayKey(keys.at(-1) ?? ''),
    month: sayKey(most),
    number: number(highest),
  });
  // The chart's library is fetched only where there is something to draw.
  const { monthChart } = await import('../charts/month-chart.ts');
  const isWhole = (key: string): boolean =>
    isByYear
      ? `${key}-01-01` >= days.from && `${key}-12-31` <= days.to
      : `${key}-01` >= days.from && lastOf(key) <= days.to;
  const step = Math.ceil(keys.length / 6);
  const bars = keys.map((key, at) => ({
    month: key,
    label: at % step === 0 ? (isByYear ? key : shortMonth(key, language)) : '',
    requests: counts.get(key) ?? 0,
    before: null,
    isWhole: isWhole(key),
  }));
  root.querySelector('[data-months]')!.replaceChildren(drawn(monthChart(document, bars, label, number)));
}

function lastOf(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

/** `2026-11` → "Nov 26" / "nov 26" */
function shortMonth(month: string, language: Language): string {
  const name = new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'short' })
    .format(new Date(`${month}-01T00:00:00Z`))
    .replace('.', '');
  return `${name} ${month.slice(2, 4)}`;
}

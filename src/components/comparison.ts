import { metrics, metricsFor, type MetricId, type Question } from '../contract/metric.ts';
import { formatNumber } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { element } from './element.ts';
import { sayValue } from './say.ts';
import { isTooFew, type AreaValues } from './summary-value.ts';

/** A place with its values. */
export interface Compared {
  name: string;
  values: AreaValues;
}

/** Fills the table that puts two places and the whole city side by side, and says what can be said of the difference. */
export function writeComparison(
  root: HTMLElement,
  places: readonly [Compared, Compared, Compared],
  question: Question,
  language: Language,
  t: Translate,
): void {
  const [first, second] = places;
  const table = document.createElement('table');
  const caption = table.createCaption();
  caption.textContent = t('map.compareCaption', { first: first.name, second: second.name });
  const head = table.createTHead().insertRow();
  head.append(heading(t('map.compareMeasure'), 'col', ''), ...places.map(({ name }) => heading(name, 'col')));
  const body = table.createTBody();
  const row = (name: string, cells: readonly HTMLElement[]): void => {
    body.insertRow().append(heading(name, 'row'), ...cells);
  };
  row(
    t('explorer.columnRequests'),
    places.map(({ values }) => cell(formatNumber(values.requests_per_1000.n, language))),
  );
  for (const metric of metricsFor(question.status)) {
    row(
      metrics[metric].name[language],
      places.map(({ values }) => valueCell(metric, values, question.horizonDays, language, t)),
    );
  }
  root.replaceChildren(table);
}

function valueCell(
  metric: MetricId,
  values: AreaValues,
  horizonDays: number,
  language: Language,
  t: Translate,
): HTMLElement {
  const value = values[metric];
  const made = cell(sayValue(metric, value, horizonDays, language, t).text);
  if (metric === 'requests_per_1000' || isTooFew(metric, value.n)) return made;
  const number = formatNumber(value.n, language);
  made.append(element('span', 'rests', t('map.compareRests', { count: value.n, number })));
  return made;
}

function cell(text: string): HTMLElement {
  return element('td', 'number', text);
}

function heading(
  text: string,
  scope: 'col' | 'row',
  className = scope === 'col' ? 'number' : '',
): HTMLElement {
  const made = element('th', className, text) as HTMLTableCellElement;
  made.scope = scope;
  return made;
}

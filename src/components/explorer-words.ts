import { metrics, metricStatement } from '../contract/metric.ts';
import { horizonDays, periodDays } from '../contract/period.ts';
import { formatDay, formatNumber } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import { textRuns, type Translate } from '../i18n/translate.ts';
import type { AreaTable } from './area-table.ts';
import { questionOf, type Choice, type Offer } from './question.ts';
import { sayValue, type Said } from './say.ts';
import { emptyValues, type Value } from './summary-value.ts';

/** What the words are about: the part of the page that holds them, and the values they say. */
export interface WordsOptions {
  root: HTMLElement;
  language: Language;
  t: Translate;
  table: AreaTable;
  offer: Offer;
  cityAreaId: number;
  /** The record's last day. */
  last: string;
}

/** The sentences around map and table: what is shown, what it says, and the query behind it. */
export class ExplorerWords {
  readonly #options: WordsOptions;

  constructor(options: WordsOptions) {
    this.#options = options;
  }

  /** Captions of map and table, the measure's explanation, and its query. */
  caption(choice: Choice): void {
    const { language, t, last, offer } = this.#options;
    const days = periodDays(choice.period, last);
    const metric = metrics[choice.metric];
    const caption = t('explorer.caption', {
      metric: metric.name[language],
      type: this.#typeName(choice),
      from: formatDay(days.from, language),
      to: formatDay(days.to, language),
    });
    const whose = {
      residents: t('explorer.captionWhose'),
      city: t('explorer.captionWhoseCity'),
      everyone: t('explorer.captionWhoseEveryone'),
    }[choice.whose];
    for (const name of ['[data-caption]', '[data-table-caption]']) {
      this.#find(name).textContent = `${caption}. ${whose}.`;
    }
    const canvas = this.#find('[data-map-canvas]');
    canvas.setAttribute('role', 'group');
    canvas.setAttribute('aria-label', t('explorer.mapLabel', { metric: metric.name[language] }));
    this.#find('[data-legend-title]').textContent = metric.name[language];
    this.#find('[data-explanation]').textContent = metric.explanation[language];
    const { sql, values } = metricStatement(questionOf(choice, choice.metric, 'neighborhood', last, offer));
    this.#find('[data-query]').hidden = false;
    this.#find('[data-query-sql]').textContent = sql.trim();
    this.#find('[data-query-values]').textContent = t('explorer.sqlText', { values: values.join(', ') });
  }

  /** The whole city's answer in one sentence. */
  summarise(choice: Choice): void {
    const { language, t, cityAreaId } = this.#options;
    const value = this.#valueOf(cityAreaId, choice);
    const said = this.#say(value, choice);
    const number = formatNumber(value.n, language);
    const type = this.#typeName(choice);
    const name = metrics[choice.metric].name[language];
    const metric = name.charAt(0).toLocaleLowerCase(language) + name.slice(1);
    this.announce(
      said.exact
        ? t('explorer.summary', { type, metric, value: said.text, number })
        : t('explorer.summaryFew', { type, metric, number }),
    );
  }

  /** Puts a message where the summary stands; screen readers say it. */
  announce(message: string): void {
    this.#find('[data-summary]').replaceChildren(
      ...textRuns(message).map(({ text, strong }) =>
        strong ? strongText(text) : document.createTextNode(text),
      ),
    );
  }

  /** An area's value under the map, beside the city's; without an area, how to choose one. */
  describe(areaId: number | null, choice: Choice): void {
    const { language, t, table, cityAreaId } = this.#options;
    const words = this.#find('[data-map-words]');
    if (areaId === null) {
      words.textContent = t('explorer.choose');
      return;
    }
    const value = this.#valueOf(areaId, choice);
    const city = this.#say(this.#valueOf(cityAreaId, choice), choice).text;
    words.replaceChildren(
      strongText(
        t('explorer.selected', { area: table.nameOf(areaId), value: this.#say(value, choice).text }),
      ),
      ` ${t('explorer.selectedRests', { number: formatNumber(value.n, language), city })}`,
    );
  }

  #find(selector: string): HTMLElement {
    const found = this.#options.root.querySelector<HTMLElement>(selector);
    if (found === null) throw new Error(`the explorer has no ${selector}`);
    return found;
  }

  #typeName({ type }: Choice): string {
    const options = [...this.#options.root.querySelectorAll<HTMLOptionElement>('select[name=type] option')];
    return options.find(({ value }) => value === type)?.text ?? type;
  }

  #valueOf(areaId: number, { metric }: Choice): Value {
    return this.#options.table.values().get(areaId)?.[metric] ?? emptyValues()[metric];
  }

  #say(value: Value, { metric, period }: Choice): Said {
    return sayValue(metric, value, horizonDays(period), this.#options.language, this.#options.t);
  }
}

function strongText(text: string): HTMLElement {
  const element = document.createElement('strong');
  element.textContent = text;
  return element;
}

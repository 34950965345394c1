import { metrics, metricStatement, type MetricId, type Question } from '../contract/metric.ts';
import { formatDay, formatNumber } from '../i18n/format.ts';
import type { Language, PlaceKind } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { placeAddress } from './address.ts';
import type { AreaTable } from './area-table.ts';
import { levelMessages } from './level.ts';
import { sayValue, type Said } from './say.ts';
import { element, rich } from './element.ts';
import { emptyValues, type Value } from './summary-value.ts';

/** What is shown, and how it is said. */
export interface Scope {
  question: Question & { kind: PlaceKind };
  /** The kinds of request, in words. */
  types: string;
  /** The values that came with the page answer it. */
  isInPage: boolean;
}

/** What the words are about: the part of the page that holds them, and the values they say. */
export interface WordsOptions {
  root: HTMLElement;
  language: Language;
  t: Translate;
  tables: ReadonlyMap<PlaceKind, AreaTable>;
  cityAreaId: number;
}

/** The sentences around map and table: what is shown, what it says, and the query behind it. */
export class ExplorerWords {
  readonly #options: WordsOptions;

  constructor(options: WordsOptions) {
    this.#options = options;
  }

  /** What is shown in words: measure, kinds, days, whose. */
  title({ question, types }: Scope): string {
    const { language, t } = this.#options;
    const caption = t('explorer.caption', {
      metric: metrics[question.metric].name[language],
      type: types,
      from: formatDay(question.from, language),
      to: formatDay(question.to, language),
    });
    const whose = {
      residents: () => t('explorer.captionWhose'),
      city: () => t('explorer.captionWhoseCity'),
      everyone: () => t('explorer.captionWhoseEveryone'),
    }[question.whose]();
    const status = {
      any: () => '',
      open: () => ` ${t('map.captionOpen')}`,
      late: () => ` ${t('map.captionLate')}`,
      closed: () => ` ${t('map.captionClosed')}`,
    }[question.status]();
    return `${caption}. ${whose}.${status}`;
  }

  /** Captions of map and table, the measure's explanation, and its query. */
  caption(scope: Scope): void {
    const { language, t, tables } = this.#options;
    const { question } = scope;
    const metric = metrics[question.metric];
    const caption = this.title(scope);
    this.#find('[data-caption]').textContent = caption;
    tables.get(question.kind)?.caption(`${t(levelMessages[question.kind].column)}: ${caption}`);
    const canvas = this.#find('[data-map-canvas]');
    canvas.setAttribute('role', 'group');
    canvas.setAttribute('aria-label', t(levelMessages[question.kind].map, { metric: metric.name[language] }));
    this.#find('[data-legend-title]').textContent = metric.name[language];
    this.#find('[data-explanation]').textContent = metric.explanation[language];
    const { sql, values } = metricStatement(question);
    this.#find('[data-query]').hidden = false;
    this.#find('[data-query-sql]').textContent = sql.trim();
    this.#find('[data-query-values]').textContent = t('explorer.sqlText', { values: values.join(', ') });
  }

  /** The whole city's answer in one sentence. */
  summarise({ question, types: type }: Scope): void {
    const { language, t, cityAreaId } = this.#options;
    const value = this.#valueOf(cityAreaId, question);
    const said = this.#say(value, question);
    const number = formatNumber(value.n, language);
    const name = metrics[question.metric].name[language];
    const metric = name.charAt(0).toLocaleLowerCase(language) + name.slice(1);
    this.announce(
      said.exact
        ? t('explorer.summary', { type, metric, value: said.text, number })
        : t('explorer.summaryFew', { type, metric, number }),
    );
  }

  /** Puts a message where the summary stands; screen readers say it. */
  announce(message: string): void {
    this.#find('[data-summary]').replaceChildren(...rich(message));
  }

  /** An area's value under the map, beside the city's; without an area, how to choose one. */
  describe(areaId: number | null, { question }: Scope): void {
    const { language, t, tables, cityAreaId } = this.#options;
    const words = this.#find('[data-map-words]');
    if (areaId === null) {
      words.textContent = t(levelMessages[question.kind].choose);
      return;
    }
    const value = this.#valueOf(areaId, question);
    const city = this.#say(this.#valueOf(cityAreaId, question), question).text;
    const area = tables.get(question.kind)?.nameOf(areaId) ?? '';
    words.replaceChildren(
      element('strong', '', t('explorer.selected', { area, value: this.#say(value, question).text })),
      ` ${t('explorer.selectedRests', { number: formatNumber(value.n, language), city })} `,
    );
    const slug = tables.get(question.kind)?.slugOf(areaId) ?? '';
    if (slug === '') return;
    const link = element('a', '', t('explorer.openPlace', { area }));
    link.setAttribute('href', placeAddress(question.kind, slug, language));
    words.append(link);
  }

  #find(selector: string): HTMLElement {
    const found = this.#options.root.querySelector<HTMLElement>(selector);
    if (found === null) throw new Error(`the explorer has no ${selector}`);
    return found;
  }

  #valueOf(areaId: number, { kind, metric }: Scope['question']): Value {
    return this.#options.tables.get(kind)?.values().get(areaId)?.[metric] ?? emptyValues()[metric];
  }

  #say(value: Value, { metric, horizonDays }: { metric: MetricId; horizonDays: number }): Said {
    return sayValue(metric, value, horizonDays, this.#options.language, this.#options.t);
  }
}

import type { Asked, Order } from '../data/asked.ts';
import { listStatement } from '../data/asked-statement.ts';
import { endingOf, endings, type FoundRequest } from '../data/found.ts';
import { isLate } from '../data/request-filter.ts';
import type { Found, SearchedRecord } from '../data/search-desk.ts';
import { formatNumber } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { sayAddress } from '../search/street-words.ts';
import type { Vocabulary } from '../search/vocabulary.ts';
import { requestAddress } from './address.ts';
import { AskedWords } from './asked-words.ts';
import { element, link } from './element.ts';
import { barRows } from './found-bars.ts';
import { FoundMap } from './found-map.ts';
import { drawMonths } from './found-months.ts';
import { pageRows } from './found-page-rows.ts';
import { saySpan } from './request-words.ts';
import { offerTake } from './take-offer.ts';
import { dayOf } from './story-words.ts';

/** A search as the view changes it. */
export interface ShownSearch {
  asked: Asked;
  order: Order;
  page: number;
}

export interface FoundViewOptions {
  root: HTMLElement;
  language: Language;
  t: Translate;
  vocabulary: Vocabulary;
  addressOf: (change: Partial<ShownSearch>) => string;
  onGo: (change: Partial<ShownSearch>) => void;
}

const mostKinds = 12;

/** What was found, on the page: the list, its pages, how many of each kind, when and where. */
export class FoundView {
  readonly #options: FoundViewOptions;
  readonly #typeNames: ReadonlyMap<number, string>;
  readonly #types: ReadonlyMap<number, string>;
  readonly #areaNames: ReadonlyMap<number, string>;
  readonly #map: FoundMap;
  readonly #siteTitle = document.title;
  #found: Found | undefined;
  #search: ShownSearch | undefined;

  constructor(options: FoundViewOptions) {
    this.#options = options;
    const { vocabulary, language, root, onGo } = options;
    this.#typeNames = new Map(vocabulary.types.map(({ id, name }) => [id, name[language]]));
    this.#types = new Map(vocabulary.types.map(({ id, type }) => [id, type]));
    this.#areaNames = new Map(vocabulary.areas.map(({ areaId, name }) => [areaId, name]));
    this.#map = new FoundMap(options);
    this.#find<HTMLSelectElement>('[data-order]').addEventListener('change', ({ target }) =>
      onGo({ order: (target as HTMLSelectElement).value as Order, page: 1 }),
    );
    root.querySelector('[data-page-form]')!.addEventListener('submit', (event) => {
      event.preventDefault();
      const page = Number(this.#find<HTMLInputElement>('[data-page]').value);
      if (Number.isInteger(page) && page > 0) this.#turn(Math.min(page, this.#pages()));
    });
    for (const [name, step] of [
      ['previous', -1],
      ['next', 1],
    ] as const)
      root.querySelector(`[data-${name}]`)!.addEventListener('click', (event) => {
        event.preventDefault();
        this.#turn((this.#search?.page ?? 1) + step);
      });
    this.#offer();
  }

  /** What was found can be taken along; how, is fetched when a reader asks. */
  #offer(): void {
    const { root, language, t, vocabulary } = this.#options;
    const words = new AskedWords(vocabulary, language, t);
    const details = this.#find<HTMLDetailsElement>('[data-take]');
    offerTake(details, async (tools) => {
      const { takeableFound } = await import('./found-taken.ts');
      return takeableFound(
        {
          root,
          language,
          t,
          typeName: (id) => this.#typeNames.get(id) ?? String(id),
          typeOf: (id) => this.#types.get(id) ?? '',
          areaName: (id) => this.#areaNames.get(id) ?? '',
          shown: () =>
            this.#found === undefined || this.#search === undefined
              ? null
              : { found: this.#found, search: this.#search, sentence: words.sentence(this.#search.asked) },
        },
        details,
        tools,
      );
    });
  }

  /** Names the page after what is asked for. */
  title(sentence: string): void {
    document.title = `${sentence} · ${this.#siteTitle}`;
  }

  hide(): void {
    this.#find('[data-found]').hidden = true;
  }

  /** Shows how many of each kind, month and place. */
  counts(found: Found, { asked }: Pick<ShownSearch, 'asked'>): void {
    const { t, language, root, onGo, addressOf } = this.#options;
    const { counts } = found;
    const area = this.#find('[data-found]');
    area.hidden = counts.count === 0;
    if (area.hidden) return;
    const types = [...counts.byType].sort(([, one], [, other]) => other - one);
    const rows = (name: string): HTMLElement => root.querySelector<HTMLElement>(`[data-rows=${name}]`)!;
    const goTo = (id: number): HTMLElement => {
      const change = { asked: { ...asked, types: [this.#types.get(id) ?? ''] }, page: 1 };
      const to = link(addressOf(change), this.#typeNames.get(id) ?? String(id));
      to.addEventListener('click', (event) => {
        event.preventDefault();
        onGo(change);
      });
      return to;
    };
    rows('type').replaceChildren(
      ...barRows(
        types.slice(0, mostKinds).map(([id, count]) => ({ name: goTo(id), count })),
        counts.count,
        language,
      ),
    );
    const more = this.#find('[data-more-types]');
    const left = types.length - mostKinds;
    more.hidden = left <= 0;
    more.textContent = t('search.more', { count: left, number: formatNumber(left, language) });
    rows('ending').replaceChildren(
      ...barRows(
        endings.flatMap((ending) => {
          const count = counts.byEnding.get(ending) ?? 0;
          return count === 0 ? [] : [{ name: t(`search.ending.${ending}`), count }];
        }),
        counts.count,
        language,
      ),
    );
    const places = [...counts.byNeighborhood].sort(([, one], [, other]) => other - one);
    rows('neighborhood').replaceChildren(
      ...places.map(([id, count]) =>
        element(
          'tr',
          '',
          element('td', '', this.#areaNames.get(id) ?? String(id)),
          element('td', 'number', formatNumber(count, language)),
        ),
      ),
    );
    void drawMonths(root, counts.byMonth, found.days, language, t);
    this.#map.show(found);
  }

  /** Shows a page of the list. */
  list(found: Found, requests: readonly FoundRequest[], search: ShownSearch, endMs: number): void {
    this.#found = found;
    this.#search = search;
    const { t, language } = this.#options;
    const number = (value: number): string => formatNumber(value, language);
    const first = (search.page - 1) * pageRows + 1;
    const { count } = found.counts;
    this.#find('[data-list-head]').textContent =
      requests.length === 0
        ? t('search.list')
        : t('search.listHead', {
            first: number(first),
            last: number(first + requests.length - 1),
            all: number(count),
          });
    this.#find('[data-requests]').replaceChildren(...requests.map((request) => this.#item(request, endMs)));
    const order = this.#find<HTMLSelectElement>('[data-order]');
    order.value = search.order;
    order.querySelector<HTMLOptionElement>('[value=best]')!.hidden = search.asked.text === '';
    this.#showPages(search.page);
  }

  /** Shows the statement behind the list. */
  take(found: Found, { asked, order }: ShownSearch, record: SearchedRecord): void {
    const { sql, values } = listStatement(asked, found.days, record, order, null);
    this.#find('[data-sql]').textContent = sql.trim();
    this.#find('[data-sql-values]').textContent = this.#options.t('search.sqlText', {
      values: values.join(', '),
    });
    this.#find('[data-sql-street]').hidden = asked.street === '';
  }

  #item(request: FoundRequest, endMs: number): HTMLElement {
    const { t, language } = this.#options;
    const ending = endingOf(request, isLate(request, endMs));
    const standing =
      request.closedMs === null || ending === 'open' || ending === 'late'
        ? t(`search.ending.${ending}`)
        : t(`search.endingAfter.${ending}`, {
            span: saySpan(request.createdMs, request.closedMs, language, t),
          });
    const name = link(
      requestAddress(request.number, language),
      this.#typeNames.get(request.typeId) ?? String(request.typeId),
    );
    const where = [
      request.address === null ? t('search.noAddress') : sayAddress(request.address),
      this.#areaNames.get(request.neighborhood),
    ];
    return element(
      'li',
      `found-request${ending === 'late' ? ' is-late' : ''}`,
      element('p', 'found-request-name', name, ' ', element('span', 'found-number', request.number)),
      element('p', '', where.filter((part) => part !== undefined).join(' · ')),
      element(
        'p',
        'soft',
        `${t('search.opened', { day: dayOf(request.createdMs, language) })} · `,
        element('span', ending === 'late' ? 'late' : '', standing),
      ),
    );
  }

  #pages(): number {
    return Math.max(1, Math.ceil((this.#found?.counts.count ?? 0) / pageRows));
  }

  #turn(page: number): void {
    this.#options.onGo({ page });
    this.#find('[data-list-head]').focus();
  }

  #showPages(page: number): void {
    const { t, language, addressOf } = this.#options;
    const pages = this.#pages();
    this.#find('[data-pages]').hidden = pages === 1;
    const field = this.#find<HTMLInputElement>('[data-page]');
    field.value = String(page);
    field.max = String(pages);
    this.#find('[data-page-of]').textContent = t('search.pageOf', {
      page: formatNumber(page, language),
      pages: formatNumber(pages, language),
    });
    for (const [name, to] of [
      ['previous', page - 1],
      ['next', page + 1],
    ] as const) {
      const turn = this.#find<HTMLAnchorElement>(`[data-${name}]`);
      turn.hidden = to < 1 || to > pages;
      turn.href = addressOf({ page: to });
    }
  }

  #find<Found extends HTMLElement = HTMLElement>(selector: string): Found {
    return this.#options.root.querySelector<Found>(selector)!;
  }
}

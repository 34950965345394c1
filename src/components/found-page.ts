import { lastDay } from '../contract/period.ts';
import { asksNothing, nothingAsked, readAsked, writeAsked, type Asked, type Order } from '../data/asked.ts';
import { Calculator } from '../data/calculator.ts';
import { momentMs } from '../data/request-filter.ts';
import { SearchDesk, type Found, type SearchedRecord } from '../data/search-desk.ts';
import { loadTranslator } from '../i18n/browser.ts';
import { formatDay, formatNumber, formatSize } from '../i18n/format.ts';
import { languageOf, type Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { readSearch } from '../search/reading.ts';
import { readRequestNumber } from '../search/request-number.ts';
import { sayStreet } from '../search/street-words.ts';
import { Suggester } from '../search/suggest.ts';
import { requestAddress } from './address.ts';
import { AskedWords } from './asked-words.ts';
import { rich } from './element.ts';
import { FilterForm } from './filter-form.ts';
import { searchedRecord } from './found-record.ts';
import { pageRows } from './found-page-rows.ts';
import { FoundView } from './found-view.ts';
import { fetchVocabulary } from './vocabulary-file.ts';
import { withoutSnapshot } from './pinned-address.ts';
import { Waiting } from './waiting.ts';

/** So much is fetched without being asked; a phone's plan is the reader's. */
const freeBytes = 8_000_000;

/** What a search is: the question, the order of its list, and the page shown. The address bar holds all of it. */
interface Search {
  asked: Asked;
  order: Order;
  page: number;
}

/** The results of a search: a readable filter, a count, a list, where and when. */
class FoundPage extends HTMLElement {
  #language: Language = 'en';
  #t!: Translate;
  #suggester!: Suggester;
  #desk!: SearchDesk;
  #record!: SearchedRecord;
  #words!: AskedWords;
  #waiting!: Waiting;
  #form!: FilterForm;
  #view!: FoundView;
  #search: Search = { asked: nothingAsked, order: 'newest', page: 1 };
  /** What was found, and for which question: another page of the same list asks nothing anew. */
  #found: { key: string; found: Found } | undefined;
  #asking: AbortController | undefined;

  async connectedCallback(): Promise<void> {
    this.#language = languageOf(document.documentElement.lang);
    addEventListener('popstate', () => void this.#readAddress());
    if (withoutSnapshot(location.search) === '') this.dataset['state'] = 'index';
    else await this.#readAddress();
    this.dataset['ready'] = '';
  }

  /** Everything that results need; fetched when there is something to find. */
  async #open(): Promise<void> {
    if (this.#form !== undefined) return;
    const language = this.#language;
    const sections = [
      'search',
      'explorer',
      'map',
      'progress',
      'error',
      'stale',
      'duration',
      'sample',
    ] as const;
    const [t, vocabulary] = await Promise.all([
      loadTranslator(language, sections),
      fetchVocabulary(this.dataset['vocabulary'] ?? ''),
    ]);
    this.#t = t;
    this.#suggester = new Suggester(vocabulary, language);
    this.#words = new AskedWords(vocabulary, language, t);
    const through = this.dataset['end'] ?? '';
    this.#record = searchedRecord(
      vocabulary,
      { from: this.dataset['first'] ?? '', to: lastDay(through) },
      momentMs(through),
    );
    const base = this.dataset['base'] ?? '';
    this.#desk = new SearchDesk(
      base,
      new Calculator(base, Number(this.dataset['engineBytes'])),
      this.#record,
    );
    this.#waiting = new Waiting(this, language, t, () => this.#asking?.abort());
    this.#view = new FoundView({
      root: this,
      language,
      t,
      vocabulary,
      addressOf: (change) => this.#address({ ...this.#search, ...change }),
      onGo: (change) => this.#go({ ...this.#search, ...change }),
    });
    this.#form = new FilterForm({
      root: this,
      t,
      words: this.#words,
      addressOf: (asked) => this.#address({ asked, order: this.#search.order, page: 1 }),
      onAsk: (asked) => this.#go({ ...this.#search, asked, page: 1 }),
      read: (text) => readSearch(text, vocabulary, this.#suggester.names).asked,
    });
  }

  async #readAddress(): Promise<void> {
    const isEmpty = withoutSnapshot(location.search) === '';
    this.querySelector<HTMLElement>('[data-results]')!.hidden = isEmpty;
    this.querySelector<HTMLElement>('[data-index]')!.hidden = !isEmpty;
    if (isEmpty) {
      this.dataset['state'] = 'index';
      return;
    }
    try {
      await this.#open();
    } catch (error) {
      this.#cannotOpen(error);
      return;
    }
    const search = readAsked(location.search);
    const { asked } = search;
    const number = readRequestNumber(asked.text);
    if (number !== null && /\d{6}/.test(asked.text)) {
      location.replace(requestAddress(number, this.#language));
      return;
    }
    this.#search = this.#read(search);
    await this.#show();
  }

  /** Words that were typed become a filter that can be seen and changed; what nothing is called by stays as words. */
  #read(search: Search): Search {
    const { asked } = search;
    const isBare = asksNothing({ ...asked, text: '' });
    if (asked.text === '' || !isBare || new URLSearchParams(location.search).has('order')) return search;
    const reading = readSearch(asked.text, this.#suggester.vocabulary, this.#suggester.names);
    const read: Search = {
      asked: { ...reading.asked, whose: asked.whose, days: asked.days ?? reading.asked.days },
      order: reading.asked.text === '' ? 'newest' : 'best',
      page: 1,
    };
    history.replaceState(null, '', this.#address(read));
    return read;
  }

  #address({ asked, order, page }: Search): string {
    const query = writeAsked(asked, order, page);
    // A question about everything is still a question.
    return `${location.pathname}${query === '' ? '?whose=residents' : query}`;
  }

  #go(search: Search): void {
    // Without words there is nothing that a request could match better than another.
    const order = search.asked.text === '' && search.order === 'best' ? 'newest' : search.order;
    this.#search = { ...search, order };
    history.pushState(null, '', this.#address(this.#search));
    void this.#show();
  }

  async #show(isAsked = false): Promise<void> {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    const { asked, order, page } = this.#search;
    const key = JSON.stringify(asked);
    const started = performance.now();
    this.#form.show(asked, this.#desk.days(asked));
    this.#view.title(this.#words.sentence(asked));
    this.#waiting.complain('');
    if (this.#found?.key !== key) this.#say(this.#t('search.waiting'));
    this.dataset['state'] = 'busy';
    try {
      const found = await this.#find(key, asked, isAsked, asking.signal);
      if (found === null) return;
      this.#sayFound(found, asked);
      this.#view.counts(found, this.#search);
      const rows = await found.list(order, (page - 1) * pageRows, pageRows, asking.signal, this.#step);
      asking.signal.throwIfAborted();
      this.#view.list(found, rows, this.#search, this.#record.endMs);
      this.#view.take(found, this.#search, this.#record);
      this.#found = { key, found };
      this.dataset['state'] = 'shown';
      this.dataset['count'] = String(found.counts.count);
      this.dataset['shownMs'] = String(performance.now() - started);
    } catch (error) {
      if (this.#asking !== asking) return;
      this.dataset['state'] = 'failed';
      this.#say('');
      this.#waiting.explain(error);
    }
    this.#waiting.end();
  }

  readonly #step = (...step: Parameters<Waiting['progress']>): void => this.#waiting.progress(...step);

  /** Null where so much is to be fetched that the reader is asked first. */
  async #find(key: string, asked: Asked, isAsked: boolean, signal: AbortSignal): Promise<Found | null> {
    if (this.#found?.key === key) return this.#found.found;
    this.#view.hide();
    const bytes = await this.#desk.bytesFor(asked, signal);
    const area = this.querySelector<HTMLElement>('[data-ask]')!;
    area.hidden = isAsked || bytes <= freeBytes;
    if (!area.hidden) {
      const size = formatSize(bytes, this.#language);
      area.querySelector('[data-ask-words]')!.textContent = this.#t('search.ask', { size });
      const button = area.querySelector('button')!;
      button.textContent = this.#t('search.askGo', { size });
      button.onclick = () => void this.#show(true);
      this.#say('');
      this.dataset['state'] = 'asking';
      return null;
    }
    return this.#desk.find(asked, signal, this.#step);
  }

  #sayFound({ counts: { count }, hidden, days }: Found, asked: Asked): void {
    const [t, language] = [this.#t, this.#language];
    const [from, to] = [days.from, days.to].map((day) => formatDay(day, language));
    const number = formatNumber(count, language);
    const isUnknown = asked.street !== '' && !this.#suggester.vocabulary.streets.includes(asked.street);
    if (count > 0) this.#say(t('search.found', { count, number, from: from ?? '', to: to ?? '' }));
    else if (isUnknown) this.#say(t('search.unknownStreet', { street: sayStreet(asked.street) }));
    else
      this.#say(`${t('search.foundNone', { from: from ?? '', to: to ?? '' })} ${t('search.foundNoneHelp')}`);
    const unknown = this.querySelector<HTMLElement>('[data-unknown]')!;
    const notes = [
      ...(asked.text === '' ? [] : [t('search.unknownWords', { text: asked.text })]),
      ...(asked.days === null && asked.street === '' && days.from > this.#record.days.from
        ? [t('search.longer')]
        : []),
    ];
    unknown.hidden = notes.length === 0;
    unknown.textContent = notes.join(' ');
    const words = this.querySelector<HTMLElement>('[data-hidden-words]')!;
    words.hidden = hidden === 0 || asked.whose !== 'residents';
    if (words.hidden) return;
    const show = document.createElement('a');
    const everyone = { ...this.#search, asked: { ...asked, whose: 'everyone' as const }, page: 1 };
    show.href = this.#address(everyone);
    show.textContent = t('search.showHidden');
    show.addEventListener('click', (event) => {
      event.preventDefault();
      this.#go(everyone);
    });
    words.replaceChildren(
      t('search.hidden', { count: hidden, number: formatNumber(hidden, language) }),
      ' ',
      show,
    );
  }

  #say(message: string): void {
    this.querySelector('[data-summary]')!.replaceChildren(...rich(message));
  }

  /** The names could not be fetched: the lists of the page are there instead. */
  #cannotOpen(error: unknown): void {
    this.dataset['state'] = 'failed';
    this.dataset['reason'] = String(error);
    this.querySelector<HTMLElement>('[data-index]')!.hidden = false;
    this.querySelector<HTMLElement>('[data-results]')!.hidden = true;
    const said = document.querySelector<HTMLElement>('portal-search')?.dataset['offline'] ?? '';
    this.querySelector('[data-lead]')!.textContent = said;
  }
}

customElements.define('portal-found', FoundPage);

import { loadTranslator } from '../i18n/browser.ts';
import { formatNumber } from '../i18n/format.ts';
import { languageOf, type Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { Suggester } from '../search/suggest.ts';
import { element } from './element.ts';
import { SuggestionWords, type SaidSuggestion } from './suggestion-words.ts';
import { fetchVocabulary } from './vocabulary-file.ts';

/** The list under the search box: what a text may mean, by kind, chosen with keys or fingers. */
export class SearchList {
  readonly #root: HTMLElement;
  readonly #input: HTMLInputElement;
  readonly #list: HTMLElement;
  readonly #language: Language;
  readonly #t: Translate;
  readonly #suggester: Suggester;
  readonly #words: SuggestionWords;
  /** Options as they are read, top to bottom. */
  #options: HTMLAnchorElement[] = [];
  #active = -1;
  #saying: ReturnType<typeof setTimeout> | undefined;

  private constructor(root: HTMLElement, language: Language, t: Translate, suggester: Suggester) {
    this.#root = root;
    this.#input = root.querySelector('input')!;
    this.#list = root.querySelector<HTMLElement>('[role=listbox]')!;
    this.#language = language;
    this.#t = t;
    this.#suggester = suggester;
    this.#words = new SuggestionWords(suggester.vocabulary, language, t);
    this.#input.addEventListener('input', () => this.#suggest());
    this.#input.addEventListener('focus', () => this.#suggest());
    this.#input.addEventListener('keydown', (event) => this.#onKey(event));
    root.addEventListener('focusout', (event) => {
      if (!root.contains(event.relatedTarget as Node | null)) this.#close();
    });
    // A press on an option must not take the focus from the box before its click is there.
    this.#list.addEventListener('mousedown', (event) => event.preventDefault());
    if (document.activeElement === this.#input) this.#suggest();
  }

  /** Fetches the names and the words, and takes over a search box. */
  static async open(root: HTMLElement): Promise<SearchList> {
    const language = languageOf(document.documentElement.lang);
    const [t, vocabulary] = await Promise.all([
      loadTranslator(language, ['search']),
      fetchVocabulary(root.dataset['vocabulary'] ?? ''),
    ]);
    const list = new SearchList(root, language, t, new Suggester(vocabulary, language));
    root.dataset['state'] = 'ready';
    return list;
  }

  #suggest(): void {
    const text = this.#input.value;
    const groups = this.#suggester.suggest(text, true);
    this.#options = [];
    this.#active = -1;
    this.#input.removeAttribute('aria-activedescendant');
    if (text.trim() === '') {
      this.#close();
      return;
    }
    const shown = groups.map(({ kind, suggestions }) =>
      this.#group(
        this.#t(`search.group.${kind}`),
        kind,
        suggestions.map((suggestion) => this.#words.say(suggestion)),
      ),
    );
    const all = this.#group('', 'all', [this.#words.sayAll(text.trim())]);
    this.#list.replaceChildren(...shown, all);
    this.#open();
    const count = this.#options.length;
    // Said when typing rests, not at each letter.
    clearTimeout(this.#saying);
    this.#saying = setTimeout(() => {
      this.#root.querySelector('[data-said]')!.textContent = this.#t('search.suggested', {
        count,
        number: formatNumber(count, this.#language),
      });
    }, 700);
  }

  #group(title: string, kind: string, said: readonly SaidSuggestion[]): HTMLElement {
    const group = element('div', 'search-group');
    group.setAttribute('role', 'group');
    group.dataset['kind'] = kind;
    if (title !== '') {
      const head = element('div', 'search-group-head', title);
      head.id = `site-search-${kind}`;
      head.setAttribute('role', 'presentation');
      group.setAttribute('aria-labelledby', head.id);
      group.append(head);
    } else group.setAttribute('aria-label', this.#t('search.group.search'));
    group.append(...said.map((own) => this.#option(own)));
    return group;
  }

  #option({ title, note, noteLanguage, address }: SaidSuggestion): HTMLAnchorElement {
    const option = document.createElement('a');
    option.className = 'search-option';
    option.href = address;
    option.id = `site-search-option-${this.#options.length}`;
    option.setAttribute('role', 'option');
    option.setAttribute('aria-selected', 'false');
    // The box keeps the focus; keys move through the list.
    option.tabIndex = -1;
    option.append(element('span', 'search-option-title', title));
    if (note !== '') {
      const small = element('span', 'search-option-note', note);
      if (noteLanguage !== null) small.lang = noteLanguage;
      option.append(' ', small);
    }
    this.#options.push(option);
    return option;
  }

  #onKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const last = this.#options.length - 1;
    const isOpen = !this.#list.hidden;
    if (event.key === 'Escape' && isOpen) this.#close();
    else if (event.key === 'ArrowDown' && !isOpen) this.#suggest();
    else if (event.key === 'ArrowDown') this.#activate(this.#active >= last ? 0 : this.#active + 1);
    else if (event.key === 'ArrowUp' && isOpen) this.#activate(this.#active <= 0 ? last : this.#active - 1);
    else if (event.key === 'Enter' && isOpen && this.#active >= 0) this.#options[this.#active]?.click();
    else return;
    event.preventDefault();
  }

  #activate(at: number): void {
    this.#options[this.#active]?.setAttribute('aria-selected', 'false');
    this.#active = at;
    const option = this.#options[at];
    if (option === undefined) return;
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    this.#input.setAttribute('aria-activedescendant', option.id);
  }

  #open(): void {
    this.#list.hidden = false;
    this.#input.setAttribute('aria-expanded', 'true');
  }

  #close(): void {
    this.#list.hidden = true;
    this.#active = -1;
    this.#input.setAttribute('aria-expanded', 'false');
    this.#input.removeAttribute('aria-activedescendant');
    clearTimeout(this.#saying);
  }
}

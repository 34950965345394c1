import { DamagedFileError } from '../data/record.ts';
import { loadTranslator } from '../i18n/browser.ts';
import { formatMegabytes } from '../i18n/format.ts';
import { languageOf, type Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { readRequestNumber } from '../search/request-number.ts';
import { StoryReader } from './story-reader.ts';
import { storyView } from './story-view.ts';
import { element } from './element.ts';

/** Longer texts are cut where they are repeated. */
const longestEcho = 60;

/** Finds one request by number: reads the address, fetches what is needed, and shows the answer or says why there is none. */
class RequestPage extends HTMLElement {
  readonly #language: Language = languageOf(document.documentElement.lang);
  readonly #siteTitle = document.title;
  #t!: Translate;
  #reader!: StoryReader;
  #work = new AbortController();

  async connectedCallback(): Promise<void> {
    this.#reader = new StoryReader(this.#data('base'), this.#data('facts'));
    const form = this.#find<HTMLFormElement>('form');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    addEventListener('popstate', () => void this.#show(false));
    try {
      this.#t = await loadTranslator(this.#language, ['request', 'duration']);
    } catch {
      // Without its words the page can only do what a page without script does, and that stands in it.
      this.dataset['state'] = 'failed';
      this.#find('[data-wordless]').hidden = false;
      return;
    }
    form.hidden = false;
    this.dataset['ready'] = '';
    await this.#show(false);
  }

  #data(name: string): string {
    return this.dataset[name] ?? '';
  }

  #find<Found extends HTMLElement = HTMLElement>(selector: string): Found {
    const found = this.querySelector<Found>(selector);
    if (found === null) throw new Error(`the page has no ${selector}`);
    return found;
  }

  /** Puts the number into the address, so that the answer can be shared and gone back to. */
  #submit(): void {
    const text = this.#find<HTMLInputElement>('input').value;
    const number = readRequestNumber(text) ?? text.trim();
    const search = number === '' ? '' : `?${new URLSearchParams({ number }).toString()}`;
    history.pushState(null, '', `${location.pathname}${search}`);
    if (number === '') {
      this.#clear('asked');
      this.#say(this.#t('request.empty'));
      this.#find('input').focus();
    } else void this.#show(true);
  }

  /** Shows what the address asks for. */
  async #show(asked: boolean): Promise<void> {
    this.#work.abort();
    this.#work = new AbortController();
    const { signal } = this.#work;
    const text = new URLSearchParams(location.search).get('number')?.trim() ?? '';
    const input = this.#find<HTMLInputElement>('input');
    this.#clear('idle');
    if (text === '') {
      input.value = '';
      return;
    }
    const number = readRequestNumber(text);
    input.value = number ?? text.slice(0, longestEcho);
    if (number === null) {
      this.#answer('bad', this.#badNumber(text), asked);
      return;
    }
    this.dataset['state'] = 'busy';
    this.#say(this.#t('request.looking', { number }));
    try {
      const story = await this.#read(number, signal);
      if (story === null) this.#answer('missing', this.#missing(number), asked);
      else this.#answer('shown', storyView(story, this.#language, this.#t), asked, number);
    } catch (error) {
      if (!signal.aborted) this.#fail(error, number, asked);
    }
  }

  /** A file may be gone because a newer record took its place while this page was open: then that one is read. */
  async #read(number: string, signal: AbortSignal): ReturnType<StoryReader['read']> {
    const onProgress = (_done: number, all: number): void =>
      this.#say(this.#t('request.fetching', { number, size: formatMegabytes(all, this.#language) }));
    try {
      return await this.#reader.read(number, signal, onProgress);
    } catch (error) {
      if (!(error instanceof DamagedFileError)) throw error;
      this.#reader.forget();
      return this.#reader.read(number, signal, onProgress);
    }
  }

  #clear(state: string): void {
    this.dataset['state'] = state;
    this.#say('');
    this.#find('[data-answer]').replaceChildren();
    document.title = this.#siteTitle;
  }

  #say(text: string): void {
    this.#find('[role=status]').textContent = text;
  }

  #answer(state: string, content: readonly HTMLElement[], asked: boolean, number = ''): void {
    this.dataset['state'] = state;
    this.#say('');
    const answer = this.#find('[data-answer]');
    answer.replaceChildren(...content);
    if (number !== '') document.title = `${this.#t('request.heading', { number })} · ${this.#siteTitle}`;
    const heading = answer.querySelector<HTMLElement>('h2');
    if (heading === null) return;
    heading.tabIndex = -1;
    if (asked) heading.focus();
  }

  #message(title: string, ...paragraphs: (string | Node)[][]): HTMLElement[] {
    return [
      element(
        'section',
        'story-lead',
        element('h2', '', title),
        ...paragraphs.map((content) => element('p', '', ...content)),
      ),
    ];
  }

  #badNumber(text: string): HTMLElement[] {
    const [before = '', after = ''] = this.#t('request.bad', { text: '\n' }).split('\n');
    const echo = text.length > longestEcho ? `${text.slice(0, longestEcho)}…` : text;
    return this.#message(this.#t('request.badTitle'), [before, element('bdi', '', echo), after]);
  }

  #missing(number: string): HTMLElement[] {
    const t = this.#t;
    const covers = {
      from: this.#data('from'),
      to: this.#data('to'),
      newest: this.#data('newest'),
    };
    const [section] = this.#message(t('request.missingTitle', { number }), [t('request.missing', covers)]);
    const steps = ['missingNew', 'missingCheck', 'missingCall', 'missingWithheld'] as const;
    section?.append(element('ul', '', ...steps.map((step) => element('li', '', t(`request.${step}`)))));
    return section === undefined ? [] : [section];
  }

  #fail(error: unknown, number: string, asked: boolean): void {
    const t = this.#t;
    const content =
      typeof DecompressionStream === 'undefined'
        ? this.#message(t('request.unsupportedTitle'), [t('request.unsupported')])
        : error instanceof TypeError
          ? this.#message(t('request.offlineTitle'), [t('request.offline')])
          : this.#message(t('request.damagedTitle'), [
              t('request.damaged', {
                number,
                file: error instanceof DamagedFileError ? error.path : String(error),
              }),
            ]);
    const again = element('button', 'button', t('request.again'));
    again.setAttribute('type', 'button');
    again.addEventListener('click', () => void this.#show(true));
    content[0]?.append(again);
    this.#answer('failed', content, asked);
    // For whoever is asked to look into it; readers get the sentence above.
    this.dataset['reason'] = String(error);
  }
}

customElements.define('portal-request', RequestPage);

import { languageOf, type Language } from '../i18n/language.ts';
import type { FinderDesk } from './finder-desk.ts';
import type { Said } from './finder-words.ts';

/**
 * "Where do I live?": an address, a corner, a name or this device's location gives the areas it lies in. Everything is
 * found in the browser. What is typed is never put in the address bar: addresses of pages are kept in histories, are
 * sent along by other programs, and end up in the logs of whoever hosts the site.
 */
class Finder extends HTMLElement {
  #language: Language = 'en';
  #desk: Promise<FinderDesk> | undefined;
  /** Counts questions: only the last one's answer is shown. */
  #asked = 0;

  connectedCallback(): void {
    this.#language = languageOf(document.documentElement.lang);
    const form = this.#find<HTMLFormElement>('form');
    const input = this.#find<HTMLInputElement>('input');
    const locate = this.#find<HTMLButtonElement>('[data-locate]');
    // Browsers give no location to pages that came over an open line.
    locate.hidden = !('geolocation' in navigator) || !isSecureContext;
    input.addEventListener(
      'focus',
      () =>
        void this.#open().then(
          (desk) => desk.prepare(),
          () => undefined,
        ),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      // On a phone the answer would lie behind the keyboard.
      if (matchMedia('(pointer: coarse)').matches) input.blur();
      void this.#answer('fetching', (desk) => desk.ask(input.value));
    });
    locate.addEventListener('click', () => {
      void this.#answer('locating', (desk) => desk.locate(navigator.geolocation));
    });
    this.dataset['ready'] = '';
  }

  #find<Found extends HTMLElement>(selector: string): Found {
    const found = this.querySelector<Found>(selector);
    if (found === null) throw new Error(`portal-finder has no ${selector}`);
    return found;
  }

  #open(): Promise<FinderDesk> {
    this.#desk ??= import('./finder-desk.ts')
      .then(({ FinderDesk }) => FinderDesk.open(JSON.parse(this.dataset['files'] ?? '{}'), this.#language))
      .catch((error: unknown) => {
        this.#desk = undefined;
        throw error;
      });
    return this.#desk;
  }

  async #answer(waiting: 'fetching' | 'locating', ask: (desk: FinderDesk) => Promise<Said>): Promise<void> {
    this.#asked += 1;
    const own = this.#asked;
    this.dataset['state'] = 'asking';
    // A quick answer needs no word of waiting, and nobody should be made to hear one.
    const patience = setTimeout(() => this.#say(waiting), 300);
    try {
      const desk = await this.#open();
      const said = await ask(desk);
      if (own !== this.#asked) return;
      desk.show(this, said);
    } catch (error) {
      // A program that could not be fetched is a TypeError; anything else is a fault of ours.
      if (!(error instanceof TypeError)) throw error;
      if (own === this.#asked) this.#say('offline');
    } finally {
      clearTimeout(patience);
      if (own === this.#asked) this.dataset['state'] = 'answered';
    }
  }

  /** A sentence that came with the page, said while nothing else is here yet. */
  #say(name: 'fetching' | 'locating' | 'offline'): void {
    this.#find('[data-sentence]').textContent = this.dataset[name] ?? '';
    this.#find('[data-results]').hidden = true;
  }
}

customElements.define('portal-finder', Finder);

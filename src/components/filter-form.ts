import { statusChoices, whoseChoices } from '../contract/metric.ts';
import type { DayRange } from '../contract/period.ts';
import type { Asked } from '../data/asked.ts';
import type { Translate } from '../i18n/translate.ts';
import type { AskedWords } from './asked-words.ts';
import { element, link } from './element.ts';

export interface FilterFormOptions {
  root: HTMLElement;
  t: Translate;
  words: AskedWords;
  addressOf: (asked: Asked) => string;
  onAsk: (asked: Asked) => void;
  /** Reads words as a filter. */
  read: (text: string) => Asked;
}

/** What is asked for, part by part: each can be taken away, more can be added, days and standing can be changed. */
export class FilterForm {
  readonly #options: FilterFormOptions;
  #asked: Asked | undefined;

  constructor(options: FilterFormOptions) {
    this.#options = options;
    this.#find<HTMLFormElement>('[data-add]').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#add();
    });
    this.#find<HTMLFormElement>('[data-change]').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#change();
    });
  }

  /** Shows a question. @param days what it is asked about, where it does not say so itself. */
  show(asked: Asked, days: DayRange): void {
    this.#asked = asked;
    const { t, words, addressOf, onAsk } = this.#options;
    const items = words.parts(asked).map(({ words: said, without }) => {
      const remove = link(addressOf(without), '×');
      remove.setAttribute('aria-label', t('search.remove', { name: said }));
      remove.addEventListener('click', (event) => {
        event.preventDefault();
        onAsk(without);
        // The part that had the focus is gone.
        this.#find<HTMLInputElement>('[data-add] input').focus();
      });
      return element('li', 'found-part', element('span', '', said), remove);
    });
    if (items.length === 0) items.push(element('li', 'found-part found-part-all', t('search.filterNone')));
    const clear = link(location.pathname, t('search.clear'));
    this.#find('[data-parts]').replaceChildren(...items, element('li', 'found-clear', clear));
    const form = this.#find<HTMLFormElement>('[data-change]');
    const fields: Record<string, string> = { ...days, status: asked.status, whose: asked.whose };
    for (const [name, value] of Object.entries(fields))
      (form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement).value = value;
  }

  #add(): void {
    const input = this.#find<HTMLInputElement>('[data-add] input');
    if (this.#asked === undefined || input.value.trim() === '') return;
    const [own, more] = [this.#asked, this.#options.read(input.value)];
    input.value = '';
    this.#options.onAsk({
      ...own,
      types: [...new Set([...own.types, ...more.types])],
      places: [...own.places, ...more.places],
      ...(more.street === '' ? {} : { street: more.street, house: more.house }),
      ...(more.days === null ? {} : { days: more.days }),
      ...(more.status === 'any' ? {} : { status: more.status }),
      text: [own.text, more.text].filter((text) => text !== '').join(' '),
    });
  }

  #change(): void {
    if (this.#asked === undefined) return;
    const form = this.#find<HTMLFormElement>('[data-change]');
    const value = (name: string): string =>
      (form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement).value;
    const [from, to] = [value('from'), value('to')];
    this.#options.onAsk({
      ...this.#asked,
      status: statusChoices.find((choice) => choice === value('status')) ?? 'any',
      whose: whoseChoices.find((choice) => choice === value('whose')) ?? 'residents',
      // An empty field leaves that end open.
      days: from === '' && to === '' ? null : { from: from || '1990-01-01', to: to || '2099-12-31' },
    });
  }

  #find<Found extends HTMLElement = HTMLElement>(selector: string): Found {
    return this.#options.root.querySelector<Found>(selector)!;
  }
}

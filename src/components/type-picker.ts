import { formatNumber } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { typeSearch } from '../search/type-search.ts';

export interface TypePickerOptions {
  root: HTMLElement;
  language: Language;
  t: Translate;
  /** The City's names of the kinds chosen; none means all. */
  onChange: (types: string[]) => void;
}

interface Entry {
  /** The City's name. */
  type: string;
  id: number;
  name: string;
  item: HTMLElement;
  box: HTMLInputElement;
}

/** A list of the kinds of request to tick, with a box to find them by any of their names. */
export class TypePicker {
  readonly #options: TypePickerOptions;
  readonly #entries: readonly Entry[];

  constructor(options: TypePickerOptions) {
    this.#options = options;
    this.#entries = [...options.root.querySelectorAll<HTMLElement>('[data-types] > li')].map(readEntry);
    options.root.querySelector('[data-types]')!.addEventListener('change', () => this.#tell());
    options.root.querySelector('[data-types-all]')!.addEventListener('click', () => {
      this.show([]);
      this.#tell();
    });
    this.#listenToFind();
  }

  /** Keys of the kinds by the City's names. */
  ids(): ReadonlyMap<string, number> {
    return new Map(this.#entries.map(({ type, id }) => [type, id]));
  }

  /** Plain names by key. */
  names(): ReadonlyMap<number, string> {
    return new Map(this.#entries.map(({ id, name }) => [id, name]));
  }

  /** Ticks the kinds chosen. */
  show(types: readonly string[]): void {
    for (const { type, box } of this.#entries) box.checked = types.includes(type);
    this.#options.root.querySelector('[data-types-words]')!.textContent = this.say(types);
    this.#options.root.querySelector<HTMLElement>('[data-types-all]')!.hidden = types.length === 0;
  }

  /** Kinds in words: up to two by name, of more the first and how many others. */
  say(types: readonly string[]): string {
    const { language, t } = this.#options;
    const names = this.#entries.filter(({ type }) => types.includes(type)).map(({ name }) => name);
    const [first = t('explorer.typeAll')] = names;
    if (names.length <= 1) return first;
    const count = names.length - 1;
    return t('map.typesSeveral', { first, count, number: formatNumber(count, language) });
  }

  #tell(): void {
    // In one order, however they were found, so that one choice has one address.
    const types = this.#entries.flatMap(({ box, type }) => (box.checked ? [type] : [])).sort();
    this.show(types);
    this.#options.onChange(types);
  }

  #listenToFind(): void {
    const { root, language, t } = this.#options;
    const find = typeSearch(
      this.#entries.map(({ id, name, type, item }) => ({
        id,
        names: [name, item.dataset['other'] ?? '', type],
      })),
    );
    root.querySelector<HTMLInputElement>('[data-types-find]')!.addEventListener('input', (event) => {
      const text = (event.target as HTMLInputElement).value;
      const found = find(text);
      const place = new Map(found.map((id, index) => [id, index]));
      const list = root.querySelector('[data-types]')!;
      for (const { id, item } of this.#entries) item.hidden = !place.has(id);
      list.append(
        ...[...this.#entries]
          .sort((first, second) => (place.get(first.id) ?? 0) - (place.get(second.id) ?? 0))
          .map(({ item }) => item),
      );
      const said = root.querySelector('[data-types-found]')!;
      const number = formatNumber(found.length, language);
      if (text.trim() === '') said.textContent = '';
      else if (found.length === 0) said.textContent = t('map.typesNone', { text });
      else said.textContent = t('map.typesFound', { count: found.length, number });
    });
  }
}

function readEntry(item: HTMLElement): Entry {
  const box = item.querySelector('input')!;
  return {
    type: box.value,
    id: Number(item.dataset['id']),
    name: item.dataset['name'] ?? '',
    item,
    box,
  };
}

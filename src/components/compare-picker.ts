import type { Question } from '../contract/metric.ts';
import type { Language, PlaceKind } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import type { AreaTable } from './area-table.ts';
import { writeComparison, type Compared } from './comparison.ts';
import type { MapChoice } from './map-choice.ts';
import { emptyValues } from './summary-value.ts';

export interface ComparePickerOptions {
  root: HTMLElement;
  language: Language;
  t: Translate;
  tables: ReadonlyMap<PlaceKind, AreaTable>;
  cityAreaId: number;
  /** The slug of the second place; empty for none. */
  onChange: (slug: string) => void;
}

/** Lets the reader put a second place beside the one chosen. */
export class ComparePicker {
  readonly #options: ComparePickerOptions;

  constructor(options: ComparePickerOptions) {
    this.#options = options;
    options.root.hidden = false;
    const select = this.#select();
    select.addEventListener('change', () => options.onChange(select.value));
  }

  #select(): HTMLSelectElement {
    return this.#options.root.querySelector<HTMLSelectElement>('[data-compare-select]')!;
  }

  /** Shows the two places chosen, with the values that the table of their level holds. */
  show({ level, area, compare, types }: MapChoice, question: Question): void {
    const { root, language, t, tables, cityAreaId } = this.#options;
    const table = tables.get(level);
    if (table === undefined) return;
    const find = <Found extends HTMLElement>(selector: string): Found => root.querySelector<Found>(selector)!;
    const place = (areaId: number): Compared => ({
      name: table.nameOf(areaId),
      values: table.values().get(areaId) ?? emptyValues(),
    });
    const areas = table.areas();
    const first = areas.get(area);
    const second = areas.get(compare);
    find('[data-compare-first]').hidden = first !== undefined;
    find('.controls').hidden = first === undefined;
    const note = find('[data-compare-note]');
    note.hidden = first === undefined || second === undefined;
    note.textContent = `${t('map.compareChance')} ${types.length === 1 ? '' : t('map.compareKinds')}`;
    find('[data-compare-table]').replaceChildren();
    if (first === undefined) return;
    find('[data-compare-label]').textContent = t('map.compareWith', { area: table.nameOf(first) });
    const others = [...areas].filter(([slug]) => slug !== area);
    this.#select().replaceChildren(
      new Option(t('map.compareNobody'), ''),
      ...others.map(([slug, areaId]) => new Option(table.nameOf(areaId), slug)),
    );
    this.#select().value = compare;
    if (second === undefined) return;
    const places = [place(first), place(second), place(cityAreaId)] as const;
    writeComparison(find('[data-compare-table]'), places, question, language, t);
  }
}

import { metricIds, type MetricId } from '../contract/metric.ts';
import { formatNumber } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { fold } from '../search/fold.ts';
import { sayValue } from './say.ts';
import { emptyValues, isTooFew, type AreaValues, type Value } from './summary-value.ts';

type SortKey = 'name' | 'requests' | MetricId;

interface Row {
  areaId: number;
  name: string;
  element: HTMLTableRowElement;
  requestsCell: HTMLElement;
  cells: Record<MetricId, HTMLElement>;
  values: AreaValues;
}

/**
 * The table of areas: the same values as the map, and the same selection. It starts from the values that came
 * with the page and can be filled with others.
 */
export class AreaTable {
  readonly #table: HTMLTableElement;
  readonly #rows: Row[];
  readonly #city: Row;
  readonly #language: Language;
  readonly #t: Translate;
  #sort: { key: SortKey; ascending: boolean } = { key: 'name', ascending: true };

  constructor(table: HTMLTableElement, language: Language, t: Translate, onSelect: (areaId: number) => void) {
    this.#table = table;
    this.#language = language;
    this.#t = t;
    const rows = [...table.tBodies[0]!.rows].map(readRow);
    const [city, ...areas] = rows;
    if (city === undefined) throw new Error('the table of areas has no row for the city');
    this.#city = city;
    this.#rows = areas;
    for (const row of areas) makeSelectable(row, onSelect);
    for (const head of table.querySelectorAll<HTMLElement>('th[data-sort]')) this.#makeSortable(head);
  }

  /** Values of every area, the city's among them, by area_id. */
  values(): ReadonlyMap<number, AreaValues> {
    return new Map([this.#city, ...this.#rows].map(({ areaId, values }) => [areaId, values]));
  }

  /** The rows in the order they stand in, the city's first; without those that were filtered away. */
  shown(): { name: string; isCity: boolean; values: AreaValues }[] {
    const rows = new Map([this.#city, ...this.#rows].map((row) => [row.element, row]));
    return [...this.#table.tBodies[0]!.rows].flatMap((element) => {
      const row = rows.get(element);
      return row === undefined || element.hidden
        ? []
        : [{ name: row.name, isCity: row === this.#city, values: row.values }];
    });
  }

  /** Name of an area, as the table shows it. */
  nameOf(areaId: number): string {
    return [this.#city, ...this.#rows].find((row) => row.areaId === areaId)?.name ?? '';
  }

  /** Fills in other values of one metric; areas not among them have no requests. */
  fill(metric: MetricId, values: ReadonlyMap<number, Value>, horizonDays: number): void {
    for (const row of [this.#city, ...this.#rows]) {
      const value = values.get(row.areaId) ?? emptyValues()[metric];
      row.values = { ...row.values, [metric]: value };
      const said = sayValue(metric, value, horizonDays, this.#language, this.#t);
      row.cells[metric].textContent = said.text;
      row.cells[metric].classList.toggle('few', !said.exact);
      if (metric === 'requests_per_1000') {
        row.requestsCell.textContent = formatNumber(value.n, this.#language);
      }
    }
    if (this.#sort.key !== 'name') this.#order();
  }

  /** Marks the metric that the map shows. Where only one can be said, the other columns go. */
  choose(metric: MetricId, alone = false): void {
    this.#table.dataset['chosen'] = metric;
    this.#table.classList.toggle('alone', alone);
  }

  /** Says what the table holds. */
  caption(text: string): void {
    this.#table.caption!.textContent = text;
  }

  /** Slugs and keys of the areas, the city's apart. */
  areas(): ReadonlyMap<string, number> {
    return new Map(this.#rows.map(({ element, areaId }) => [element.dataset['slug'] ?? '', areaId]));
  }

  /** The slug of an area's page; empty for the city. */
  slugOf(areaId: number): string {
    return this.#rows.find((row) => row.areaId === areaId)?.element.dataset['slug'] ?? '';
  }

  /** Marks an area, and brings it into view when the table is its own scroller. */
  select(areaId: number | null, scroll: boolean): void {
    for (const row of this.#rows) {
      const chosen = row.areaId === areaId;
      row.element.classList.toggle('chosen', chosen);
      row.element.querySelector('button')?.setAttribute('aria-pressed', String(chosen));
      if (chosen && scroll) this.#bringIntoView(row.element);
    }
  }

  /** Scrolls the table alone: scrollIntoView would also move the page under the reader. */
  #bringIntoView(row: HTMLElement): void {
    const scroller = this.#table.parentElement;
    if (scroller === null) return;
    const head = this.#table.tHead?.offsetHeight ?? 0;
    const top = row.offsetTop - head;
    const bottom = row.offsetTop + row.offsetHeight - scroller.clientHeight;
    if (scroller.scrollTop > top) scroller.scrollTop = top;
    else if (scroller.scrollTop < bottom) scroller.scrollTop = bottom;
  }

  /** Shows only areas with `text` in their name; gives how many. */
  find(text: string): number {
    const wanted = fold(text);
    let shown = 0;
    for (const row of this.#rows) {
      const matches = fold(row.name).includes(wanted);
      row.element.hidden = !matches;
      if (matches) shown += 1;
    }
    return shown;
  }

  #makeSortable(head: HTMLElement): void {
    const key = head.dataset['sort'] as SortKey;
    const column = head.textContent.trim();
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = column;
    button.title = this.#t('explorer.sortBy', { column });
    head.replaceChildren(button);
    button.addEventListener('click', () => {
      const same = this.#sort.key === key;
      this.#sort = { key, ascending: same ? !this.#sort.ascending : key === 'name' };
      for (const other of this.#table.querySelectorAll('th[data-sort]')) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', this.#sort.ascending ? 'ascending' : 'descending');
      this.#order();
    });
  }

  #order(): void {
    const { key, ascending } = this.#sort;
    const sorted = [...this.#rows].sort((first, second) => {
      if (key === 'name') {
        return (
          (ascending ? 1 : -1) * first.name.localeCompare(second.name, this.#language, { numeric: true })
        );
      }
      const [a, b] = [rankOf(first, key), rankOf(second, key)];
      // What cannot be said stays at the end, whichever way the rest is turned.
      if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
      return ascending ? a - b : b - a;
    });
    this.#table.tBodies[0]!.append(...sorted.map(({ element }) => element));
  }
}

function rankOf({ values }: Row, key: Exclude<SortKey, 'name'>): number | null {
  if (key === 'requests') return values.requests_per_1000.n;
  const { n, value, beyond } = values[key];
  if (isTooFew(key, n)) return null;
  return beyond ? Infinity : value;
}

function readRow(element: HTMLTableRowElement): Row {
  const cellOf = (metric: MetricId): HTMLElement =>
    element.querySelector<HTMLElement>(`td[data-metric="${metric}"]`)!;
  const cells = Object.fromEntries(metricIds.map((metric) => [metric, cellOf(metric)])) as Record<
    MetricId,
    HTMLElement
  >;
  const values = emptyValues();
  for (const metric of metricIds) {
    const { n, value, beyond } = cells[metric].dataset;
    values[metric] = {
      n: Number(n),
      value: value === undefined ? null : Number(value),
      beyond: beyond !== undefined,
    };
  }
  return {
    areaId: Number(element.dataset['area']),
    name: element.cells[0]!.textContent.trim(),
    element,
    requestsCell: element.querySelector<HTMLElement>('[data-requests]')!,
    cells,
    values,
  };
}

function makeSelectable({ areaId, name, element }: Row, onSelect: (areaId: number) => void): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = name;
  button.setAttribute('aria-pressed', 'false');
  button.addEventListener('click', () => onSelect(areaId));
  element.cells[0]!.replaceChildren(button);
}

import type { Manifest, PublishedFile } from '../contract/manifest.ts';
import type { SqlTables } from '../data/sql-desk.ts';
import { formatSize } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import type { SqlAsked } from './sql-address.ts';
import type { SqlNames } from './sql-editor.ts';

export interface TableChoiceOptions {
  root: HTMLElement;
  language: Language;
  t: Translate;
  onChange: () => void;
  onInsert: (name: string) => void;
}

/** Which tables and months the reader's questions are asked of, and what that costs to fetch. */
export class TableChoice {
  readonly #options: TableChoiceOptions;
  readonly #boxes: HTMLInputElement[];
  readonly #from: HTMLSelectElement;
  readonly #to: HTMLSelectElement;
  /** Files that this page has fetched before: the browser keeps them. */
  readonly #fetched = new Set<string>();
  #hasEngine = false;

  constructor(options: TableChoiceOptions) {
    this.#options = options;
    const { root, onChange, onInsert } = options;
    this.#boxes = [...root.querySelectorAll<HTMLInputElement>('input[name=table]')];
    this.#from = root.querySelector('select[name=from]')!;
    this.#to = root.querySelector('select[name=to]')!;
    for (const box of this.#boxes) box.addEventListener('change', () => onChange());
    // One end pushes the other before it rather than pass it.
    this.#from.addEventListener('change', () => {
      if (this.#to.value < this.#from.value) this.#to.value = this.#from.value;
      onChange();
    });
    this.#to.addEventListener('change', () => {
      if (this.#from.value > this.#to.value) this.#from.value = this.#to.value;
      onChange();
    });
    for (const button of root.querySelectorAll<HTMLElement>('[data-insert]'))
      button.addEventListener('click', () => onInsert(button.dataset['insert'] ?? ''));
  }

  /** What is chosen, as an address says it. */
  get chosen(): Pick<SqlAsked, 'tables' | 'months'> {
    const boxes = this.#boxes.filter(({ checked }) => checked);
    return {
      tables: boxes.map(({ value }) => value),
      months: boxes.some((box) => 'monthly' in box.dataset) ? [this.#from.value, this.#to.value] : null,
    };
  }

  /** Chooses tables and months; those that the record lacks are left out. */
  choose({ tables, months }: Pick<SqlAsked, 'tables' | 'months'>): void {
    if (tables.length > 0) for (const box of this.#boxes) box.checked = tables.includes(box.value);
    if (months === null) return;
    const known = [...this.#from.options].map(({ value }) => value).sort();
    const inside = known.filter((month) => month >= months[0] && month <= months[1]);
    if (inside.length === 0) return;
    this.#from.value = inside[0]!;
    this.#to.value = inside.at(-1)!;
  }

  /** Chooses tables and so many of the newest months. */
  chooseNewest(tables: readonly string[], months: number): void {
    const known = [...this.#from.options].map(({ value }) => value).sort();
    const own = known.slice(-months);
    this.choose({ tables, months: months === 0 || own.length === 0 ? null : [own[0]!, own.at(-1)!] });
  }

  /** The chosen files of a record by table. */
  files(manifest: Manifest): SqlTables {
    const { tables, months } = this.chosen;
    const isIn = ({ month }: PublishedFile): boolean =>
      month === undefined || months === null || (month >= months[0] && month <= months[1]);
    return new Map(
      tables
        .map((name) => [name, (manifest.tables[name]?.files ?? []).filter(isIn)] as const)
        .filter(([, files]) => files.length > 0),
    );
  }

  /** Names for completion: the chosen tables first, then the rest. */
  names(manifest: Manifest): SqlNames {
    const { tables } = this.chosen;
    const own = this.#boxes.map(({ value }) => value);
    const order = [...own.filter((name) => tables.includes(name)), ...own];
    return Object.fromEntries(
      order.map((name) => [name, (manifest.tables[name]?.columns ?? []).map((column) => column.name)]),
    );
  }

  /** Remembers what was fetched, so that the cost is not said twice. */
  noteFetched(tables: SqlTables): void {
    this.#hasEngine = true;
    for (const { path } of [...tables.values()].flat()) this.#fetched.add(path);
  }

  /** Says what the next run will fetch. */
  sayCost(tables: SqlTables, isLoaded: boolean): void {
    const { root, language, t } = this.#options;
    const missing = [...tables.values()].flat().filter(({ path }) => !this.#fetched.has(path));
    const size = formatSize(
      missing.reduce((sum, { bytes }) => sum + bytes, 0),
      language,
    );
    root.querySelector('[data-cost]')!.textContent =
      tables.size === 0
        ? t('workbench.noTable')
        : isLoaded
          ? t('workbench.costHeld')
          : !this.#hasEngine
            ? t('workbench.costEngine', { size })
            : missing.length === 0
              ? t('workbench.costNone')
              : t('workbench.cost', { size });
  }
}

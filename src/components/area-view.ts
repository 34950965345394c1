import { metricIds, metricsFor, type MetricId, type MetricRow, type Question } from '../contract/metric.ts';
import type { Calculator } from '../data/calculator.ts';
import type { Language, PlaceKind } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { AreaMap, type AreaMapOptions } from './area-map.ts';
import { AreaTable } from './area-table.ts';
import { ExplorerWords, type Scope } from './explorer-words.ts';
import { colorAreas, writeLegend } from './legend.ts';
import { levelMessages } from './level.ts';
import type { AreaValues, Value } from './summary-value.ts';
import { Waiting } from './waiting.ts';

/** What a view tells the controls around it. */
export interface AreaViewOptions {
  root: HTMLElement;
  language: Language;
  t: Translate;
  /** More that the map is told, such as what is drawn over it. */
  map?: Partial<AreaMapOptions>;
  /** An area was chosen; null where there is none. */
  onSelect: (areaId: number | null, fromMap: boolean) => void;
  /** No answer came: what to show in its place, from what the page came with. */
  onFail: () => Scope;
}

/**
 * Map, table and sentences as one thing: they always show the same answer. Until something else is asked it is the
 * one that came with the page.
 */
export class AreaView {
  readonly #options: AreaViewOptions;
  readonly #cityAreaId: number;
  readonly tables: ReadonlyMap<PlaceKind, AreaTable>;
  readonly words: ExplorerWords;
  readonly waiting: Waiting;
  readonly map: AreaMap;
  readonly #pageValues: ReadonlyMap<PlaceKind, ReadonlyMap<number, AreaValues>>;
  #calculator: Promise<Calculator> | undefined;
  /** What map and table show; behind what is asked while an answer is awaited. */
  #shown: Scope | undefined;
  #selected: number | null = null;
  #asking: AbortController | undefined;

  constructor(options: AreaViewOptions) {
    this.#options = options;
    const { root, language, t, onSelect } = options;
    const base = this.#data('base');
    this.#cityAreaId = Number(this.#data('city'));
    this.tables = new Map(
      [...root.querySelectorAll<HTMLTableElement>('[data-areas]')].map((table) => [
        table.dataset['areas'] as PlaceKind,
        new AreaTable(table, language, t, (areaId) => onSelect(areaId, false)),
      ]),
    );
    this.#pageValues = new Map([...this.tables].map(([kind, table]) => [kind, table.values()]));
    this.words = new ExplorerWords({ root, language, t, tables: this.tables, cityAreaId: this.#cityAreaId });
    for (const [kind, table] of this.tables) this.#listenToFind(kind, table);
    this.waiting = new Waiting(root, language, t, () => this.#asking?.abort());
    this.map = new AreaMap({
      figure: root.querySelector<HTMLElement>('[data-map]')!,
      boundariesUrl: `${base}${this.#data('boundaries').split(' ')[0]}`,
      groundUrls: this.#data('ground')
        .split(' ')
        .map((path) => (path === '' ? null : `${base}${path}`)),
      language,
      t,
      onSelect: (areaId) => onSelect(areaId, true),
      onHover: (areaId) => this.describe(areaId),
      ...options.map,
    });
  }

  /** What map and table show; undefined before the first answer. */
  get shown(): Scope | undefined {
    return this.#shown;
  }

  #data(name: string): string {
    return this.#options.root.dataset[name] ?? '';
  }

  /** Brings table and map to what is asked. */
  async show(scope: Scope): Promise<void> {
    const { root } = this.#options;
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    this.#shown ??= scope;
    const started = performance.now();
    root.dataset['state'] = 'busy';
    try {
      await this.#fill(scope, started, asking.signal);
      asking.signal.throwIfAborted();
      root.dataset['state'] = 'shown';
    } catch (error) {
      if (this.#asking !== asking) return;
      root.dataset['state'] = 'failed';
      this.waiting.explain(error);
      this.#fillFromPage(this.#options.onFail());
    }
    this.waiting.end();
    await this.map.drawn();
    this.#mark('shownMs', started);
  }

  /** How long readers waited, where the benchmark can read it. */
  #mark(name: 'paintedMs' | 'shownMs', started: number): void {
    this.#options.root.dataset[name] = (performance.now() - started).toFixed(1);
  }

  async #fill(scope: Scope, started: number, signal: AbortSignal): Promise<void> {
    if (scope.isInPage) {
      this.#fillFromPage(scope);
      return;
    }
    const { metric, status, kind, horizonDays } = scope.question;
    for (const id of metricIds)
      if (!metricsFor(status).includes(id)) this.#table(kind).fill(id, new Map(), horizonDays);
    // The chosen measure first: the map recolors while the other columns are still being counted.
    for (const id of [metric, ...metricsFor(status).filter((other) => other !== metric)]) {
      const values = await this.#ask({ ...scope.question, metric: id }, signal);
      signal.throwIfAborted();
      this.#table(kind).fill(id, values, horizonDays);
      if (id === metric) {
        this.#paint(scope);
        // The map is what the reader looks at: the other columns wait until it is drawn.
        await this.map.redrawn();
        this.#mark('paintedMs', started);
      }
    }
  }

  #fillFromPage(scope: Scope): void {
    const { kind, status, horizonDays } = scope.question;
    const values = this.#pageValues.get(kind) ?? new Map<number, AreaValues>();
    for (const metric of metricsFor(status))
      this.#table(kind).fill(metric, pick(values, metric), horizonDays);
    this.#paint(scope);
  }

  #table(kind: PlaceKind): AreaTable {
    const table = this.tables.get(kind);
    if (table === undefined) throw new Error(`the page has no table of ${kind}`);
    return table;
  }

  /** Answers any question from the record, as the table's values are answered; tests compare it with the pipeline. */
  async answer(question: Question): Promise<MetricRow[]> {
    const calculator = await this.startCalculator();
    return calculator.ask(question, new AbortController().signal, () => undefined);
  }

  async #ask(question: Question, signal: AbortSignal): Promise<Map<number, Value>> {
    const calculator = await this.startCalculator();
    const rows = await calculator.ask(question, signal, (...step) => this.waiting.progress(...step));
    return new Map(
      rows.map((row) => [row.area_id, { n: row.n, value: row.value, beyond: row.beyond_horizon }]),
    );
  }

  /** The engine's code is fetched with the first question that the page itself cannot answer. */
  startCalculator(): Promise<Calculator> {
    this.#calculator ??= import('../data/calculator.ts').then(
      (module) => new module.Calculator(this.#data('base'), Number(this.#data('engineBytes'))),
    );
    return this.#calculator;
  }

  /** Map, legend, sentence, caption and query of what the table now holds. */
  #paint(scope: Scope): void {
    const { root, language, t } = this.#options;
    const { kind, metric, status } = scope.question;
    const table = this.#table(kind);
    table.choose(metric, metricsFor(status).length === 1);
    const coloring = colorAreas(metric, table.values(), this.#cityAreaId);
    this.map.recolor(coloring.fills);
    writeLegend(root.querySelector<HTMLElement>('[data-legend]')!, metric, coloring, language, t);
    this.#shown = scope;
    this.words.caption(scope);
    this.words.summarise(scope);
    this.select(this.#selected, true);
  }

  /** Shows only the areas whose names hold what is typed. */
  #listenToFind(kind: PlaceKind, table: AreaTable): void {
    const list = this.#options.root.querySelector<HTMLElement>(`[data-list=${kind}]`);
    const find = list?.querySelector<HTMLElement>('[data-find]');
    if (find === undefined || find === null) return;
    find.hidden = false;
    find.querySelector('input')?.addEventListener('input', (event) => {
      const text = (event.target as HTMLInputElement).value;
      if (table.find(text) === 0)
        this.words.announce(this.#options.t(levelMessages[kind].findNone, { text }));
      else if (this.#shown !== undefined) this.words.summarise(this.#shown);
    });
  }

  /** Marks an area in table, map and sentence; null takes the mark away. */
  select(areaId: number | null, scroll: boolean): void {
    this.#selected = areaId;
    for (const table of this.tables.values()) table.select(areaId, scroll);
    this.map.select(areaId);
    this.describe(null);
  }

  /** Says the value of the area pointed at; of the chosen one when none is. */
  describe(areaId: number | null): void {
    if (this.#shown !== undefined) this.words.describe(areaId ?? this.#selected, this.#shown);
  }
}

function pick(values: ReadonlyMap<number, AreaValues>, metric: MetricId): Map<number, Value> {
  return new Map([...values].map(([areaId, own]) => [areaId, own[metric]]));
}

import { metricIds, type MetricId, type MetricRow, type Question } from '../contract/metric.ts';
import { horizonDays, type Period } from '../contract/period.ts';
import type { Calculator, Step } from '../data/calculator.ts';
import { DamagedFileError, fetchManifest } from '../data/record.ts';
import { loadTranslator } from '../i18n/browser.ts';
import { formatMegabytes, formatPercent } from '../i18n/format.ts';
import { languageOf, type Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { AreaMap } from './area-map.ts';
import { AreaTable } from './area-table.ts';
import { ExplorerWords } from './explorer-words.ts';
import { colorAreas, writeLegend } from './legend.ts';
import {
  defaultChoice,
  isInPage,
  questionOf,
  readChoice,
  writeChoice,
  type Choice,
  type Offer,
} from './question.ts';
import type { AreaValues, Value } from './summary-value.ts';

/**
 * Map, table and controls as one thing: what the reader chooses is asked of the record, shown in both, and kept
 * in the address bar. Until something else is chosen the values that came with the page are shown.
 */
class Explorer extends HTMLElement {
  #language: Language = 'en';
  #t!: Translate;
  #offer!: Offer;
  /** What the controls and the address say. */
  #choice!: Choice;
  #table!: AreaTable;
  #words!: ExplorerWords;
  #map!: AreaMap;
  #calculator: Promise<Calculator> | undefined;
  #pageValues!: ReadonlyMap<number, AreaValues>;
  /** What map and table show; behind #choice while an answer is awaited. */
  #shown!: Choice;
  #asking: AbortController | undefined;

  async connectedCallback(): Promise<void> {
    this.#language = languageOf(document.documentElement.lang);
    this.#t = await loadTranslator(this.#language, ['explorer', 'progress', 'error', 'duration', 'stale']);
    this.#offer = this.#readOffer();
    this.#table = new AreaTable(this.#find('[data-areas]'), this.#language, this.#t, (areaId) =>
      this.#toggle(areaId, false),
    );
    this.#pageValues = this.#table.values();
    this.#words = new ExplorerWords({
      root: this,
      language: this.#language,
      t: this.#t,
      table: this.#table,
      offer: this.#offer,
      cityAreaId: Number(this.#data('city')),
      last: this.#data('last'),
    });
    this.#map = new AreaMap({
      figure: this.#find('[data-map]'),
      boundariesUrl: `${this.#data('base')}${this.#data('boundaries')}`,
      groundUrls: this.#data('ground')
        .split(' ')
        .map((path) => (path === '' ? null : `${this.#data('base')}${path}`)),
      language: this.#language,
      t: this.#t,
      onSelect: (areaId) => this.#toggle(areaId, true),
      onHover: (areaId) => this.#describe(areaId),
    });
    this.#listen();
    this.#readAddress();
    this.dataset['ready'] = '';
  }

  #data(name: string): string {
    return this.dataset[name] ?? '';
  }

  #find<Found extends HTMLElement>(selector: string): Found {
    const found = this.querySelector<Found>(selector);
    if (found === null) throw new Error(`portal-explorer has no ${selector}`);
    return found;
  }

  #readOffer(): Offer {
    const options = (name: string): HTMLOptionElement[] => [
      ...this.#find<HTMLSelectElement>(`select[name=${name}]`).options,
    ];
    return {
      types: new Map(
        options('type')
          .filter(({ value }) => value !== '')
          .map((option) => [option.value, Number(option.dataset['id'])]),
      ),
      periods: options('period').map(({ value }) => value as Period),
      areas: new Map(
        [...this.querySelectorAll<HTMLElement>('tr[data-slug]')].map((row) => [
          row.dataset['slug'] ?? '',
          Number(row.dataset['area']),
        ]),
      ),
    };
  }

  #listen(): void {
    const controls = this.#find('[data-controls]');
    controls.hidden = false;
    controls.addEventListener('change', () => {
      for (const name of ['type', 'period', 'whose', 'metric'] as const) {
        const { value } = this.#find<HTMLSelectElement>(`select[name=${name}]`);
        Object.assign(this.#choice, { [name]: value });
      }
      this.#complain('');
      this.#writeAddress();
      void this.#show();
    });
    this.#find('[data-cancel]').addEventListener('click', () => this.#asking?.abort());
    addEventListener('popstate', () => this.#readAddress());
    const find = this.#find('[data-find]');
    find.hidden = false;
    find.querySelector('input')?.addEventListener('input', (event) => {
      const text = (event.target as HTMLInputElement).value;
      const shown = this.#table.find(text);
      if (shown === 0) this.#words.announce(this.#t('explorer.findNone', { text }));
      else this.#words.summarise(this.#shown);
    });
  }

  #readAddress(): void {
    const { choice, valid } = readChoice(location.search, this.#offer);
    this.#choice = choice;
    this.#shown ??= { ...choice };
    for (const name of ['type', 'period', 'whose', 'metric'] as const) {
      this.#find<HTMLSelectElement>(`select[name=${name}]`).value = choice[name];
    }
    this.#complain(valid ? '' : this.#t('error.address'));
    void this.#show();
  }

  #writeAddress(): void {
    history.pushState(null, '', `${location.pathname}${writeChoice(this.#choice)}${location.hash}`);
  }

  /** Brings table and map to what is chosen. */
  async #show(): Promise<void> {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    const choice = { ...this.#choice };
    const started = performance.now();
    this.dataset['state'] = 'busy';
    try {
      await this.#fillTable(choice, started, asking.signal);
      asking.signal.throwIfAborted();
      this.dataset['state'] = 'shown';
    } catch (error) {
      if (this.#asking !== asking) return;
      this.#fail(error);
    }
    this.#find('[data-progress]').hidden = true;
    await this.#map.drawn();
    this.#mark('shownMs', started);
  }

  /** How long readers waited, where the benchmark can read it. */
  #mark(name: 'paintedMs' | 'shownMs', started: number): void {
    this.dataset[name] = (performance.now() - started).toFixed(1);
  }

  async #fillTable(choice: Choice, started: number, signal: AbortSignal): Promise<void> {
    const horizon = horizonDays(choice.period);
    if (isInPage(choice)) {
      for (const metric of metricIds) this.#table.fill(metric, pick(this.#pageValues, metric), horizon);
      this.#paint(choice);
      return;
    }
    // The chosen measure first: the map recolors while the other columns are still being counted.
    for (const metric of [choice.metric, ...metricIds.filter((other) => other !== choice.metric)]) {
      const values = await this.#ask(choice, metric, signal);
      signal.throwIfAborted();
      this.#table.fill(metric, values, horizon);
      if (metric === choice.metric) {
        this.#paint(choice);
        // The map is what the reader looks at: the other columns wait until it is drawn.
        await this.#map.redrawn();
        this.#mark('paintedMs', started);
      }
    }
  }

  /** Answers any question from the record, as the table's values are answered; tests compare it with the pipeline. */
  async answer(question: Question): Promise<MetricRow[]> {
    const calculator = await this.#startCalculator();
    return calculator.ask(question, new AbortController().signal, () => undefined);
  }

  async #ask(choice: Choice, metric: MetricId, signal: AbortSignal): Promise<Map<number, Value>> {
    const calculator = await this.#startCalculator();
    const last = this.#data('last');
    const question = questionOf(choice, metric, 'neighborhood', last, this.#offer);
    const rows = await calculator.ask(question, signal, (...step) => this.#progress(...step));
    return new Map(
      rows.map((row) => [row.area_id, { n: row.n, value: row.value, beyond: row.beyond_horizon }]),
    );
  }

  /** The engine's code is fetched with the first question that the page itself cannot answer. */
  #startCalculator(): Promise<Calculator> {
    this.#calculator ??= import('../data/calculator.ts').then(
      (module) => new module.Calculator(this.#data('base'), Number(this.#data('engineBytes'))),
    );
    return this.#calculator;
  }

  /** Map, legend, sentence, caption and query of what the table now holds. */
  #paint(choice: Choice): void {
    this.#table.choose(choice.metric);
    const coloring = colorAreas(choice.metric, this.#table.values(), Number(this.#data('city')));
    this.#map.recolor(coloring.fills);
    writeLegend(this.#find('[data-legend]'), choice.metric, coloring, this.#language, this.#t);
    this.#shown = choice;
    this.#words.caption(choice);
    this.#words.summarise(choice);
    this.#selectShown(true);
  }

  /** Chooses an area, or none when it was chosen already. */
  #toggle(areaId: number | null, fromMap: boolean): void {
    const slug = [...this.#offer.areas].find(([, id]) => id === areaId)?.[0] ?? '';
    this.#choice.area = slug === this.#choice.area ? '' : slug;
    this.#writeAddress();
    this.#selectShown(fromMap);
  }

  #selectShown(scroll: boolean): void {
    const areaId = this.#offer.areas.get(this.#choice.area) ?? null;
    this.#table.select(areaId, scroll);
    this.#map.select(areaId);
    this.#describe(areaId);
  }

  /** Says the value of the area pointed at; of the chosen one when none is. */
  #describe(areaId: number | null): void {
    this.#words.describe(areaId ?? this.#offer.areas.get(this.#choice.area) ?? null, this.#shown);
  }

  #progress(step: Step, doneBytes: number, allBytes: number): void {
    const area = this.#find('[data-progress]');
    area.hidden = false;
    const bar = area.querySelector('progress')!;
    if (step === 'computing') bar.removeAttribute('value');
    else bar.value = allBytes === 0 ? 1 : doneBytes / allBytes;
    // The engine's size on disk is not what comes over the wire, so only its share is said.
    const words = {
      engine: () =>
        this.#t('progress.engine', { percent: formatPercent((100 * doneBytes) / allBytes, this.#language) }),
      files: () =>
        this.#t('progress.files', {
          done: formatMegabytes(doneBytes, this.#language),
          all: formatMegabytes(allBytes, this.#language),
        }),
      computing: () => this.#t('progress.computing'),
    };
    area.querySelector('span')!.textContent = words[step]();
  }

  #fail(error: unknown): void {
    this.dataset['state'] = 'failed';
    if (error instanceof DOMException && error.name === 'AbortError')
      this.#complain(this.#t('progress.cancelled'));
    else if (error instanceof DamagedFileError) {
      this.#complain(this.#t('error.file', { file: error.path }));
      void this.#explainMissing();
    } else if (error instanceof TypeError) this.#complain(this.#t('error.offline'));
    else this.#complain(this.#t('error.engine'));
    // For whoever is asked to look into it; readers get the sentence above.
    this.dataset['reason'] = String(error);
    this.#restore();
  }

  /** A file may be gone because a newer record took its place while this page was open. */
  async #explainMissing(): Promise<void> {
    try {
      const { snapshot } = await fetchManifest(this.#data('base'), AbortSignal.timeout(10_000));
      if (snapshot.id !== this.#data('snapshot')) this.#complain(this.#t('stale.gone'));
    } catch {
      // Without a manifest the sentence about the file is all that can be said, and it stands.
    }
  }

  /** After a failure: the values the page came with, and controls that say so. */
  #restore(): void {
    const { metric, area } = this.#choice;
    this.#choice = { ...defaultChoice, metric, area };
    for (const name of ['type', 'period', 'whose'] as const) {
      this.#find<HTMLSelectElement>(`select[name=${name}]`).value = this.#choice[name];
    }
    for (const metric of metricIds) {
      this.#table.fill(metric, pick(this.#pageValues, metric), horizonDays(this.#choice.period));
    }
    this.#paint({ ...this.#choice });
  }

  #complain(message: string): void {
    const problem = this.#find('[data-problem]');
    problem.hidden = message === '';
    problem.textContent = message;
  }
}

function pick(values: ReadonlyMap<number, AreaValues>, metric: MetricId): Map<number, Value> {
  return new Map([...values].map(([areaId, own]) => [areaId, own[metric]]));
}

customElements.define('portal-explorer', Explorer);

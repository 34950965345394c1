import type { Manifest } from '../contract/manifest.ts';
import { fetchFiles, fetchManifest } from '../data/record.ts';
import type { SqlAnswer } from '../data/sql-answer.ts';
import { startSqlDatabase } from '../data/sql-database.ts';
import { SqlDesk } from '../data/sql-desk.ts';
import { SqlError } from '../data/sql-error.ts';
import { loadTranslator } from '../i18n/browser.ts';
import { formatMoment } from '../i18n/format.ts';
import { languageOf, type Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { pageAddress } from './address.ts';
import { readSqlAsked, sqlFragment, type SqlAsked } from './sql-address.ts';
import { sqlChart, type SqlChartChoice } from './sql-chart.ts';
import { SqlEditor } from './sql-editor.ts';
import { sqlProblem } from './sql-problem.ts';
import { sayTime, sqlResult } from './sql-result.ts';
import { SqlSnapshot } from './sql-snapshot.ts';
import { offerTake } from './take-offer.ts';
import { TableChoice } from './sql-tables.ts';
import { Waiting } from './waiting.ts';

/** A worked question as the page carries it. */
interface Worked {
  sql: string;
  tables: readonly string[];
  months: number;
  chart?: SqlChartChoice;
}

/** The SQL workbench: what the reader asks, of which files, and the answers. */
class Workbench extends HTMLElement {
  #language!: Language;
  #t!: Translate;
  #editor!: SqlEditor;
  #choice!: TableChoice;
  #desk!: SqlDesk;
  #waiting!: Waiting;
  #snapshot!: SqlSnapshot;
  #running: AbortController | null = null;
  readonly #worked = new Map<string, Worked>();
  /** What the chosen worked question wants drawn; gone once the text is another. */
  #chart: { sql: string; chart: SqlChartChoice } | null = null;

  async connectedCallback(): Promise<void> {
    this.#language = languageOf(document.documentElement.lang);
    const t = await loadTranslator(this.#language, ['workbench', 'progress', 'error', 'stale', 'sample']);
    this.#t = t;
    const worked = JSON.parse(
      this.#find<HTMLTemplateElement>('template[data-worked]').content.textContent,
    ) as Record<string, Worked>;
    for (const [id, question] of Object.entries(worked)) this.#worked.set(id, question);
    const base = this.dataset['base'] ?? '';
    this.#desk = new SqlDesk({
      start: (onProgress) => startSqlDatabase(Number(this.dataset['engineBytes']), onProgress),
      fetchFiles: (files, signal, onProgress) => fetchFiles(base, files, signal, onProgress),
      now: () => performance.now(),
    });
    this.#waiting = new Waiting(this, this.#language, t, () => this.#cancel());
    this.#snapshot = new SqlSnapshot({
      root: this,
      base,
      language: this.#language,
      t,
      onChange: () => this.#changed(),
    });
    this.#choice = new TableChoice({
      root: this,
      language: this.#language,
      t,
      onChange: () => this.#changed(),
      onInsert: (name) => this.#editor.insert(name),
    });
    this.#setUpEditor();
    this.#listen();
    try {
      await this.#snapshot.start(fetchManifest(base, AbortSignal.timeout(30_000)));
    } catch (error) {
      this.#waiting.explain(error);
      return;
    }
    await this.#readAddress();
    this.#find('[data-desk]').hidden = false;
    for (const button of this.querySelectorAll<HTMLElement>('[data-question]')) button.hidden = false;
  }

  #find<Found extends HTMLElement>(selector: string): Found {
    const found = this.querySelector<Found>(selector);
    if (found === null) throw new Error(`portal-workbench has no ${selector}`);
    return found;
  }

  #setUpEditor(): void {
    const [first] = this.#worked.values();
    this.#editor = new SqlEditor(this.#find('[data-editor]'), {
      text: first?.sql ?? '',
      label: this.#t('workbench.editor'),
      onRun: () => void this.#run(),
      onChange: () => this.#changed(),
    });
  }

  #listen(): void {
    this.#find('[data-run]').addEventListener('click', () => void this.#run());
    this.#find('[data-again]').addEventListener('click', () => {
      this.#desk.stop();
      this.#changed();
    });
    this.#find('[data-link]').addEventListener('click', () => void this.#copyLink());
    const start = this.#find<HTMLSelectElement>('select[name=start]');
    start.addEventListener('change', () => {
      if (start.value !== '') this.#take(start.value);
    });
    for (const button of this.querySelectorAll<HTMLElement>('[data-question]'))
      button.addEventListener('click', () => {
        this.#take(button.dataset['question'] ?? '');
        this.#find('[data-editor]').scrollIntoView({ block: 'center' });
      });
    addEventListener('hashchange', () => void this.#readAddress());
  }

  /** Puts a worked question into the editor. */
  #take(id: string): void {
    const question = this.#worked.get(id);
    if (question === undefined) return;
    this.#find<HTMLSelectElement>('select[name=start]').value = id;
    this.#choice.chooseNewest(question.tables, question.months);
    this.#editor.text = question.sql;
    this.#chart = question.chart === undefined ? null : { sql: question.sql, chart: question.chart };
    this.#find('[data-shared]').hidden = true;
    this.#changed();
  }

  async #readAddress(): Promise<void> {
    const asked = readSqlAsked(location.hash);
    const [first] = this.#worked.keys();
    const question =
      asked.sql === null && asked.tables.length === 0 && asked.months === null ? first : undefined;
    if (question !== undefined) this.#take(question);
    else this.#choice.choose(asked);
    if (asked.sql !== null) {
      this.#editor.text = asked.sql;
      this.#find<HTMLSelectElement>('select[name=start]').value = '';
      this.#chart = null;
    }
    this.#find('[data-shared]').hidden = asked.sql === null;
    try {
      await this.#snapshot.ask(asked.snapshot);
    } catch (error) {
      this.#waiting.explain(error);
    }
    this.#changed();
    this.dataset['state'] = 'ready';
  }

  /** What is asked stands in the address from now on, and its cost beside the button. */
  #changed(): void {
    const manifest = this.#snapshot.manifest;
    if (manifest === null) return;
    const tables = this.#choice.files(manifest);
    this.#choice.sayCost(tables, this.#desk.holds(tables));
    this.#editor.offer(this.#choice.names(manifest));
  }

  #asked(): SqlAsked {
    return {
      sql: this.#editor.text,
      ...this.#choice.chosen,
      snapshot: this.#snapshot.manifest?.snapshot.id ?? null,
    };
  }

  /** The address that asks what stands in the editor, of this record. */
  #address(): URL {
    return new URL(`${pageAddress('workbench', this.#language)}${sqlFragment(this.#asked())}`, location.href);
  }

  async #copyLink(): Promise<void> {
    const url = this.#address();
    history.replaceState(null, '', url);
    const words = this.#find('[data-link-words]');
    try {
      await navigator.clipboard.writeText(url.href);
      words.textContent = this.#t('workbench.copied');
    } catch {
      // Without permission, or on an address without TLS, the reader copies it by hand.
      words.textContent = this.#t('workbench.copyNot');
    }
  }

  #cancel(): void {
    this.#running?.abort();
  }

  async #run(): Promise<void> {
    const manifest = this.#snapshot.manifest;
    if (this.#running !== null || manifest === null) return;
    const text = this.#editor.text;
    const tables = this.#choice.files(manifest);
    this.#complain([]);
    this.#waiting.complain('');
    this.#editor.mark(null);
    this.#find('[data-shared]').hidden = true;
    if (tables.size === 0) {
      this.#waiting.complain(this.#t('workbench.noTable'));
      return;
    }
    this.#running = new AbortController();
    this.#setRunning(true);
    const seconds = Number(this.#find<HTMLSelectElement>('select[name=seconds]').value);
    const limits = {
      milliseconds: 1000 * seconds,
      rows: Number(this.#find<HTMLSelectElement>('select[name=rows]').value),
    };
    const results = this.#find('[data-answers]');
    results.replaceChildren();
    this.#find('[data-summary]').textContent = '';
    const answers: SqlAnswer[] = [];
    const started = performance.now();
    try {
      await this.#desk.load(tables, this.#running.signal, (...step) => this.#waiting.progress(...step));
      this.#choice.noteFetched(tables);
      this.#waiting.progress('computing', 0, 0);
      const ran = performance.now();
      await this.#desk.run(text, limits, this.#running.signal, (answer) => {
        answers.push(answer);
        results.append(this.#answerElement(answer, answers.length, manifest));
      });
      this.#find('[data-summary]').textContent =
        answers.length === 0
          ? this.#t('workbench.emptyText')
          : this.#t('workbench.done', {
              count: answers.length,
              number: answers.length,
              time: sayTime(performance.now() - ran, this.#language, this.#t),
            });
      this.dataset['milliseconds'] = String(Math.round(performance.now() - started));
      this.dataset['state'] = 'answered';
    } catch (error) {
      this.#explain(error, text, seconds, answers.length > 0);
      this.dataset['state'] = 'failed';
    }
    this.#running = null;
    this.#setRunning(false);
    this.#changed();
  }

  #answerElement(answer: SqlAnswer, number: number, manifest: Manifest): HTMLElement {
    const t = this.#t;
    const { id, dataThrough, source: origin } = manifest.snapshot;
    const said = t('workbench.from', {
      tables: this.#choice.chosen.tables.join(', '),
      id,
      moment: formatMoment(dataThrough, this.#language),
    });
    const source = origin === 'sample' ? `${t('sample.title')} ${said}` : said;
    const unitOf = (name: string): string | undefined =>
      Object.values(manifest.tables)
        .flatMap(({ columns }) => columns)
        .find((column) => column.name === name)?.unit;
    const section = sqlResult(answer, number, { language: this.#language, t, unitOf, source });
    if (section.querySelector('table') !== null) {
      const wanted = this.#chart?.sql.includes(answer.statement) === true ? this.#chart.chart : null;
      section.append(sqlChart(answer, wanted, source, this.#language, t));
      this.#offer(answer, number, section, unitOf, manifest);
    }
    return section;
  }

  #offer(
    answer: SqlAnswer,
    number: number,
    section: HTMLElement,
    unitOf: (name: string) => string | undefined,
    { snapshot }: Manifest,
  ): void {
    const { content } = this.#find<HTMLTemplateElement>('template[data-taking]');
    const details = content.querySelector('details')!.cloneNode(true) as HTMLDetailsElement;
    details.dataset['snapshot'] = snapshot.id;
    details.dataset['end'] = snapshot.dataThrough;
    section.append(details);
    const options = {
      title: this.#t('workbench.resultTitle', { number }),
      number,
      address: this.#address().href,
      unitOf,
      section,
    };
    offerTake(details, async (tools) => {
      const { takeableAnswer } = await import('./sql-taken.ts');
      return takeableAnswer(answer, options, details, tools);
    });
  }

  #explain(error: unknown, text: string, seconds: number, hasAnswers: boolean): void {
    const words = sqlProblem(error, {
      language: this.#language,
      t: this.#t,
      text,
      seconds,
      onGo: (at) => this.#editor.goTo(at),
    });
    if (words === null) {
      this.#waiting.explain(error);
      return;
    }
    if (error instanceof SqlError) this.#editor.mark(error.at);
    this.#complain(hasAnswers ? [...words, ' ', this.#t('workbench.errorBefore')] : words);
    this.dataset['reason'] = String(error);
  }

  #complain(words: (Node | string)[]): void {
    const problem = this.#find('[data-mistake]');
    problem.replaceChildren(...words);
    problem.hidden = words.length === 0;
  }

  #setRunning(isRunning: boolean): void {
    this.#find<HTMLButtonElement>('[data-run]').disabled = isRunning;
    if (isRunning) this.dataset['state'] = 'running';
    else this.#waiting.end();
  }
}

customElements.define('portal-workbench', Workbench);

import type { Manifest, PublishedFile } from '../contract/manifest.ts';
import { metricStatement, type MetricRow, type Question, type Statement } from '../contract/metric.ts';
import { monthsOf, type DayRange } from '../contract/period.ts';
import { startEngine, type Engine } from './engine.ts';
import { fetchFiles, fetchManifest, type Progress } from './record.ts';

/** What a calculation is doing, for the reader who waits. */
export type Step = 'engine' | 'files' | 'computing';
export type OnStep = (step: Step, doneBytes: number, allBytes: number) => void;

/**
 * Answers questions from the published record in the browser. The engine and the months of a period are fetched when
 * first needed and kept in the engine. Questions run one after another, in the order asked.
 */
export class Calculator {
  readonly #base: string;
  #engine: Promise<Engine> | undefined;
  #manifest: Promise<Manifest> | undefined;
  readonly #loaded = new Set<string>();
  #queue: Promise<unknown> = Promise.resolve();

  readonly #engineBytes: number;

  /**
   * @param base address of the published folder, with a slash at its end.
   * @param engineBytes size of the engine, for its progress.
   */
  constructor(base: string, engineBytes: number) {
    this.#base = base;
    this.#engineBytes = engineBytes;
  }

  /**
   * Answers one question: with the metric's rows, or with those of another statement about the same requests.
   * @throws DamagedFileError, DOMException AbortError, or the engine's own error.
   */
  ask<Row = MetricRow>(
    question: Question,
    signal: AbortSignal,
    onStep: OnStep,
    statementOf: (question: Question) => Statement = metricStatement,
  ): Promise<Row[]> {
    return this.use(question, ['areas'], signal, onStep, (engine) => engine.ask<Row>(statementOf(question)));
  }

  /** The record's manifest, fetched once. */
  manifest(signal: AbortSignal): Promise<Manifest> {
    return this.#readManifest(signal);
  }

  /** Files of `detail` for some months that are not in the engine yet. */
  detailToFetch(manifest: Manifest, months: ReadonlySet<string>): PublishedFile[] {
    return filesOfMonths(manifest, 'detail', months).filter(({ path }) => !this.#loaded.has(path));
  }

  /**
   * Lets the engine work on the requests opened in a range of days, and on whole other tables, once they are there.
   * @throws as `ask`.
   */
  use<Result>(
    days: DayRange,
    tables: readonly string[],
    signal: AbortSignal,
    onStep: OnStep,
    work: (engine: Engine) => Promise<Result>,
  ): Promise<Result> {
    const wanted = (manifest: Manifest): Wanted => ({
      ...Object.fromEntries(tables.map((name) => [name, manifest.tables[name]?.files ?? []])),
      core: filesOfMonths(manifest, 'core', new Set(monthsOf(days))),
    });
    return this.#queued(wanted, {}, signal, onStep, work);
  }

  /**
   * Lets the engine work on some columns of `detail`, always the same ones, for requests opened in some months.
   * @throws as `ask`.
   */
  useDetail<Result>(
    months: ReadonlySet<string>,
    columns: readonly string[],
    signal: AbortSignal,
    onStep: OnStep,
    work: (engine: Engine) => Promise<Result>,
  ): Promise<Result> {
    const wanted = (manifest: Manifest): Wanted => ({ detail: filesOfMonths(manifest, 'detail', months) });
    return this.#queued(wanted, { detail: columns }, signal, onStep, work);
  }

  #queued<Result>(
    wanted: (manifest: Manifest) => Wanted,
    columns: Record<string, readonly string[]>,
    signal: AbortSignal,
    onStep: OnStep,
    work: (engine: Engine) => Promise<Result>,
  ): Promise<Result> {
    const turn = this.#queue.then(() => this.#work(wanted, columns, signal, onStep, work));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #work<Result>(
    wanted: (manifest: Manifest) => Wanted,
    columns: Record<string, readonly string[]>,
    signal: AbortSignal,
    onStep: OnStep,
    work: (engine: Engine) => Promise<Result>,
  ): Promise<Result> {
    signal.throwIfAborted();
    const engine = await unlessAborted(
      signal,
      this.#start((done, all) => onStep('engine', done, all)),
    );
    const manifest = await this.#readManifest(signal);
    signal.throwIfAborted();
    await this.#prepare(engine, wanted(manifest), columns, signal, (done, all) => onStep('files', done, all));
    signal.throwIfAborted();
    onStep('computing', 0, 0);
    return unlessAborted(signal, work(engine));
  }

  #start(onProgress: Progress): Promise<Engine> {
    this.#engine ??= startEngine(this.#engineBytes, onProgress).catch((error: unknown) => {
      this.#engine = undefined;
      throw error;
    });
    return this.#engine;
  }

  #readManifest(signal: AbortSignal): Promise<Manifest> {
    this.#manifest ??= fetchManifest(this.#base, signal).catch((error: unknown) => {
      this.#manifest = undefined;
      throw error;
    });
    return this.#manifest;
  }

  /** Brings the months and tables that are needed into the engine; those already there are not fetched again. */
  async #prepare(
    engine: Engine,
    wanted: Wanted,
    columns: Record<string, readonly string[]>,
    signal: AbortSignal,
    onProgress: Progress,
  ): Promise<void> {
    const missing = Object.values(wanted)
      .flat()
      .filter(({ path }) => !this.#loaded.has(path));
    if (missing.length === 0) return;
    const contents = await fetchFiles(this.#base, missing, signal, onProgress);
    const byPath = new Map(missing.map(({ path }, index) => [path, contents[index] ?? new Uint8Array()]));
    for (const [table, files] of Object.entries(wanted)) {
      const own = new Map([...byPath].filter(([path]) => files.some((file) => file.path === path)));
      if (own.size === 0) continue;
      await engine.append(table, own, columns[table]);
      for (const path of own.keys()) this.#loaded.add(path);
    }
  }
}

/** Files of each table that a piece of work needs. */
type Wanted = Record<string, readonly PublishedFile[]>;

function filesOfMonths(
  manifest: Manifest,
  table: 'core' | 'detail',
  months: ReadonlySet<string>,
): PublishedFile[] {
  return (manifest.tables[table]?.files ?? []).filter(
    ({ month }) => month !== undefined && months.has(month),
  );
}

/** Stops waiting when the reader cancels. The work itself goes on, and what it brings is kept for the next question. */
function unlessAborted<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    work.then(resolve, reject);
  });
}

import type { Manifest, PublishedFile } from '../contract/manifest.ts';
import { metricStatement, type MetricRow, type Question } from '../contract/metric.ts';
import { monthsOf } from '../contract/period.ts';
import { startEngine, type Engine } from './engine.ts';
import { fetchFiles, fetchManifest, type Progress } from './record.ts';

/** What a calculation is doing, for the reader who waits. */
export type Step = 'engine' | 'files' | 'computing';
export type OnStep = (step: Step, doneBytes: number, allBytes: number) => void;

/**
 * Answers questions from the published record in the browser. The engine and the files of a period are fetched
 * when first needed and kept. Questions run one after another, in the order asked.
 */
export class Calculator {
  readonly #base: string;
  #engine: Promise<Engine> | undefined;
  #manifest: Promise<Manifest> | undefined;
  readonly #files = new Map<string, Uint8Array>();
  #coreMonths = '';
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
   * Answers one question.
   * @throws DamagedFileError, DOMException AbortError, or the engine's own error.
   */
  ask(question: Question, signal: AbortSignal, onStep: OnStep): Promise<MetricRow[]> {
    const turn = this.#queue.then(() => this.#answer(question, signal, onStep));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #answer(question: Question, signal: AbortSignal, onStep: OnStep): Promise<MetricRow[]> {
    signal.throwIfAborted();
    const engine = await this.#start((done, all) => onStep('engine', done, all));
    const manifest = await this.#readManifest(signal);
    signal.throwIfAborted();
    await this.#prepare(engine, manifest, question, signal, (done, all) => onStep('files', done, all));
    signal.throwIfAborted();
    onStep('computing', 0, 0);
    return engine.ask<MetricRow>(metricStatement(question));
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

  async #prepare(
    engine: Engine,
    manifest: Manifest,
    { from, to }: Question,
    signal: AbortSignal,
    onProgress: Progress,
  ): Promise<void> {
    const months = new Set(monthsOf({ from, to }));
    const core = (manifest.tables['core']?.files ?? []).filter(
      ({ month }) => month !== undefined && months.has(month),
    );
    const key = core.map(({ path }) => path).join(' ');
    if (key === this.#coreMonths) return;
    const areas = manifest.tables['areas']?.files ?? [];
    const missing = [...core, ...areas].filter(({ path }) => !this.#files.has(path));
    const contents = await fetchFiles(this.#base, missing, signal, onProgress);
    missing.forEach(({ path }, index) => this.#files.set(path, contents[index] ?? new Uint8Array()));
    const pick = (files: PublishedFile[]): Map<string, Uint8Array> =>
      new Map(files.map(({ path }) => [path, this.#files.get(path) ?? new Uint8Array()]));
    await engine.setTable('areas', pick(areas));
    await engine.setTable('core', pick(core));
    this.#coreMonths = key;
  }
}

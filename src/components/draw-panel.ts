import type { MeasureId } from '../contract/measure.ts';
import type { DrawTask } from '../data/day-draws.ts';
import { formatNumber } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';

type Task = Pick<DrawTask, 'observations' | 'monthOfDay'> & { measure: MeasureId };

/** Lets a reader draw days again, with a bar and a way to stop. */
export class DrawPanel {
  readonly #root: HTMLElement;
  readonly #language: Language;
  readonly #t: Translate;
  readonly #task: () => Promise<Task>;
  #drawing: AbortController | undefined;

  constructor(root: HTMLElement, language: Language, t: Translate, task: () => Promise<Task>) {
    this.#root = root;
    this.#language = language;
    this.#t = t;
    this.#task = task;
    root.hidden = false;
    this.#find('start').addEventListener('click', () => void this.#start());
    this.#find('stop').addEventListener('click', () => this.#drawing?.abort());
  }

  /** Forgets what was drawn: something else is asked now. */
  reset(): void {
    this.#drawing?.abort();
    this.#find('words').textContent = '';
  }

  async #start(): Promise<void> {
    const drawing = new AbortController();
    this.#drawing = drawing;
    const bar = this.#find('progress') as HTMLProgressElement;
    let done = 0;
    this.#busy(true);
    bar.value = 0;
    try {
      const { drawInWorker, usualDraws } = await import('../data/day-draws.ts');
      const { measure, ...task } = await this.#task();
      const { handling, raw } = await drawInWorker({ ...task, ...usualDraws }, drawing.signal, (now) => {
        done = now;
        bar.value = now;
        this.#say(this.#t('equity.drawing', { done: this.#count(now), all: this.#count(usualDraws.draws) }));
      });
      const { EquityWords } = await import('./equity-words.ts');
      const words = new EquityWords(this.#language, this.#t);
      this.#say(
        this.#t('equity.drawn', {
          low: words.bare(measure, handling.low),
          high: words.signed(measure, handling.high),
          rawLow: words.bare(measure, raw.low),
          rawHigh: words.signed(measure, raw.high),
        }),
      );
    } catch (error) {
      if (!drawing.signal.aborted) {
        this.#root.dataset['reason'] = String(error);
        this.#say(this.#t('error.engine'));
      } else this.#say(this.#t('equity.drawStopped', { done: this.#count(done) }));
    } finally {
      this.#busy(false);
    }
  }

  #busy(isBusy: boolean): void {
    this.#find('start').hidden = isBusy;
    this.#find('stop').hidden = !isBusy;
    this.#find('progress').hidden = !isBusy;
  }

  #count(number: number): string {
    return formatNumber(number, this.#language);
  }

  #say(text: string): void {
    this.#find('words').textContent = text;
  }

  #find(name: string): HTMLElement {
    return this.#root.querySelector<HTMLElement>(`[data-draw-${name}]`)!;
  }
}

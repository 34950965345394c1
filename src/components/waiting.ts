import type { Step } from '../data/calculator.ts';
import { DamagedFileError, fetchManifest } from '../data/record.ts';
import { formatMegabytes, formatPercent } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';

/** What the reader sees while something is fetched, and when it did not come: a bar, a way to cancel, a sentence. */
export class Waiting {
  readonly #root: HTMLElement;
  readonly #language: Language;
  readonly #t: Translate;

  /** @param root holds `[data-progress]` and `[data-problem]`, and says where the record is. */
  constructor(root: HTMLElement, language: Language, t: Translate, onCancel: () => void) {
    this.#root = root;
    this.#language = language;
    this.#t = t;
    this.#find('[data-cancel]').addEventListener('click', onCancel);
  }

  /** Shows how far a step is. */
  progress(step: Step, doneBytes: number, allBytes: number): void {
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

  /** Nothing is awaited any more. */
  end(): void {
    this.#find('[data-progress]').hidden = true;
  }

  /** Says what went wrong; an empty message takes it back. */
  complain(message: string): void {
    const problem = this.#find('[data-problem]');
    problem.hidden = message === '';
    problem.textContent = message;
  }

  /** Says why an answer did not come. */
  explain(error: unknown): void {
    if (error instanceof DOMException && error.name === 'AbortError')
      this.complain(this.#t('progress.cancelled'));
    else if (error instanceof DamagedFileError) {
      this.complain(this.#t('error.file', { file: error.path }));
      void this.#explainMissing();
    } else if (error instanceof TypeError) this.complain(this.#t('error.offline'));
    else this.complain(this.#t('error.engine'));
    // For whoever is asked to look into it; readers get the sentence above.
    this.#root.dataset['reason'] = String(error);
  }

  /** A file may be gone because a newer record took its place while this page was open. */
  async #explainMissing(): Promise<void> {
    try {
      const { snapshot } = await fetchManifest(this.#root.dataset['base'] ?? '', AbortSignal.timeout(10_000));
      if (snapshot.id !== this.#root.dataset['snapshot']) this.complain(this.#t('stale.gone'));
    } catch {
      // Without a manifest the sentence about the file is all that can be said, and it stands.
    }
  }

  #find(selector: string): HTMLElement {
    return this.#root.querySelector<HTMLElement>(selector)!;
  }
}

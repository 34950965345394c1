import type { Statement } from '../contract/metric.ts';
import type { Translate } from '../i18n/translate.ts';
import { rich } from './element.ts';
import type { FigureModel } from './figure-model.ts';

const parts = [
  '[data-lead]',
  ...['sentence', 'subtitle', 'note', 'chart', 'head', 'rows', 'values', 'sql'].map(
    (name) => `[data-figure-${name}]`,
  ),
].join(', ');

/** The lead and the figures of a page: as they came with it, or as an answer has them. */
export class FigureSheet {
  readonly #root: HTMLElement;
  readonly #t: Translate;
  /** The parts as the page came, to go back to. */
  readonly #usual: Map<HTMLElement, Node[]>;

  /** @param root holds what an answer changes, and says which record is shown. */
  constructor(root: HTMLElement, t: Translate) {
    this.#root = root;
    this.#t = t;
    this.#usual = new Map(
      [...root.querySelectorAll<HTMLElement>(parts)].map((part) => [part, copies(part.childNodes)]),
    );
  }

  /** Shows what came with the page. */
  restore(): void {
    for (const [part, nodes] of this.#usual) part.replaceChildren(...copies(nodes));
  }

  /**
   * Shows an answer.
   * @param lead sentences that may hold strong marks.
   * @param statementOf the statement behind a figure.
   */
  async show(
    lead: readonly string[],
    models: readonly FigureModel[],
    statementOf: (id: string) => Statement,
  ): Promise<void> {
    const { showFigure } = await import('./figure-view.ts');
    this.#root
      .querySelector('[data-lead]')!
      .replaceChildren(...lead.flatMap((sentence) => [...rich(sentence), ' ']));
    for (const model of models) {
      const section = this.#root.querySelector<HTMLElement>(`[data-figure=${model.id}]`)!;
      showFigure(section, model);
      const { sql, values } = statementOf(model.id);
      section.querySelector('[data-figure-sql]')!.textContent = sql.trim();
      section.querySelector('[data-figure-values]')!.textContent = this.#t('equity.sqlText', {
        values: values.join(', '),
      });
    }
  }
}

function copies(nodes: Iterable<Node>): Node[] {
  return [...nodes].map((node) => node.cloneNode(true));
}

import { comparedStatement, type ComparisonLevel } from '../contract/measure.ts';
import type { PairDesk } from '../data/pair-desk.ts';
import { loadTranslator } from '../i18n/browser.ts';
import { languageOf } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { FigureSheet } from './figure-sheet.ts';
import { agenciesOn, kindNames, type NamedType } from './kind-name.ts';
import {
  pairAt,
  pairQuestion,
  readPairChoice,
  writePairChoice,
  type PairChoice,
  type PairOffer,
} from './pair-choice.ts';
import { lowerFirst } from './type-name.ts';
import { Waiting } from './waiting.ts';

const controls = ['level', 'first', 'second', 'measure', 'period'] as const;

/** Two places that the reader picks, side by side. */
class Compare extends HTMLElement {
  #t!: Translate;
  #waiting!: Waiting;
  #offer!: PairOffer;
  #choice!: PairChoice;
  #sheet!: FigureSheet;
  #desk: PairDesk | undefined;
  #asking: AbortController | undefined;

  async connectedCallback(): Promise<void> {
    const language = languageOf(document.documentElement.lang);
    this.#t = await loadTranslator(language, [
      'compare',
      'equity',
      'explorer',
      'progress',
      'error',
      'duration',
      'stale',
    ]);
    this.#waiting = new Waiting(this, language, this.#t, () => this.#asking?.abort());
    this.#offer = {
      slugs: new Map(
        [...this.querySelectorAll<HTMLTemplateElement>('template[data-level]')].map((list) => [
          list.dataset['level'] as ComparisonLevel,
          [...list.content.querySelectorAll('option')].map(({ value }) => value),
        ]),
      ),
      periods: [...this.#control('period').options].map(({ value }) => value as PairChoice['period']),
    };
    this.#sheet = new FigureSheet(this, this.#t);
    this.#listen();
    this.#readAddress();
    this.dataset['ready'] = '';
  }

  #control(name: string): HTMLSelectElement {
    return this.querySelector<HTMLSelectElement>(`select[name=${name}]`)!;
  }

  #listen(): void {
    const area = this.querySelector<HTMLElement>('[data-controls]')!;
    area.hidden = false;
    area.addEventListener('change', ({ target }) => {
      const chosen = Object.fromEntries(controls.map((name) => [name, this.#control(name).value]));
      this.#choice = { ...this.#choice, ...chosen };
      if (target === this.#control('level'))
        Object.assign(this.#choice, pairAt(this.#offer.slugs, this.#choice.level));
      history.pushState(
        null,
        '',
        `${location.pathname}${writePairChoice(this.#choice, this.#offer)}${location.hash}`,
      );
      this.#setControls();
      this.#waiting.complain('');
      void this.#show();
    });
    addEventListener('popstate', () => this.#readAddress());
  }

  #readAddress(): void {
    const { choice, valid } = readPairChoice(location.search, this.#offer);
    this.#choice = choice;
    this.#setControls();
    this.#waiting.complain(valid ? '' : this.#t('error.address'));
    void this.#show();
  }

  #setControls(): void {
    const options = this.querySelector<HTMLTemplateElement>(`template[data-level=${this.#choice.level}]`)!;
    for (const name of ['first', 'second'] as const)
      this.#control(name).replaceChildren(options.content.cloneNode(true));
    for (const name of controls) this.#control(name).value = this.#choice[name];
  }

  async #show(): Promise<void> {
    this.#asking?.abort();
    const { first, second } = this.#choice;
    if (first === second) {
      this.#waiting.complain(this.#t('compare.choose'));
      return;
    }
    if (writePairChoice(this.#choice, this.#offer) === '') {
      this.#sheet.restore();
      this.#waiting.end();
      this.dataset['shown'] = location.search;
      return;
    }
    const asking = new AbortController();
    this.#asking = asking;
    try {
      await this.#paint(asking.signal);
      if (asking.signal.aborted) return;
      this.dataset['shown'] = location.search;
      this.#waiting.end();
    } catch (error) {
      if (this.#asking !== asking) return;
      this.#waiting.end();
      this.#waiting.explain(error);
    }
  }

  async #paint(signal: AbortSignal): Promise<void> {
    const language = languageOf(document.documentElement.lang);
    const types = this.#types();
    const question = pairQuestion(this.#choice, {
      from: this.dataset['first'] ?? '',
      to: this.dataset['last'] ?? '',
    });
    const chosen = (['first', 'second'] as const).map((name) => this.#control(name).selectedOptions[0]!);
    const ids = chosen.map((option) => Number(option.dataset['id'])) as [number, number];
    const [{ Calculator }, { PairDesk: Desk }] = await Promise.all([
      import('../data/calculator.ts'),
      import('../data/pair-desk.ts'),
    ]);
    this.#desk ??= new Desk(
      new Calculator(this.dataset['base'] ?? '', Number(this.dataset['engineBytes'])),
      types,
    );
    const pair = await this.#desk.answer(question, ids, signal, (step, done, all) =>
      this.#waiting.progress(step, done, all),
    );
    signal.throwIfAborted();
    const [{ pairFigures, pairLead }, { EquityWords }] = await Promise.all([
      import('./pair-figures.ts'),
      import('./equity-words.ts'),
    ]);
    const context = {
      document,
      words: new EquityWords(language, this.#t),
      names: chosen.map(({ text }) => text.trim()) as [string, string],
      kindName: kindNames(types, agenciesOn(this), this.#t),
      kinds: lowerFirst(this.#t('explorer.typeAll'), language),
    };
    const statement = comparedStatement(question);
    await this.#sheet.show(
      pairLead(context, pair, question),
      pairFigures(context, pair, question),
      () => statement,
    );
  }

  #types(): NamedType[] {
    return [
      ...this.querySelector<HTMLTemplateElement>('template[data-types]')!.content.querySelectorAll('option'),
    ].map((option) => ({
      request_type_id: Number(option.dataset['id']),
      request_type: option.value,
      name: option.text.trim(),
    }));
  }
}

customElements.define('portal-compare', Compare);

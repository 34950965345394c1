import type { EquityAnswer, EquityDesk } from '../data/equity-desk.ts';
import { loadTranslator } from '../i18n/browser.ts';
import { languageOf } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { DrawPanel } from './draw-panel.ts';
import {
  equityQuestion,
  isUsualEquity,
  readEquityChoice,
  usualEquityChoice,
  writeEquityChoice,
  type EquityChoice,
  type EquityOffer,
} from './equity-choice.ts';
import { FigureSheet } from './figure-sheet.ts';
import { agenciesOn, kindAddresses, kindNames, type NamedType } from './kind-name.ts';
import { lowerFirst } from './type-name.ts';
import { Waiting } from './waiting.ts';

/** The page about fairness: what the reader chooses is worked out in the browser and shown in the figures. */
class Equity extends HTMLElement {
  #t!: Translate;
  #waiting!: Waiting;
  #types!: NamedType[];
  #offer!: EquityOffer;
  #choice!: EquityChoice;
  #desk: EquityDesk | undefined;
  #answer: EquityAnswer | undefined;
  #draw!: DrawPanel;
  #sheet!: FigureSheet;
  #asking: AbortController | undefined;

  async connectedCallback(): Promise<void> {
    const language = languageOf(document.documentElement.lang);
    this.#t = await loadTranslator(language, [
      'equity',
      'explorer',
      'progress',
      'error',
      'duration',
      'stale',
    ]);
    this.#waiting = new Waiting(this, language, this.#t, () => this.#asking?.abort());
    this.#types = [...this.#select('type').options]
      .filter(({ value }) => value !== '')
      .map((option) => ({
        request_type_id: Number(option.dataset['id']),
        request_type: option.value,
        name: option.text.trim(),
      }));
    this.#offer = {
      types: new Map(this.#types.map(({ request_type: name, request_type_id: id }) => [name, id])),
      periods: [...this.#select('period').options].map(({ value }) => value as EquityChoice['period']),
    };
    this.#draw = new DrawPanel(this.querySelector<HTMLElement>('[data-draw]')!, language, this.#t, () =>
      this.#task(),
    );
    this.#sheet = new FigureSheet(this, this.#t);
    this.#listen();
    this.#readAddress();
    this.dataset['ready'] = '';
  }

  #select(name: string): HTMLSelectElement {
    return this.querySelector<HTMLSelectElement>(`select[name=${name}]`)!;
  }

  #listen(): void {
    const area = this.querySelector<HTMLElement>('[data-controls]')!;
    area.hidden = false;
    area.addEventListener('change', () => {
      this.#choice = this.#readControls();
      this.#waiting.complain('');
      history.pushState(null, '', `${location.pathname}${writeEquityChoice(this.#choice)}${location.hash}`);
      void this.#show();
    });
    addEventListener('popstate', () => this.#readAddress());
  }

  #readControls(): EquityChoice {
    const chosen = Object.fromEntries(
      (['measure', 'grouping', 'level', 'period', 'whose', 'type'] as const).map((name) => [
        name,
        this.#select(name).value,
      ]),
    );
    const isOn = (name: string): boolean =>
      this.querySelector<HTMLInputElement>(`input[name=${name}]`)!.checked;
    return {
      ...usualEquityChoice,
      ...chosen,
      joined: isOn('joined') ? 'yes' : '',
      work: isOn('work') ? 'yes' : '',
      bulk: isOn('bulk') ? 'no' : '',
    };
  }

  #readAddress(): void {
    const { choice, valid } = readEquityChoice(location.search, this.#offer);
    this.#choice = choice;
    for (const name of ['measure', 'grouping', 'level', 'period', 'whose', 'type'] as const)
      this.#select(name).value = choice[name];
    for (const name of ['joined', 'work', 'bulk'] as const)
      this.querySelector<HTMLInputElement>(`input[name=${name}]`)!.checked = choice[name] !== '';
    this.#waiting.complain(valid ? '' : this.#t('error.address'));
    void this.#show();
  }

  async #show(): Promise<void> {
    this.#asking?.abort();
    this.#draw.reset();
    if (isUsualEquity(this.#choice)) {
      this.#sheet.restore();
      this.#waiting.end();
      this.#answer = undefined;
      this.dataset['shown'] = location.search;
      return;
    }
    const asking = new AbortController();
    this.#asking = asking;
    try {
      const answer = await this.#ask(asking.signal);
      if (asking.signal.aborted) return;
      await this.#paint(answer);
      this.dataset['shown'] = location.search;
      this.#waiting.end();
    } catch (error) {
      if (this.#asking !== asking) return;
      this.#waiting.end();
      this.#waiting.explain(error);
    }
  }

  async #ask(signal: AbortSignal): Promise<EquityAnswer> {
    const desk = await this.#openDesk();
    const question = equityQuestion(
      this.#choice,
      { from: this.dataset['first'] ?? '', to: this.dataset['last'] ?? '' },
      this.#offer.types,
    );
    return desk.answer(question, this.#choice.grouping, signal, (step, done, all) =>
      this.#waiting.progress(step, done, all),
    );
  }

  /** The engine's part of the script is only fetched by readers who change something. */
  async #openDesk(): Promise<EquityDesk> {
    const [{ Calculator }, { EquityDesk: Desk }] = await Promise.all([
      import('../data/calculator.ts'),
      import('../data/equity-desk.ts'),
    ]);
    this.#desk ??= new Desk(
      new Calculator(this.dataset['base'] ?? '', Number(this.dataset['engineBytes'])),
      this.#types,
    );
    return this.#desk;
  }

  async #paint(answer: EquityAnswer): Promise<void> {
    // The charts' library is only fetched by readers who change something.
    const [{ equityFigures }, { EquityWords }] = await Promise.all([
      import('./equity-figures.ts'),
      import('./equity-words.ts'),
    ]);
    const language = languageOf(document.documentElement.lang);
    const words = new EquityWords(language, this.#t);
    const figures = equityFigures(
      {
        document,
        words,
        areas: answer.areas,
        kindName: kindNames(this.#types, agenciesOn(this), this.#t),
        kindAddress: kindAddresses(this.#types, language),
        kinds:
          this.#choice.type === ''
            ? lowerFirst(this.#t('explorer.typeAll'), language)
            : this.#select('type').selectedOptions[0]!.text.trim(),
      },
      answer.comparison,
      answer.curves,
    );
    const { compared, curves } = answer.statements;
    await this.#sheet.show(words.lead(answer.comparison), figures, (id) =>
      id === 'curves' ? curves : compared,
    );
    this.#answer = answer;
  }

  /** What is drawn again: the answer shown, which for the usual choices has yet to be worked out here. */
  async #task(): Promise<ReturnType<EquityDesk['drawTask']> & { measure: EquityChoice['measure'] }> {
    const asking = new AbortController();
    this.#asking = asking;
    this.#answer ??= await this.#ask(asking.signal);
    this.#waiting.end();
    return { ...this.#desk!.drawTask(this.#answer), measure: this.#choice.measure };
  }
}

customElements.define('portal-equity', Equity);

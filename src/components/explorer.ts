import type { MetricRow, Question } from '../contract/metric.ts';
import type { Period } from '../contract/period.ts';
import { loadTranslator } from '../i18n/browser.ts';
import { languageOf } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { AreaView } from './area-view.ts';
import type { Scope } from './explorer-words.ts';
import {
  defaultChoice,
  isInPage,
  questionOf,
  readChoice,
  writeChoice,
  type Choice,
  type Offer,
} from './question.ts';

const controls = ['type', 'period', 'whose', 'metric'] as const;

/** The first page's controls over map and table: what the reader chooses is shown in both and kept in the address. */
class Explorer extends HTMLElement {
  #t!: Translate;
  #offer!: Offer;
  /** What the controls and the address say. */
  #choice!: Choice;
  #view!: AreaView;

  async connectedCallback(): Promise<void> {
    const language = languageOf(document.documentElement.lang);
    this.#t = await loadTranslator(language, ['explorer', 'progress', 'error', 'duration', 'stale']);
    this.#view = new AreaView({
      root: this,
      language,
      t: this.#t,
      onSelect: (areaId, fromMap) => this.#toggle(areaId, fromMap),
      onFail: () => this.#restore(),
    });
    this.#offer = this.#readOffer();
    this.#listen();
    this.#readAddress();
    this.dataset['ready'] = '';
  }

  #find<Found extends HTMLElement>(selector: string): Found {
    const found = this.querySelector<Found>(selector);
    if (found === null) throw new Error(`portal-explorer has no ${selector}`);
    return found;
  }

  #control(name: string): HTMLSelectElement {
    return this.#find<HTMLSelectElement>(`select[name=${name}]`);
  }

  #readOffer(): Offer {
    return {
      types: new Map(
        [...this.#control('type').options]
          .filter(({ value }) => value !== '')
          .map((option) => [option.value, Number(option.dataset['id'])]),
      ),
      periods: [...this.#control('period').options].map(({ value }) => value as Period),
      areas: this.#view.tables.get('neighborhood')?.areas() ?? new Map(),
    };
  }

  #listen(): void {
    const area = this.#find('[data-controls]');
    area.hidden = false;
    area.addEventListener('change', () => {
      for (const name of controls) Object.assign(this.#choice, { [name]: this.#control(name).value });
      this.#view.waiting.complain('');
      this.#writeAddress();
      void this.#view.show(this.#scope());
    });
    addEventListener('popstate', () => this.#readAddress());
  }

  #readAddress(): void {
    const { choice, valid } = readChoice(location.search, this.#offer);
    this.#choice = choice;
    this.#setControls();
    this.#view.waiting.complain(valid ? '' : this.#t('error.address'));
    this.#view.select(this.#areaId(), true);
    void this.#view.show(this.#scope());
  }

  #setControls(): void {
    for (const name of controls) this.#control(name).value = this.#choice[name];
  }

  #writeAddress(): void {
    history.pushState(null, '', `${location.pathname}${writeChoice(this.#choice)}${location.hash}`);
  }

  #scope(): Scope {
    const type = this.#control('type').selectedOptions[0];
    const question = questionOf(
      this.#choice,
      this.#choice.metric,
      'neighborhood',
      this.dataset['last'] ?? '',
      this.#offer,
    );
    return {
      question: { ...question, kind: 'neighborhood' },
      types: type?.text ?? this.#choice.type,
      isInPage: isInPage(this.#choice),
    };
  }

  /** Answers any question from the record; tests compare it with the pipeline. */
  answer(question: Question): Promise<MetricRow[]> {
    return this.#view.answer(question);
  }

  #areaId(): number | null {
    return this.#offer.areas.get(this.#choice.area) ?? null;
  }

  /** Chooses an area, or none when it was chosen already. */
  #toggle(areaId: number | null, fromMap: boolean): void {
    const slug = [...this.#offer.areas].find(([, id]) => id === areaId)?.[0] ?? '';
    this.#choice.area = slug === this.#choice.area ? '' : slug;
    this.#writeAddress();
    this.#view.select(this.#areaId(), fromMap);
  }

  /** After a failure: what the page came with, and controls that say so. */
  #restore(): Scope {
    const { metric, area } = this.#choice;
    this.#choice = { ...defaultChoice, metric, area };
    this.#setControls();
    return this.#scope();
  }
}

customElements.define('portal-explorer', Explorer);

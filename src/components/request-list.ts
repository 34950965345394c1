import type { NearbyRequest } from '../data/nearby.ts';
import { formatNumber } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { stateWords } from './request-card.ts';
import { sayState, stateOf } from './request-words.ts';
import { element } from './element.ts';
import { dayOf } from './story-words.ts';

export interface RequestListOptions {
  root: HTMLElement;
  language: Language;
  t: Translate;
  typeNames: ReadonlyMap<number, string>;
  endMs: number;
  onChoose: (request: NearbyRequest) => void;
}

const page = 50;

/** Requests as a list, newest first, a page at a time: what the map shows as points, for the keyboard and the ear. */
export class RequestList {
  readonly #options: RequestListOptions;
  #requests: readonly NearbyRequest[] = [];
  #chosen = '';

  constructor(options: RequestListOptions) {
    this.#options = options;
    this.#more().addEventListener('click', () => this.#addPage());
  }

  /** Lists other requests. */
  show(requests: readonly NearbyRequest[]): void {
    // A reader who is in the list stays at the same request where it is still there.
    const { activeElement } = document;
    const isWithin = activeElement instanceof HTMLElement && this.#list().contains(activeElement);
    this.#requests = requests;
    this.#list().replaceChildren();
    this.#addPage();
    if (isWithin) this.focus(activeElement.dataset['number'] ?? '');
  }

  /** Marks a request, or none. */
  choose(requestNumber: string): void {
    this.#chosen = requestNumber;
    for (const button of this.#list().querySelectorAll<HTMLElement>('button'))
      button.setAttribute('aria-pressed', String(button.dataset['number'] === requestNumber));
  }

  /** Gives the focus back to a request's entry; false when it is not listed. */
  focus(requestNumber: string): boolean {
    const found = [...this.#list().querySelectorAll<HTMLElement>('button')].find(
      ({ dataset }) => dataset['number'] === requestNumber,
    );
    found?.focus();
    return found !== undefined;
  }

  #list(): HTMLElement {
    return this.#options.root.querySelector<HTMLElement>('[data-requests-list]')!;
  }

  #more(): HTMLButtonElement {
    return this.#options.root.querySelector<HTMLButtonElement>('[data-requests-more]')!;
  }

  #addPage(): void {
    const { language, t } = this.#options;
    const listed = this.#list().childElementCount;
    const added = newest(this.#requests, listed + page)
      .slice(listed)
      .map((request) => this.#item(request));
    this.#list().append(...added);
    // The reader who asked for more goes on with the first of them.
    if (listed > 0) added[0]?.querySelector('button')?.focus();
    const count = Math.min(page, this.#requests.length - listed - added.length);
    this.#more().hidden = count <= 0;
    this.#more().textContent = t('map.pointsMore', { count, number: formatNumber(count, language) });
  }

  #item(request: NearbyRequest): HTMLElement {
    const { language, t, typeNames, endMs, onChoose } = this.#options;
    const state = stateOf(request, endMs);
    const button = element('button', '') as HTMLButtonElement;
    button.type = 'button';
    button.dataset['number'] = request.number;
    button.setAttribute('aria-pressed', String(request.number === this.#chosen));
    const words = t('map.listItem', {
      state: sayState(state, t),
      day: dayOf(request.createdMs, language),
    });
    button.append(
      element('span', 'request-type', typeNames.get(request.typeId) ?? String(request.typeId)),
      ' ',
      stateWords(state, words),
    );
    button.addEventListener('click', () => onChoose(request));
    return element('li', '', button);
  }
}

/** The newest of many requests, in order, without putting all the others in order too. */
function newest(requests: readonly NearbyRequest[], count: number): NearbyRequest[] {
  const times = Float64Array.from(requests, ({ createdMs }) => createdMs).sort();
  const oldest = times[Math.max(0, times.length - count)] ?? 0;
  return requests
    .filter(({ createdMs }) => createdMs >= oldest)
    .sort((first, second) => second.createdMs - first.createdMs || first.number.localeCompare(second.number))
    .slice(0, count);
}

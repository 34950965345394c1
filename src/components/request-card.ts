import type { PhotoPair } from '../contract/photo.ts';
import type { NearbyRequest } from '../data/nearby.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { requestAddress } from './address.ts';
import { requestPhotos } from './request-photos.ts';
import { saySpan, sayState, stateOf } from './request-words.ts';
import { element, link } from './element.ts';
import { dayOf } from './story-words.ts';

export interface RequestCardOptions {
  root: HTMLElement;
  language: Language;
  t: Translate;
  typeNames: ReadonlyMap<number, string>;
  /** The record's last moment. */
  endMs: number;
  /** Fetches a request's address; null where the record has none. */
  findAddress: (requestNumber: string, signal: AbortSignal) => Promise<string | null>;
  /** Fetches what its pictures are, never a picture; null where it has none. */
  findPhotos: (requestNumber: string, signal: AbortSignal) => Promise<PhotoPair | null>;
  /** Brings the request's point to the middle of the map. */
  onShow: (request: NearbyRequest) => void;
  onClose: () => void;
}

/** One request, told beside the map. */
export class RequestCard {
  readonly #options: RequestCardOptions;
  #finding: AbortController | undefined;

  constructor(options: RequestCardOptions) {
    this.#options = options;
  }

  /** Takes the card away. */
  close(): void {
    this.#finding?.abort();
    this.#options.root.hidden = true;
    this.#options.root.replaceChildren();
  }

  /** Tells a request and moves the focus to it; the address and the pictures follow when they have come. */
  show(request: NearbyRequest, hasMap: boolean): void {
    const { root, language, t, typeNames, endMs } = this.#options;
    const title = element('h3', '', typeNames.get(request.typeId) ?? String(request.typeId));
    title.tabIndex = -1;
    const state = stateOf(request, endMs);
    const address = element('span', '', t('map.cardPlaceFetching'));
    const facts: [string, Node | string][] = [
      [t('map.cardPlace'), address],
      [t('map.cardOpened'), dayOf(request.createdMs, language)],
      [t('map.cardState'), stateWords(state, this.#stateText(request))],
    ];
    if (request.dueMs !== null) facts.push([t('map.cardDue'), dayOf(request.dueMs, language)]);
    if (request.closedMs !== null && request.status !== 'open') {
      const days = saySpan(request.createdMs, request.closedMs, language, t);
      facts.push([
        t('map.cardClosed'),
        `${dayOf(request.closedMs, language)}, ${t('map.cardDays', { days })}`,
      ]);
    }
    const list = document.createElement('dl');
    for (const [name, value] of facts) {
      list.append(element('dt', '', name), element('dd', '', value));
    }
    const actions = this.#actions(request, hasMap);
    root.replaceChildren(title, list, ...this.#notes(request), actions);
    root.hidden = false;
    title.focus();
    this.#finding?.abort();
    this.#finding = new AbortController();
    const { signal } = this.#finding;
    void this.#tellAddress(request.number, address, signal);
    void this.#offerPhotos(request, actions, signal);
  }

  #stateText(request: NearbyRequest): string {
    const { language, t, endMs } = this.#options;
    const said = sayState(stateOf(request, endMs), t);
    if (request.status !== 'open') return said;
    return `${said}, ${t('map.cardDaysOpen', { days: saySpan(request.createdMs, endMs, language, t) })}`;
  }

  #notes({ disposition, placeIsBlock }: NearbyRequest): HTMLElement[] {
    const { t } = this.#options;
    const notes = [
      { duplicate: t('map.cardDuplicate'), transferred: t('map.cardTransferred'), none: '' }[disposition],
      placeIsBlock ? t('map.cardBlock') : '',
    ];
    return notes.filter((note) => note !== '').map((note) => element('p', 'small', note));
  }

  #actions(request: NearbyRequest, hasMap: boolean): HTMLElement {
    const { language, t, onShow, onClose } = this.#options;
    const actions = element('p', 'card-actions');
    actions.append(
      link(requestAddress(request.number, language), t('map.cardLink', { number: request.number })),
    );
    if (hasMap) actions.append(button(t('map.cardMap'), () => onShow(request)));
    actions.append(button(t('map.cardClose'), onClose));
    return actions;
  }

  async #tellAddress(requestNumber: string, place: HTMLElement, signal: AbortSignal): Promise<void> {
    const { t, findAddress } = this.#options;
    try {
      place.textContent = (await findAddress(requestNumber, signal)) ?? t('map.cardPlaceNone');
    } catch (error) {
      if (signal.aborted) return;
      place.textContent = t('map.cardPlaceFailed');
      place.dataset['reason'] = String(error);
    }
  }

  /** Puts the offer of its pictures before the actions; nothing where it has none. */
  async #offerPhotos(request: NearbyRequest, actions: HTMLElement, signal: AbortSignal): Promise<void> {
    const { t, findPhotos } = this.#options;
    try {
      const pair = await findPhotos(request.number, signal);
      if (pair !== null && !signal.aborted) actions.before(requestPhotos(request, pair));
    } catch (error) {
      if (signal.aborted) return;
      const failed = element('p', 'small', t('map.cardPhotosFailed'));
      failed.dataset['reason'] = String(error);
      actions.before(failed);
    }
  }
}

/** The sign of a state beside its words. */
export function stateWords(state: string, text: string): HTMLElement {
  return element('span', '', element('span', `sign sign-${state}`), text);
}

function button(text: string, onClick: () => void): HTMLButtonElement {
  const made = element('button', 'button', text) as HTMLButtonElement;
  made.type = 'button';
  made.addEventListener('click', onClick);
  return made;
}

import type { Question } from '../contract/metric.ts';
import type { PhotoPair } from '../contract/photo.ts';
import type { NearbyRequest } from '../data/nearby.ts';
import type { NearbyRecord } from '../data/nearby-record.ts';
import { requestFilter } from '../data/request-filter.ts';
import { formatNumber, formatSize } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import type { RequestLayer } from '../map/request-layer.ts';
import { RequestCard } from './request-card.ts';
import { RequestList } from './request-list.ts';
import type { Region } from './request-region.ts';
import { stateOf } from './request-words.ts';

export interface RequestPointsOptions {
  root: HTMLElement;
  language: Language;
  t: Translate;
  typeNames: ReadonlyMap<number, string>;
  /** The record's last moment, in milliseconds as requests hold theirs. */
  endMs: number;
  openRecord: (signal: AbortSignal) => Promise<NearbyRecord>;
  findAddress: (requestNumber: string, signal: AbortSignal) => Promise<string | null>;
  findPhotos: (requestNumber: string, signal: AbortSignal) => Promise<PhotoPair | null>;
  /** Why more requests may be counted in the region than are drawn; empty when there is nothing to say. */
  sayUndrawn: (region: Region, drawn: number) => Promise<string>;
  /** Brings a request's point to the middle of the map. */
  onShow: (request: NearbyRequest) => void;
}

/** So much is fetched without being asked; a phone's plan is the reader's. */
const freeBytes = 1_000_000;
/** More than this at once would be more points than anyone can read. */
const mostBytes = 12_000_000;

/** The requests of a region: fetched, filtered as the areas are, drawn on the map and listed beside it. */
export class RequestPoints {
  readonly #options: RequestPointsOptions;
  readonly #list: RequestList;
  readonly #card: RequestCard;
  #record: Promise<NearbyRecord> | undefined;
  #layer: RequestLayer | undefined;
  #region: Region | null = null;
  #question: Question | undefined;
  /** What is listed: all that the region holds. */
  #shown: readonly NearbyRequest[] = [];
  /** What is drawn, by number: beyond the edges of the map too, so that moving it a little changes nothing. */
  #drawn: ReadonlyMap<number, NearbyRequest> = new Map();
  #chosen: NearbyRequest | null = null;
  #asking: AbortController | undefined;

  constructor(options: RequestPointsOptions) {
    this.#options = options;
    this.#list = new RequestList({ ...options, onChoose: (request) => this.#choose(request) });
    this.#card = new RequestCard({
      ...options,
      root: this.#find('[data-card]'),
      onClose: () => this.#close(),
    });
    this.#find('[data-points-ask]').addEventListener('click', () => void this.#fetch(true));
    this.#find('[data-points-back]').addEventListener('click', () => this.#listAll());
    this.#find('[data-points-cancel]').addEventListener('click', () => this.#asking?.abort());
  }

  /** Draws on a map from now on. */
  drawOn(layer: RequestLayer): void {
    this.#layer = layer;
    this.#draw();
  }

  /** A point of the map was chosen. */
  chooseById(id: number): void {
    const request = this.#drawn.get(id);
    if (request !== undefined) this.#choose(request);
  }

  /** Points were chosen that no zoom can part: they are listed alone. */
  listOnly(ids: readonly number[]): void {
    const requests = ids.flatMap((id) => this.#drawn.get(id) ?? []);
    const number = formatNumber(requests.length, this.#options.language);
    this.#say(this.#options.t('map.pointsPlace', { count: requests.length, number }));
    this.#find('[data-points-back]').hidden = false;
    this.#list.show(requests);
    this.#find('[data-requests-list] button').focus();
  }

  /** Shows the requests that a question counts in a region; none where there is no region. */
  show(region: Region | null, question: Question): void {
    // Asked anew when the map has only been moved: what is missing stays told, and does not blink.
    const isSame = region?.areaId === this.#region?.areaId && sameQuestion(question, this.#question);
    if (!isSame) this.#find('[data-points-undrawn]').textContent = '';
    this.#region = region;
    this.#question = question;
    void this.#fetch(false);
  }

  async #fetch(isAsked: boolean): Promise<void> {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    const { t, root } = this.#options;
    const region = this.#region;
    this.#offer('');
    if (region === null) {
      this.#clear();
      this.#say(t('map.pointsZoom'));
      return;
    }
    root.dataset['state'] = 'busy';
    try {
      const requests = await this.#read(region, isAsked, asking.signal);
      asking.signal.throwIfAborted();
      if (requests !== null) await this.#tell(region, requests, asking.signal);
      root.dataset['state'] = 'shown';
    } catch (error) {
      if (this.#asking !== asking) return;
      root.dataset['state'] = 'failed';
      root.dataset['reason'] = String(error);
      this.#clear();
      this.#say(asking.signal.aborted ? t('map.pointsCancelled') : t('map.pointsFailed'));
      this.#offer(t('map.pointsAgain'));
    }
    this.#find('[data-points-progress]').hidden = true;
  }

  /** The requests of a region; null where the reader is asked first. */
  async #read(region: Region, isAsked: boolean, signal: AbortSignal): Promise<NearbyRequest[] | null> {
    const { t, language, openRecord } = this.#options;
    this.#record ??= openRecord(new AbortController().signal).catch((error: unknown) => {
      this.#record = undefined;
      throw error;
    });
    const record = await this.#record;
    signal.throwIfAborted();
    const keys = region.keys(record);
    const bytes = record.bytes(keys);
    const isSaving = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
    if (bytes > mostBytes || (!isAsked && bytes > (isSaving ? 0 : freeBytes))) {
      const size = formatSize(bytes, language);
      this.#clear();
      this.#say(bytes > mostBytes ? t('map.pointsTooMany', { size }) : '');
      this.#offer(bytes > mostBytes ? '' : t('map.pointsAsk', { size }));
      return null;
    }
    return record.requests(keys, signal, (done, all) => this.#progress(done, all));
  }

  async #tell(region: Region, read: readonly NearbyRequest[], signal: AbortSignal): Promise<void> {
    if (this.#question === undefined) return;
    // Of many thousand requests each step takes much of a frame.
    await nextFrame();
    const counted = read.filter(requestFilter(this.#question, this.#options.endMs));
    const held = counted.filter(region.holds);
    await nextFrame();
    signal.throwIfAborted();
    this.#hold(held, region.areaId === null ? counted : held);
    this.#sayCount();
    await nextFrame();
    signal.throwIfAborted();
    this.#list.show(held);
    await nextFrame();
    signal.throwIfAborted();
    this.#draw();
    const words = await this.#options.sayUndrawn(region, held.length);
    signal.throwIfAborted();
    this.#find('[data-points-undrawn]').textContent = words;
  }

  #sayCount(): void {
    const { t, language } = this.#options;
    const count = this.#shown.length;
    const places = { count, number: formatNumber(count, language), area: this.#region?.name ?? '' };
    if (count === 0) this.#say(t('map.pointsNone'));
    else this.#say(t(places.area === '' ? 'map.pointsView' : 'map.pointsArea', places));
  }

  #hold(requests: readonly NearbyRequest[], drawn: readonly NearbyRequest[]): void {
    this.#shown = requests;
    this.#drawn = new Map(drawn.map((request) => [request.id, request]));
    this.#find('[data-points-back]').hidden = true;
    this.#options.root.dataset['count'] = String(requests.length);
    this.#options.root.dataset['drawn'] = String(drawn.length);
    if (this.#chosen !== null && !this.#drawn.has(this.#chosen.id)) this.#forget();
  }

  #clear(): void {
    this.#find('[data-points-undrawn]').textContent = '';
    this.#hold([], []);
    this.#list.show([]);
    this.#draw();
  }

  #listAll(): void {
    this.#find('[data-points-back]').hidden = true;
    this.#sayCount();
    this.#list.show(this.#shown);
    this.#find('[data-requests-list] button').focus();
  }

  #draw(): void {
    const { endMs } = this.#options;
    this.#layer?.show(
      Array.from(this.#drawn.values(), (request) => ({
        id: request.id,
        longitude: request.longitude,
        latitude: request.latitude,
        state: stateOf(request, endMs),
      })),
    );
    this.#mark();
  }

  #mark(): void {
    this.#layer?.choose(this.#chosen);
    this.#list.choose(this.#chosen?.number ?? '');
  }

  #choose(request: NearbyRequest): void {
    this.#chosen = request;
    this.#mark();
    this.#card.show(request, this.#layer !== undefined);
  }

  /** Takes the card away; the focus goes back to where the reader came from. */
  #close(): void {
    const number = this.#chosen?.number ?? '';
    this.#forget();
    this.#mark();
    if (!this.#list.focus(number)) this.#find('[data-requests-list] button').focus();
  }

  #forget(): void {
    this.#chosen = null;
    this.#card.close();
  }

  #progress(doneBytes: number, allBytes: number): void {
    if (allBytes === 0) return;
    const { t, language } = this.#options;
    const area = this.#find('[data-points-progress]');
    area.hidden = false;
    area.querySelector('progress')!.value = doneBytes / allBytes;
    area.querySelector('span')!.textContent = t('map.pointsFetching', {
      done: formatSize(doneBytes, language),
      all: formatSize(allBytes, language),
    });
  }

  #say(message: string): void {
    this.#find('[data-points-words]').textContent = message;
  }

  /** Offers to fetch; an empty text takes the offer back. */
  #offer(text: string): void {
    const button = this.#find('[data-points-ask]');
    button.hidden = text === '';
    button.textContent = text;
  }

  #find(selector: string): HTMLElement {
    return this.#options.root.querySelector<HTMLElement>(selector)!;
  }
}

function sameQuestion(a: Question, b: Question | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function nextFrame(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

import type { DayRange } from '../contract/period.ts';
import { formatDay, formatMonth } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import {
  daysOfMonths,
  monthsOfDays,
  monthsOfRecord,
  moveEnd,
  moveRange,
  partOf,
  type MonthRange,
} from './month-range.ts';

type Handle = 'first' | 'window' | 'last';

export interface TimelineOptions {
  root: HTMLElement;
  record: DayRange;
  language: Language;
  t: Translate;
  onChange: (days: DayRange) => void;
}

/** After the last key, so that holding an arrow asks one question. */
const settleMs = 400;

/** The months of the record as bars, with a period between two handles that can be dragged, or moved as a whole. */
export class Timeline {
  readonly #options: TimelineOptions;
  readonly #months: readonly string[];
  #range: MonthRange = { first: 0, last: 0 };
  #settling = 0;

  constructor(options: TimelineOptions) {
    this.#options = options;
    this.#months = monthsOfRecord(options.record);
    for (const name of ['first', 'window', 'last'] as const) this.#listen(name);
  }

  /** Shows a period; days within a month show as that month. */
  show(days: DayRange): void {
    this.#set(monthsOfDays(days, this.#options.record));
  }

  #handle(name: Handle): HTMLElement {
    return this.#options.root.querySelector<HTMLElement>(`[data-handle=${name}]`)!;
  }

  #listen(name: Handle): void {
    const handle = this.#handle(name);
    handle.addEventListener('keydown', (event) => this.#onKey(name, event));
    handle.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      handle.focus();
      handle.setPointerCapture(event.pointerId);
      const start = { x: event.clientX, range: this.#range };
      const width = this.#options.root.querySelector<HTMLElement>('[data-track]')!.clientWidth;
      const onMove = (moved: PointerEvent): void => {
        const by = Math.round(((moved.clientX - start.x) / width) * this.#months.length);
        this.#set(this.#moved(start.range, name, by));
      };
      const onEnd = (): void => {
        handle.removeEventListener('pointermove', onMove);
        handle.removeEventListener('lostpointercapture', onEnd);
        const { first, last } = start.range;
        if (first !== this.#range.first || last !== this.#range.last) this.#tell();
      };
      handle.addEventListener('pointermove', onMove);
      handle.addEventListener('lostpointercapture', onEnd);
    });
  }

  #onKey(name: Handle, event: KeyboardEvent): void {
    const all = this.#months.length;
    const by = {
      ArrowLeft: -1,
      ArrowDown: -1,
      ArrowRight: 1,
      ArrowUp: 1,
      PageDown: -12,
      PageUp: 12,
      Home: -all,
      End: all,
    }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    this.#set(this.#moved(this.#range, name, by));
    clearTimeout(this.#settling);
    this.#settling = window.setTimeout(() => this.#tell(), settleMs);
  }

  #moved(range: MonthRange, name: Handle, by: number): MonthRange {
    const count = this.#months.length;
    if (name === 'window') return moveRange(range, by, count);
    return moveEnd(range, name, Math.max(0, Math.min(count - 1, range[name] + by)));
  }

  #tell(): void {
    this.#options.onChange(daysOfMonths(this.#range, this.#options.record));
  }

  #set(range: MonthRange): void {
    this.#range = range;
    const { root, t } = this.#options;
    const share = (months: number): string => `${(100 * months) / this.#months.length}%`;
    this.#handle('first').style.left = share(range.first);
    this.#handle('last').style.left = share(range.last + 1);
    this.#handle('window').style.left = share(range.first);
    this.#handle('window').style.width = share(range.last + 1 - range.first);
    const [from, to] = [this.#say(range.first), this.#say(range.last)];
    const words = { first: from, last: to, window: t('map.timelineWindow', { from, to }) };
    const most = { first: this.#months.length - 1, last: this.#months.length - 1, window: 0 };
    most.window = this.#months.length - 1 - (range.last - range.first);
    for (const name of ['first', 'window', 'last'] as const) {
      const handle = this.#handle(name);
      handle.setAttribute('aria-valuemin', '0');
      handle.setAttribute('aria-valuemax', String(most[name]));
      handle.setAttribute('aria-valuenow', String(name === 'last' ? range.last : range.first));
      handle.setAttribute('aria-valuetext', words[name]);
    }
    root.querySelectorAll('[data-bar]').forEach((bar, index) => {
      bar.classList.toggle('chosen', index >= range.first && index <= range.last);
    });
  }

  /** A month in words, with where it begins or ends if the record has only a part of it. */
  #say(index: number): string {
    const { language, t, record } = this.#options;
    const month = this.#months[index] ?? '';
    const words = formatMonth(month, language);
    const part = partOf(month, record);
    if (part.kind === 'all') return words;
    const key = part.kind === 'from' ? 'map.timelineBefore' : 'map.timelineUntil';
    return t(key, { month: words, day: formatDay(part.day, language) });
  }
}

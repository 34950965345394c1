import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { readPalette } from './area-map.ts';
import type { PointsView } from './points-view.ts';
import { Takeaway } from './takeaway.ts';

export interface MapTakeawayOptions {
  root: HTMLElement;
  language: Language;
  t: Translate;
  points: PointsView;
  address: () => string;
}

/** What the full map gives along: its address, a print, a picture with title, legend, source and date. */
export class MapTakeaway {
  readonly #options: MapTakeawayOptions;

  constructor(options: MapTakeawayOptions) {
    this.#options = options;
    new Takeaway({
      root: options.root.querySelector<HTMLElement>('[data-take]')!,
      t: options.t,
      paper: options.root.querySelector<HTMLElement>('[data-map-side]')!,
      address: options.address,
      title: () => this.#text('[data-caption]'),
      mapImage: () => this.#canvas()?.toDataURL('image/png') ?? null,
      picture: () => this.#picture(),
    });
  }

  /** The map's canvas with this moment's picture in it: what WebGL drew is gone after the frame. */
  #canvas(): HTMLCanvasElement | null {
    const map = this.#options.points.drawn?.map;
    map?.redraw();
    return map?.getCanvas() ?? null;
  }

  async #picture(): Promise<Blob | null> {
    const { drawPicture } = await import('../map/picture.ts');
    const canvas = this.#canvas();
    if (canvas === null) return null;
    const { root } = this.#options;
    const keys = [...root.querySelectorAll<HTMLElement>('.legend li')].filter(
      (item) => item.closest('[hidden]') === null,
    );
    return drawPicture(
      canvas,
      {
        title: this.#text('[data-caption]'),
        subtitle:
          root.querySelector('tr.chosen') === null
            ? this.#text('[data-summary]')
            : this.#text('[data-map-words]'),
        legendTitle: this.#text('[data-legend-title]'),
        legend: keys.map((item) => ({
          sign: /(?:swatch|sign)-(\w+)/.exec(item.firstElementChild?.className ?? '')?.[1] ?? '',
          words: wordsAfter(item.firstElementChild),
        })),
        footer: [root.dataset['source'] ?? '', root.dataset['words'] ?? '', location.host],
        notice: root.dataset['notice'] ?? '',
      },
      readPalette(),
    );
  }

  #text(selector: string): string {
    return this.#options.root.querySelector(selector)?.textContent.trim() ?? '';
  }
}

/** The text that stands after a legend's sign. */
function wordsAfter(sign: Element | null): string {
  let text = '';
  for (let node = sign?.nextSibling; node; node = node.nextSibling) text += node.textContent;
  return text.trim();
}

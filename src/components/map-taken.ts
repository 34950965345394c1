import type { Translate } from '../i18n/translate.ts';
import { drawPicture } from '../map/picture.ts';
import { readPalette } from './area-map.ts';
import { areaNumbers } from './area-numbers.ts';
import type { AreaView } from './area-view.ts';
import type { SheetAbout } from './export-sheet.ts';
import { aboutRecord, fileStem, type Takeable } from './takeable.ts';

export interface MapFileOptions {
  root: HTMLElement;
  /** The menu; it says what the record is. */
  details: HTMLElement;
  t: Translate;
  view: AreaView;
  canvas: () => HTMLCanvasElement | null;
  /** The address of the view, without its snapshot. */
  address: () => string;
  print: () => Promise<void>;
}

/** Height of a frame with the map, its legend and its words, in CSS pixels. */
const frameHeight = 660;

/** What the full map gives along. */
export function takeableMap({ root, details, t, view, canvas, address, print }: MapFileOptions): Takeable {
  const record = aboutRecord(details, t);
  const text = (selector: string): string =>
    (root.querySelector(selector)?.textContent ?? '').replace(/\s+/g, ' ').trim();
  /** What the reader typed to shorten the list, in words. */
  const narrowed = (): string => {
    const typed = root.querySelector<HTMLInputElement>('[data-list]:not([hidden]) [data-find] input')?.value;
    return typed === undefined || typed.trim() === '' ? '' : t('take.names', { text: typed.trim() });
  };
  const about = (): SheetAbout => {
    const url = new URL(address(), location.href);
    url.searchParams.set('snapshot', record.snapshot);
    url.hash = '';
    return {
      ...record,
      title: text('[data-caption]').replace(/\.$/, ''),
      filter:
        `${text('[data-list]:not([hidden]) th[data-sort=name]')}: ${text('[data-summary]')} ${narrowed()}`.trim(),
      address: url.href,
    };
  };
  return {
    name: fileStem('map', record.snapshot),
    about,
    sheet: async () => {
      await answered(root);
      const { shown } = view;
      const table = shown === undefined ? undefined : view.tables.get(shown.question.kind);
      if (shown === undefined || table === undefined) throw new Error('the map shows nothing yet');
      return { about: about(), ...areaNumbers(table, shown) };
    },
    picture: () => {
      const drawn = canvas();
      if (drawn === null) return null;
      return {
        png: () => pictureOf(root, canvas() ?? drawn, about(), t),
        alternative: `${text('[data-caption]')} ${text('[data-summary]')} ${record.notice}`.trim(),
      };
    },
    embed: { mark: 'map', height: () => frameHeight },
    print,
    watched: root,
  };
}

/** Resolves when no answer is awaited: until then some columns of the table are of the one before. */
function answered(root: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => look());
    const look = (): void => {
      if (root.dataset['state'] === 'busy') return;
      observer.disconnect();
      resolve();
    };
    observer.observe(root, { attributeFilter: ['data-state'] });
    look();
  });
}

async function pictureOf(
  root: HTMLElement,
  canvas: HTMLCanvasElement,
  about: SheetAbout,
  t: Translate,
): Promise<Blob> {
  const text = (selector: string): string => root.querySelector(selector)?.textContent.trim() ?? '';
  const keys = [...root.querySelectorAll<HTMLElement>('.legend li')].filter(
    (item) => item.closest('[hidden]') === null,
  );
  return drawPicture(
    canvas,
    {
      title: about.title,
      subtitle: root.querySelector('tr.chosen') === null ? text('[data-summary]') : text('[data-map-words]'),
      legendTitle: text('[data-legend-title]'),
      legend: keys.map((item) => ({
        sign: /(?:swatch|sign)-(\w+)/.exec(item.firstElementChild?.className ?? '')?.[1] ?? '',
        words: wordsAfter(item.firstElementChild),
      })),
      footer: [
        t('take.fileSource', { portal: about.portal, source: about.source }),
        t('take.fileRecord', { id: about.snapshot, moment: about.dataThrough.replace('T', ' ') }),
        location.host,
      ],
      notice: about.notice,
    },
    readPalette(),
  );
}

/** The text that stands after a legend's sign. */
function wordsAfter(sign: Element | null): string {
  let text = '';
  for (let node = sign?.nextSibling; node; node = node.nextSibling) text += node.textContent;
  return text.trim();
}

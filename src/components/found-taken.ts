import type { Found } from '../data/search-desk.ts';
import { formatNumber, formatSize } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { takeableChart } from './chart-taken.ts';
import { foundNumbers, type FoundNames } from './found-numbers.ts';
import type { ShownSearch } from './found-view.ts';
import type { TakeTools } from './take-offer.ts';
import { aboutRecord, fileStem, pinnedAddress, type Takeable } from './takeable.ts';
import { Waiting } from './waiting.ts';

export interface FoundTakeOptions extends FoundNames {
  root: HTMLElement;
  language: Language;
  /** Messages of the page, for what it says while it fetches. */
  t: Translate;
  /** What the page shows now; null where nothing is found yet. */
  shown: () => { found: Found; search: ShownSearch; sentence: string } | null;
}

/** What a search gives along: all that was found, its chart of months, its address. */
export function takeableFound(
  options: FoundTakeOptions,
  details: HTMLElement,
  { t, language }: TakeTools,
): Takeable {
  const { root } = options;
  const record = aboutRecord(details, t);
  const text = (selector: string): string =>
    (root.querySelector(selector)?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const about: Takeable['about'] = () => ({
    ...record,
    title: options.shown()?.sentence ?? '',
    filter: text('[data-summary]'),
    address: pinnedAddress(record.snapshot),
  });
  return {
    name: fileStem('search', record.snapshot),
    about,
    sheet: async () => {
      const shown = options.shown();
      if (shown === null) return null;
      const said = about();
      const asking = new AbortController();
      const waiting = new Waiting(root, options.language, options.t, () => asking.abort());
      try {
        const rows = await shown.found.all(shown.search.order, asking.signal, (...step) =>
          waiting.progress(...step),
        );
        return { about: said, ...foundNumbers(rows, options) };
      } catch (error) {
        waiting.explain(error);
        return null;
      } finally {
        waiting.end();
      }
    },
    sheetNote: () => {
      const found = options.shown()?.found;
      if (found === undefined) return '';
      const { count } = found.counts;
      const number = formatNumber(count, language);
      const bytes = found.bytesForAll();
      return bytes === 0
        ? t('take.requests', { count, number })
        : t('take.requestsAsk', { count, number, size: formatSize(bytes, language) });
    },
    picture: () => {
      const chart = root.querySelector<SVGSVGElement>('[data-months] svg');
      return takeableChart(chart, about(), chart?.getAttribute('aria-label') ?? '', t);
    },
    watched: root,
  };
}

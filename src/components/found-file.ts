import { stringify } from 'csv-stringify/browser/esm/sync';
import type { FoundRequest } from '../data/found.ts';
import { formatMoment, formatNumber, formatSize } from '../i18n/format.ts';
import type { Found, SearchedRecord } from '../data/search-desk.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { AskedWords } from './asked-words.ts';
import type { Vocabulary } from '../search/vocabulary.ts';
import type { ShownSearch } from './found-view.ts';
import { Waiting } from './waiting.ts';

export interface FoundFileOptions {
  root: HTMLElement;
  language: Language;
  t: Translate;
  vocabulary: Vocabulary;
  addressOf: (change: Partial<ShownSearch>) => string;
  typeName: (id: number) => string;
  typeOf: (id: number) => string;
  areaName: (id: number) => string;
  /** What the page shows now; null where nothing is found yet. */
  shown: () => { found: Found; search: ShownSearch; record: SearchedRecord } | null;
}

/** Makes the ways to take a search along work: all that was found as a file, and the address of the search. */
export function offerFile(options: FoundFileOptions): void {
  const { root, t, language } = options;
  const button = root.querySelector<HTMLElement>('[data-csv]')!;
  const say = (text: string): void => {
    root.querySelector('[data-take-words]')!.textContent = text;
  };
  // What the file costs changes with what is found and fetched.
  const label = (): void => {
    const shown = options.shown();
    if (shown === null) return;
    const number = formatNumber(shown.found.counts.count, language);
    const bytes = shown.found.bytesForAll();
    const size = formatSize(bytes, language);
    button.textContent = bytes === 0 ? t('search.csv', { number }) : t('search.csvAsk', { number, size });
  };
  new MutationObserver(() => {
    if (root.dataset['state'] !== 'shown') return;
    label();
    say('');
  }).observe(root, { attributeFilter: ['data-state'] });
  button.addEventListener('click', () => void save());
  root.querySelector('[data-link]')!.addEventListener('click', () => void copy());

  async function save(): Promise<void> {
    const shown = options.shown();
    if (shown === null) return;
    const asking = new AbortController();
    const waiting = new Waiting(root, language, t, () => asking.abort());
    try {
      const rows = await shown.found.all(shown.search.order, asking.signal, (...step) =>
        waiting.progress(...step),
      );
      const blob = new Blob([csvOf(rows, shown.search, options)], { type: 'text/csv;charset=utf-8' });
      const link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = `311-search-${(root.dataset['snapshot'] ?? '').slice(0, 10)}.csv`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
      say(t('search.csvDone', { number: formatNumber(rows.length, language) }));
      label();
    } catch (error) {
      waiting.explain(error);
    }
    waiting.end();
  }

  async function copy(): Promise<void> {
    const url = new URL(options.addressOf({}), location.href);
    url.searchParams.set('snapshot', root.dataset['snapshot'] ?? '');
    history.replaceState(null, '', url);
    try {
      await navigator.clipboard.writeText(url.href);
      say(t('search.linkCopied'));
    } catch {
      // Without permission, or on an address without TLS, the reader copies it by hand.
      say(t('search.linkBar'));
    }
  }
}

const moment = (ms: number | null): string =>
  ms === null ? '' : new Date(ms).toISOString().slice(0, 16).replace('T', ' ');

/** What was found as CSV: what it is, then a row a request. A cell that a spreadsheet would take for a formula is quoted. */
export function csvOf(
  rows: readonly FoundRequest[],
  { asked }: Pick<ShownSearch, 'asked'>,
  {
    root,
    t,
    language,
    vocabulary,
    typeName,
    typeOf,
    areaName,
  }: Omit<FoundFileOptions, 'shown' | 'addressOf'>,
): string {
  const { snapshot = '', end = '', source = '' } = root.dataset;
  const above = [
    ...(source === 'sample' ? [`${t('sample.title')} ${t('sample.text')}`] : []),
    t('search.csvNotice', { site: location.host }),
    new AskedWords(vocabulary, language, t).sentence(asked),
    t('search.csvData', { id: snapshot, moment: formatMoment(end, language) }),
    location.href,
  ];
  const columns = [
    'request_number',
    'request_type',
    'name',
    'origin',
    'status',
    'disposition',
    'work_recorded',
    'outcome',
    'agency',
    'created_at',
    'due_at',
    'closed_at',
    'address',
    'neighborhood',
    'council_district',
    'longitude',
    'latitude',
  ];
  return stringify(
    [
      ...above.map((line) => [line]),
      columns,
      ...rows.map((row) => [
        row.number,
        typeOf(row.typeId),
        typeName(row.typeId),
        row.origin,
        row.status,
        row.disposition,
        row.workRecorded,
        row.outcome ?? '',
        row.agency ?? '',
        moment(row.createdMs),
        moment(row.dueMs),
        moment(row.closedMs),
        row.address ?? '',
        areaName(row.neighborhood),
        areaName(row.councilDistrict),
        row.longitude ?? '',
        row.latitude ?? '',
      ]),
    ],
    {
      bom: true,
      escape_formulas: true,
      cast: { number: (value) => ({ value: String(value), escape_formulas: false }) },
    },
  );
}

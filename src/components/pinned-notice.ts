import { wallClock } from '../contract/freshness.ts';
import { pinnedPath } from '../contract/manifest.ts';
import { fateOf, parseSnapshotList, readAtOf, type SnapshotList } from '../contract/snapshot-list.ts';
import { loadTranslator } from '../i18n/browser.ts';
import { formatMoment } from '../i18n/format.ts';
import { languageOf, type Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { dataAddress, pageAddress, snapshotsAddress } from './address.ts';
import { element, link } from './element.ts';
import { shownId, withoutSnapshot } from './pinned-address.ts';
// By its address: a stylesheet imported here would be fetched by every page.
import stylesheet from '../styles/pinned.css?url';

/**
 * Says at the head of a page that the address was made from another snapshot than the page shows, and what has become
 * of that one.
 * @param made the id in the address, as it came.
 */
export async function showPinned(main: HTMLElement, made: string): Promise<void> {
  const language = languageOf(document.documentElement.lang);
  const [t, list] = await Promise.all([loadTranslator(language, ['pinned']), fetchList(), fetchStyle()]);
  const through = document.querySelector<HTMLElement>('[data-through]')!.dataset['through'] ?? '';
  const today = t('pinned.today', { moment: formatMoment(through, language) });
  const notice = element(
    'section',
    'pinned',
    element('p', '', ...madeWords(made, language, t), ' ', ...fateWords(made, list, language, t)),
    element('p', '', today, ' ', todayLink(t('pinned.without'))),
  );
  notice.setAttribute('aria-label', t('pinned.title'));
  main.prepend(notice);
}

function madeWords(made: string, language: Language, t: Translate): (string | Node)[] {
  const readAt = readAtOf(made);
  // What an address holds never goes through a message, which may have marks.
  const [before = '', after = ''] = (
    readAt === null
      ? t('pinned.made', { id: '\n' })
      : t('pinned.madeAt', { id: '\n', moment: formatMoment(wallClock(new Date(readAt)), language) })
  ).split('\n');
  return [before, element('strong', '', shownId(made)), after];
}

function fateWords(
  made: string,
  list: SnapshotList | null,
  language: Language,
  t: Translate,
): (string | Node)[] {
  if (list === null) return [t('pinned.unsure')];
  const known = fateOf(made, list);
  if (known.fate !== 'carried') return [t(known.fate === 'gone' ? 'pinned.gone' : 'pinned.unknown')];
  const { id, dataThrough } = known.snapshot;
  return [
    t('pinned.carried', { moment: formatMoment(dataThrough, language) }),
    ' ',
    link(`${dataAddress}${pinnedPath(id)}`, t('pinned.manifest')),
    ' · ',
    link(`${pageAddress('workbench', language)}#snapshot=${id}`, t('pinned.workbench')),
  ];
}

/** Null when the list does not come or is none; the notice then says so. */
async function fetchList(): Promise<SnapshotList | null> {
  try {
    const response = await fetch(snapshotsAddress, {
      cache: 'no-cache',
      signal: AbortSignal.timeout(10_000),
    });
    return response.ok ? parseSnapshotList(await response.json()) : null;
  } catch {
    return null;
  }
}

/** The notice is shown without its style when that does not come. */
function fetchStyle(): Promise<unknown> {
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = stylesheet;
  return new Promise((settled) => {
    sheet.onload = sheet.onerror = settled;
    document.head.append(sheet);
  });
}

/** The view as the address has it when the link is followed: pages write what a reader chooses into it. */
function todayLink(words: string): HTMLElement {
  const made = link(address(), words);
  made.addEventListener('click', () => made.setAttribute('href', address()));
  return made;
}

const address = (): string => `${location.pathname}${withoutSnapshot(location.search)}${location.hash}`;

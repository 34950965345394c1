import type { Translate } from '../i18n/translate.ts';
import type { Sheet, SheetAbout } from './export-sheet.ts';

/** Something on a page that a reader may take along. All of it is asked for anew, as the page may have changed. */
export interface Takeable {
  /** Part of file names: `311-gap-2026-11-22` becomes `311-gap-2026-11-22.csv`. */
  name: string;
  about: () => SheetAbout;
  /** The numbers shown; null where they could not be had and the page says why. */
  sheet: () => Promise<Sheet | null> | Sheet;
  /** How many rows, and what they cost; empty where the table beside it says so. */
  sheetNote?: () => string;
  /** The picture; null where nothing is drawn now. */
  picture: () => TakeablePicture | null;
  /** The mark and height (CSS pixels) of the frame that shows it alone. */
  embed?: { mark: string; height: () => number };
  print?: () => Promise<void>;
  /** What changes, in itself or its attributes, when the page shows something else. */
  watched: Node;
}

export interface TakeablePicture {
  png: () => Promise<Blob>;
  svg?: () => Promise<Blob>;
  /** What the picture shows, for those who hear it. */
  alternative: string;
}

/** What a file says about the record, as the page tells it. */
export function aboutRecord(
  { dataset }: HTMLElement,
  t: Translate,
): Pick<SheetAbout, 'notice' | 'portal' | 'source' | 'snapshot' | 'dataThrough' | 'method'> {
  return {
    notice: dataset['notice'] ?? '',
    portal: t('take.portal'),
    source: dataset['source'] ?? '',
    snapshot: dataset['snapshot'] ?? '',
    dataThrough: dataset['end'] ?? '',
    method: new URL(dataset['method'] ?? '', location.href).href,
  };
}

/** The address that shows this page as it is now on any device: with its record, at one of its parts. */
export function pinnedAddress(snapshot: string, part = ''): string {
  const url = new URL(location.href);
  url.searchParams.set('snapshot', snapshot);
  url.hash = part;
  return url.href;
}

/** The part of a file's name that says whose it is: thing and day of the record. */
export function fileStem(thing: string, snapshot: string): string {
  return `311-${thing}-${snapshot.slice(0, 10)}`;
}

import { stringify } from 'csv-stringify/browser/esm/sync';
import type { Translate } from '../i18n/translate.ts';
import { chartPicture } from './chart-picture.ts';

/** What a figure's file and picture say about themselves. */
export interface TakeOptions {
  t: Translate;
  /** The address that shows this figure with its choices and its record, on any device. */
  address: (id: string) => string;
  /** The record's id, part of file names. */
  snapshot: string;
  /** Stands at the top of sample data; empty otherwise. */
  notice: string;
}

/** Makes a figure's ways to take it along work: its numbers, its picture, its address. */
export function offerFigure(section: HTMLElement, options: TakeOptions): void {
  const { t, address, snapshot } = options;
  const id = section.dataset['figure'] ?? '';
  const area = section.querySelector<HTMLElement>('[data-figure-take]')!;
  area.hidden = false;
  const name = `311-${id}-${snapshot.slice(0, 10)}`;
  const say = (text: string): void => {
    area.querySelector('[data-take-words]')!.textContent = text;
  };
  const on = (way: string, act: () => void | Promise<void>): void =>
    area.querySelector(`[data-take-${way}]`)!.addEventListener('click', () => void act());
  on('csv', () =>
    save(new Blob([csvOf(section, options)], { type: 'text/csv;charset=utf-8' }), `${name}.csv`),
  );
  on('picture', async () => save(await chartPicture(section, options), `${name}.png`));
  const picture = area.querySelector<HTMLElement>('[data-take-picture]')!;
  const showPicture = (): void => {
    picture.hidden = section.querySelector('[data-figure-chart] svg') === null;
  };
  showPicture();
  new MutationObserver(showPicture).observe(section.querySelector('[data-figure-chart]')!, {
    childList: true,
  });
  on('link', async () => {
    const url = address(id);
    history.replaceState(null, '', url);
    try {
      await navigator.clipboard.writeText(url);
      say(t('equity.copied'));
    } catch {
      // Without permission, or on an address without TLS, the reader copies it by hand.
      say(t('equity.copyNot'));
    }
  });
}

/**
 * The numbers of a figure's table, unrounded, with its title, subtitle and address above them. A cell that a spreadsheet
 * would take for a formula is quoted; numbers stay numbers.
 */
export function csvOf(
  section: HTMLElement,
  { address, notice }: Pick<TakeOptions, 'address' | 'notice'>,
): string {
  const text = (selector: string): string => section.querySelector(selector)?.textContent?.trim() ?? '';
  const heads = [...section.querySelectorAll<HTMLElement>('[data-figure-head] th')];
  const rows = [...section.querySelectorAll('[data-figure-rows] tr')].map((row) =>
    [...row.children].flatMap((cell, index) => {
      const raw = (cell as HTMLElement).dataset['raw'] ?? '';
      const names = (heads[index]?.dataset['key'] ?? '').split(' ');
      const parts = names.length === 1 ? [raw] : names.map((_, part) => raw.split(' ')[part] ?? '');
      return parts.map((part) => (part !== '' && Number.isFinite(Number(part)) ? Number(part) : part));
    }),
  );
  const above = [
    notice,
    text('h2'),
    text('[data-figure-subtitle]'),
    text('[data-figure-source]'),
    address(section.dataset['figure'] ?? ''),
  ];
  return stringify(
    [
      ...above.filter((line) => line !== '').map((line) => [line]),
      heads.flatMap((head) => (head.dataset['key'] ?? '').split(' ')),
      ...rows,
    ],
    {
      bom: true,
      escape_formulas: true,
      cast: { number: (value) => ({ value: String(value), escape_formulas: false }) },
    },
  );
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

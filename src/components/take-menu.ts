import { loadTranslator } from '../i18n/browser.ts';
import { formatNumber } from '../i18n/format.ts';
import { languageOf, type Language } from '../i18n/language.ts';
import type { MessageKey, Translate } from '../i18n/translate.ts';
import { citation } from './citation.ts';
import { element } from './element.ts';
import { embedCode } from './embed-code.ts';
import { csvOf } from './export-csv.ts';
import { saveFile } from './export-file.ts';
import { jsonOf } from './export-json.ts';
import type { Sheet } from './export-sheet.ts';
import type { TakeTools } from './take-offer.ts';
import type { Takeable } from './takeable.ts';

/** Fills a menu that was opened for the first time. */
export async function openMenu(
  details: HTMLDetailsElement,
  make: (tools: TakeTools) => Promise<Takeable> | Takeable,
): Promise<void> {
  const language = languageOf(document.documentElement.lang);
  const t = await loadTranslator(language, ['take']);
  new TakeMenu(details, await make({ language, t }), language, t);
}

/** The ways to take one thing along: its numbers, its picture, a citation, a frame, its address. */
class TakeMenu {
  readonly #details: HTMLDetailsElement;
  readonly #taken: Takeable;
  readonly #language: Language;
  readonly #t: Translate;
  readonly #ways = element('div', 'take-ways');
  readonly #words = element('p', 'small take-words');

  constructor(details: HTMLDetailsElement, taken: Takeable, language: Language, t: Translate) {
    this.#details = details;
    this.#taken = taken;
    this.#language = language;
    this.#t = t;
    this.#words.setAttribute('role', 'status');
    this.#words.dataset['takeWords'] = '';
    details.append(this.#ways, this.#words);
    this.#show();
    details.addEventListener('toggle', () => this.#show());
    new MutationObserver(() => this.#show()).observe(taken.watched, { attributes: true, childList: true });
  }

  /** What can be taken now: after a change of what the page shows all of it is other. */
  #show(): void {
    if (!this.#details.open) return;
    this.#words.textContent = '';
    const { sheetNote, embed, print } = this.#taken;
    const picture = this.#taken.picture();
    this.#ways.replaceChildren(
      this.#buttons('numbers', sheetNote?.() ?? '', [
        ['csv', 'CSV', () => this.#saveSheet('csv')],
        ['json', 'JSON', () => this.#saveSheet('json')],
        ['parquet', 'Parquet', () => this.#saveSheet('parquet')],
      ]),
      ...(picture === null
        ? []
        : [
            this.#buttons('picture', this.#t('take.pictureNote'), [
              ['png', 'PNG', () => this.#savePicture('png')],
              ...(picture.svg === undefined
                ? []
                : ([['svg', 'SVG', () => this.#savePicture('svg')]] satisfies Button[])),
            ]),
            this.#text('alternative', 'take.copyAlternative', () => this.#taken.picture()?.alternative ?? ''),
          ]),
      this.#text('citation', 'take.copyCitation', () =>
        citation(this.#taken.about(), new Date(), this.#language, this.#t),
      ),
      ...(embed === undefined
        ? []
        : [this.#text('embed', 'take.copyEmbed', () => this.#embedCode(embed), this.#t('take.embedNote'))]),
      this.#text('link', 'take.copyLink', () => this.#taken.about().address),
      this.#buttons('page', '', [
        ...(print === undefined ? [] : ([['print', this.#t('take.print'), print]] satisfies Button[])),
        ...(typeof navigator.share === 'function'
          ? ([['share', this.#t('take.share'), () => this.#share()]] satisfies Button[])
          : []),
      ]),
    );
    this.#ways
      .querySelectorAll('.take-buttons:not(:has(button))')
      .forEach((row) => row.parentElement?.remove());
  }

  #buttons(name: 'numbers' | 'picture' | 'page', note: string, buttons: readonly Button[]): HTMLElement {
    const title = this.#title(name);
    const row = element(
      'p',
      'take-buttons',
      ...buttons.map(([way, words, act]) => {
        const button = element('button', 'button', words) as HTMLButtonElement;
        button.type = 'button';
        button.dataset['way'] = way;
        button.addEventListener('click', () => void act());
        return button;
      }),
      ...(note === '' ? [] : [element('span', 'small soft', note)]),
    );
    const way = element('div', 'take-way', title, row);
    way.setAttribute('role', 'group');
    way.setAttribute('aria-labelledby', title.id);
    return way;
  }

  /** A text to be copied: it stands there, for browsers that do not let a page copy. */
  #text(name: Text, copyKey: MessageKey, textOf: () => string, note = ''): HTMLElement {
    const text = element(name === 'embed' ? 'code' : 'span', 'take-text', textOf());
    const button = element('button', 'button', this.#t('take.copy')) as HTMLButtonElement;
    button.type = 'button';
    button.setAttribute('aria-label', this.#t(copyKey));
    button.dataset['way'] = name;
    button.addEventListener('click', () => {
      text.textContent = textOf();
      void this.#copy(text);
    });
    return element(
      'div',
      'take-way take-copied',
      this.#title(name),
      button,
      element('p', '', text, ...(note === '' ? [] : [element('span', 'small soft take-note', note)])),
    );
  }

  #title(name: Text | 'numbers' | 'picture' | 'page'): HTMLElement {
    const title = element('p', 'take-name', this.#t(`take.${name}`));
    title.id = `take-${name}-${this.#taken.name}`;
    return title;
  }

  async #copy(text: HTMLElement): Promise<void> {
    try {
      await navigator.clipboard.writeText(text.textContent);
      this.#words.textContent = this.#t('take.copied');
    } catch {
      // Without permission, or on an address without TLS, the reader copies it by hand.
      getSelection()?.selectAllChildren(text);
      this.#words.textContent = this.#t('take.copyNot');
    }
  }

  #embedCode({ mark, height }: NonNullable<Takeable['embed']>): string {
    const { title, portal, address } = this.#taken.about();
    return embedCode({
      page: address,
      mark,
      title: this.#t('take.frameTitle', { title, portal }),
      height: height(),
    });
  }

  async #saveSheet(format: 'csv' | 'json' | 'parquet'): Promise<void> {
    const file = `${this.#taken.name}.${format}`;
    try {
      const sheet = await this.#taken.sheet();
      if (sheet === null) return;
      saveFile(await this.#blobOf(sheet, format), file);
      const count = sheet.rows.length;
      this.#words.textContent = this.#t('take.saved', {
        file,
        count,
        number: formatNumber(count, this.#language),
      });
    } catch (error) {
      this.#fail(error);
    }
  }

  async #blobOf(sheet: Sheet, format: 'csv' | 'json' | 'parquet'): Promise<Blob> {
    if (format === 'csv') return new Blob([csvOf(sheet, this.#t)], { type: 'text/csv;charset=utf-8' });
    if (format === 'json') return new Blob([jsonOf(sheet)], { type: 'application/json' });
    // The writer is the largest part, and the one that fewest ask for.
    const { parquetOf } = await import('./export-parquet.ts');
    return new Blob([parquetOf(sheet)], { type: 'application/vnd.apache.parquet' });
  }

  async #savePicture(format: 'png' | 'svg'): Promise<void> {
    const file = `${this.#taken.name}.${format}`;
    try {
      const blob = await this.#taken.picture()?.[format]?.();
      if (blob === undefined) return;
      saveFile(blob, file);
      this.#words.textContent = this.#t('take.savedPicture', { file });
    } catch (error) {
      this.#fail(error);
    }
  }

  async #share(): Promise<void> {
    const { title, address } = this.#taken.about();
    try {
      await navigator.share({ title, url: address });
    } catch (error) {
      // The reader closed the choice of places to share to.
      if (!(error instanceof DOMException && error.name === 'AbortError')) this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#details.dataset['reason'] = String(error);
    this.#words.textContent = this.#t('take.notSaved');
  }
}

type Text = 'alternative' | 'citation' | 'embed' | 'link';
/** Its name for styles and tests, its words, and what it does. */
type Button = [way: string, words: string, act: () => Promise<void>];

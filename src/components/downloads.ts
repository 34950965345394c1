import { startDatabase } from '../data/engine.ts';
import { fetchFiles, fetchManifest } from '../data/record.ts';
import { makeWholeFile } from '../data/whole-file.ts';
import { loadTranslator } from '../i18n/browser.ts';
import { formatMoment, formatNumber, formatSize } from '../i18n/format.ts';
import { languageOf, type Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { saveFile } from './export-file.ts';
import { Waiting } from './waiting.ts';

type Format = 'csv' | 'parquet';

/** Whole months and years as one file, made in the reader's browser after it said what that costs. */
class Downloads extends HTMLElement {
  #language!: Language;
  #t!: Translate;
  #waiting!: Waiting;
  #making: AbortController | null = null;
  #wanted: { format: Format; months: string } | null = null;

  async connectedCallback(): Promise<void> {
    this.#language = languageOf(document.documentElement.lang);
    this.#t = await loadTranslator(this.#language, [
      'downloads',
      'progress',
      'error',
      'stale',
      'sample',
      'take',
    ]);
    this.#waiting = new Waiting(this, this.#language, this.#t, () => this.#making?.abort());
    for (const button of this.querySelectorAll<HTMLElement>('[data-make]')) {
      button.hidden = false;
      button.addEventListener('click', () => this.#ask(button));
    }
    this.#find('[data-go]').addEventListener('click', () => void this.#make());
    this.#find('[data-not]').addEventListener('click', () => this.#close());
    this.dataset['state'] = 'ready';
  }

  #find(selector: string): HTMLElement {
    return this.querySelector<HTMLElement>(selector)!;
  }

  /** Says what a file costs, next to the button that asked for it. */
  #ask({ dataset, parentElement }: HTMLElement): void {
    if (this.#making !== null) return;
    this.#wanted = { format: dataset['make'] as Format, months: dataset['months'] ?? '' };
    const panel = this.#find('[data-panel]');
    (parentElement?.closest('.scroll, .downloads-year') ?? this).after(panel);
    panel.hidden = false;
    this.#find('[data-cost]').textContent = this.#t('downloads.cost', {
      size: formatSize(Number(dataset['bytes']), this.#language),
      number: formatNumber(Number(dataset['rows']), this.#language),
      format: this.#wanted.format === 'csv' ? 'CSV' : 'Parquet',
    });
    this.#find('[data-summary]').textContent = '';
    this.#waiting.complain('');
    this.#find('[data-go]').focus();
  }

  #close(): void {
    this.#find('[data-panel]').hidden = true;
    this.#wanted = null;
  }

  async #make(): Promise<void> {
    if (this.#wanted === null || this.#making !== null) return;
    const { format, months } = this.#wanted;
    const base = this.dataset['base'] ?? '';
    this.#making = new AbortController();
    const { signal } = this.#making;
    this.dataset['state'] = 'making';
    try {
      const manifest = await fetchManifest(base, signal);
      const files = (manifest.tables['detail']?.files ?? []).filter(({ month = '' }) =>
        month.startsWith(months),
      );
      const parts = await makeWholeFile(
        format,
        manifest,
        files,
        this.#linesAbove(months),
        {
          start: (onProgress) => startDatabase(Number(this.dataset['engineBytes']), onProgress),
          fetchFiles: (wanted, stop, onProgress) => fetchFiles(base, wanted, stop, onProgress),
        },
        signal,
        (...step) => this.#waiting.progress(...step),
      );
      const type = format === 'csv' ? 'text/csv;charset=utf-8' : 'application/vnd.apache.parquet';
      const blob = new Blob(parts, { type });
      const name = `311-detail-${months}.${format}`;
      saveFile(blob, name);
      this.#find('[data-summary]').textContent = this.#t('downloads.done', {
        name,
        number: formatNumber(
          files.reduce((sum, { rows }) => sum + rows, 0),
          this.#language,
        ),
        size: formatSize(blob.size, this.#language),
      });
      this.dataset['state'] = 'made';
    } catch (error) {
      this.#waiting.explain(error);
      this.dataset['state'] = 'failed';
    }
    this.#waiting.end();
    this.#making = null;
  }

  /** What a file says about itself where nothing else came with it. */
  #linesAbove(months: string): string[] {
    const t = this.#t;
    const { source = '', snapshot = '', end = '', method = '', notice = '' } = this.dataset;
    return [
      ...(notice === '' ? [] : [notice]),
      t('downloads.fileTitle', { months }),
      t('take.fileSource', { portal: t('take.portal'), source }),
      t('take.fileRecord', { id: snapshot, moment: formatMoment(end, this.#language) }),
      t('take.fileMethod', { address: new URL(method, location.href).href }),
      t('take.fileAddress', { address: `${location.origin}${location.pathname}` }),
    ];
  }
}

customElements.define('portal-downloads', Downloads);

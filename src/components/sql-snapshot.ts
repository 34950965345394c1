import { parseManifest, pinnedPath, type Manifest } from '../contract/manifest.ts';
import { fateOf, parseSnapshotList } from '../contract/snapshot-list.ts';
import { DamagedFileError } from '../data/record.ts';
import { formatMoment } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { snapshotsAddress } from './address.ts';
import { element } from './element.ts';

export interface SqlSnapshotOptions {
  root: HTMLElement;
  /** Address of the published folder, with a slash at its end. */
  base: string;
  language: Language;
  t: Translate;
  onChange: () => void;
}

/** Characters of an id that an address may make the page show. */
const longestId = 60;

/** Which record questions are asked of: today's, or the one that a shared question was asked of while it is published. */
export class SqlSnapshot {
  readonly #options: SqlSnapshotOptions;
  #live: Manifest | null = null;
  #pinned: Manifest | null = null;

  constructor(options: SqlSnapshotOptions) {
    this.#options = options;
  }

  /** The record that questions are asked of now; null while it is not known. */
  get manifest(): Manifest | null {
    return this.#pinned ?? this.#live;
  }

  /** @throws as `fetchManifest`. */
  async start(live: Promise<Manifest>): Promise<void> {
    this.#live = await live;
  }

  /**
   * Takes the record that an address names, where it is still published, and tells the reader which one it is.
   * @throws DamagedFileError where the site cannot say which records it holds.
   */
  async ask(id: string | null): Promise<void> {
    const live = this.#live;
    this.#pinned = null;
    if (live === null) return;
    if (id === null || id === live.snapshot.id) {
      this.#tell();
      return;
    }
    const { t } = this.#options;
    const today = this.#moment(live);
    const pinned = await this.#fetchPinned(id);
    if (pinned === null) {
      this.#tell(t('workbench.snapshotGone', { id: id.slice(0, longestId), moment: today }));
      return;
    }
    this.#pinned = pinned;
    const button = element('button', 'button', t('workbench.snapshotToday', { moment: today }));
    button.setAttribute('type', 'button');
    button.addEventListener('click', () => {
      this.#pinned = null;
      this.#tell(t('workbench.snapshotTodayNow', { moment: today }));
      this.#options.onChange();
    });
    this.#tell(
      t('workbench.snapshotOld', { id: id.slice(0, longestId), moment: this.#moment(pinned) }),
      ' ',
      button,
    );
  }

  async #fetchPinned(id: string): Promise<Manifest | null> {
    const list = parseSnapshotList(await fetchJson(snapshotsAddress, 'no-cache'));
    if (fateOf(id, list).fate !== 'carried') return null;
    return parseManifest(await fetchJson(`${this.#options.base}${pinnedPath(id)}`, 'default'));
  }

  #moment({ snapshot }: Manifest): string {
    return formatMoment(snapshot.dataThrough, this.#options.language);
  }

  #tell(...words: (Node | string)[]): void {
    const notice = this.#options.root.querySelector<HTMLElement>('[data-snapshot-words]')!;
    notice.replaceChildren(...words);
    notice.hidden = words.length === 0;
  }
}

async function fetchJson(address: string, cache: RequestCache): Promise<unknown> {
  const response = await fetch(address, { cache });
  if (!response.ok) throw new DamagedFileError(address, `HTTP ${response.status}`);
  return response.json();
}

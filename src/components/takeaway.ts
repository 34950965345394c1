import type { Translate } from '../i18n/translate.ts';

export interface TakeawayOptions {
  root: HTMLElement;
  t: Translate;
  /** The address that shows this view on any device. */
  address: () => string;
  title: () => string;
  /** The map as it stands now, for paper; null where none is drawn. */
  mapImage: () => string | null;
  /** Where the still of the map for paper is put. */
  paper: HTMLElement;
  /** The view as a PNG; null where no map is drawn. */
  picture: () => Promise<Blob | null>;
}

/** Ways to take a view along: its address, paper, a picture. Each says whether it worked. */
export class Takeaway {
  readonly #options: TakeawayOptions;
  readonly #still = document.createElement('img');

  constructor(options: TakeawayOptions) {
    this.#options = options;
    const { root } = options;
    root.hidden = false;
    this.#still.className = 'map-still';
    this.#still.alt = '';
    this.#still.hidden = true;
    options.paper.append(this.#still);
    const on = (name: string, act: () => Promise<void>): void =>
      root.querySelector(`[data-${name}]`)!.addEventListener('click', () => void act());
    on('share', () => this.#share());
    on('print', () => this.#print());
    on('picture', () => this.#picture());
    // Also when paper is asked for from the browser's own menu, where nothing waits for the image.
    addEventListener('beforeprint', () => this.#setImage());
  }

  async #share(): Promise<void> {
    const { t, address, title, root } = this.#options;
    const url = address();
    if (typeof navigator.share === 'function') {
      try {
        await navigator.share({ title: title(), url });
        return;
      } catch (error) {
        // The reader closed the choice of places to share to.
        if (error instanceof DOMException && error.name === 'AbortError') return;
      }
    }
    const field = root.querySelector<HTMLInputElement>('[data-address]')!;
    field.value = url;
    try {
      await navigator.clipboard.writeText(url);
      this.#say(t('map.shared'));
    } catch {
      // Without permission, or on an address without TLS, the reader copies it by hand.
      this.#say(t('map.sharedNot'));
      field.hidden = false;
      field.select();
    }
  }

  async #print(): Promise<void> {
    const image = this.#setImage();
    if (image.hidden === false) await image.decode();
    window.print();
  }

  /** A WebGL canvas prints blank: paper gets a still of it. */
  #setImage(): HTMLImageElement {
    const source = this.#options.mapImage();
    this.#still.hidden = source === null;
    if (source !== null) this.#still.src = source;
    return this.#still;
  }

  async #picture(): Promise<void> {
    const { t, picture } = this.#options;
    try {
      const blob = await picture();
      if (blob === null) {
        this.#say(t('map.pictureNoMap'));
        return;
      }
      const link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = `311-${new URL(this.#options.address()).searchParams.get('metric') ?? 'map'}.png`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
      this.#say(t('map.pictureSaved'));
    } catch (error) {
      this.#options.root.dataset['reason'] = String(error);
      this.#say(t('map.pictureFailed'));
    }
  }

  #say(message: string): void {
    this.#options.root.querySelector('[data-take-words]')!.textContent = message;
    this.#options.root.querySelector<HTMLInputElement>('[data-address]')!.hidden = true;
  }
}

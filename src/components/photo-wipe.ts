import type { Translate } from '../i18n/translate.ts';

/** A picture in its frame. */
interface Framed {
  frame: HTMLElement;
  image: HTMLImageElement;
}

/**
 * Lays two pictures of one shape over each other, the one before on the left of a line, the one after on its right. The
 * line is moved by a range input, so by keyboard too, or by dragging over the pictures. Nothing moves by itself.
 */
export class PhotoWipe {
  readonly element = document.createElement('div');
  readonly #before: Framed;
  readonly #after: Framed;
  readonly #figures: HTMLElement;
  readonly #t: Translate;
  readonly #button = document.createElement('button');
  readonly #view = document.createElement('div');
  readonly #stage = document.createElement('div');
  readonly #line = document.createElement('div');
  readonly #range = document.createElement('input');

  /** @param figures holds the frames; marked while the pictures are out of them. */
  constructor(before: Framed, after: Framed, figures: HTMLElement, t: Translate) {
    this.#before = before;
    this.#after = after;
    this.#figures = figures;
    this.#t = t;
    this.element.className = 'photo-compare';
    this.#button.type = 'button';
    this.#button.className = 'photo-ask';
    this.#button.addEventListener('click', () => this.#turn(this.#view.hasAttribute('hidden')));
    this.#stage.className = 'photo-wipe';
    this.#line.className = 'photo-line';
    this.#view.append(this.#stage, this.#makeControl());
    this.element.append(this.#button, this.#view);
    this.#listen();
    this.#turn(false);
    this.#place();
  }

  #makeControl(): HTMLElement {
    this.#range.type = 'range';
    this.#range.min = '0';
    this.#range.max = '100';
    this.#range.value = '50';
    const label = document.createElement('label');
    label.className = 'photo-range';
    const name = document.createElement('span');
    name.textContent = this.#t('photos.line');
    label.append(name, this.#range);
    return label;
  }

  #listen(): void {
    this.#range.addEventListener('input', () => this.#place());
    const drag = ({ clientX }: PointerEvent): void => {
      const { left, width } = this.#stage.getBoundingClientRect();
      this.#range.value = String(Math.round((100 * (clientX - left)) / width));
      this.#place();
    };
    this.#stage.addEventListener('pointerdown', (event) => {
      this.#stage.setPointerCapture(event.pointerId);
      drag(event);
    });
    this.#stage.addEventListener('pointermove', (event) => {
      if (this.#stage.hasPointerCapture(event.pointerId)) drag(event);
    });
    // The browser would otherwise take the picture itself along.
    this.#stage.addEventListener('dragstart', (event) => event.preventDefault());
  }

  #turn(isOn: boolean): void {
    this.#view.hidden = !isOn;
    this.#button.setAttribute('aria-pressed', String(isOn));
    this.#button.textContent = this.#t('photos.compare');
    this.#figures.classList.toggle('photo-captions-only', isOn);
    if (isOn) this.#stage.replaceChildren(this.#before.image, this.#after.image, this.#line);
    else for (const { frame, image } of [this.#before, this.#after]) frame.replaceChildren(image);
    this.#place();
  }

  #place(): void {
    const before = Number(this.#range.value);
    this.#after.image.style.clipPath = this.#view.hidden ? '' : `inset(0 0 0 ${before}%)`;
    this.#line.style.left = `${before}%`;
    this.#range.setAttribute('aria-valuetext', this.#t('photos.lineAt', { before, after: 100 - before }));
  }
}

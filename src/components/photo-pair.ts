import { photoMoments, type PhotoMoment, type PhotoPair, type Picture } from '../contract/photo.ts';
import { loadTranslator } from '../i18n/browser.ts';
import { languageOf, type Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { element } from './element.ts';
import { dayOf, describe, pictureAddress, sayCost, type PairToShow } from './photo-words.ts';
import { PhotoWipe } from './photo-wipe.ts';
import '../styles/photo-pair.css';

/** Shapes that differ by less than this share lie on each other well enough. */
const shapeTolerance = 0.02;

/** One picture once it is asked for: it loads, it is shown, or a sentence says that it could not be. */
interface Shown {
  moment: PhotoMoment;
  figure: HTMLElement;
  frame: HTMLElement;
  image: HTMLImageElement;
  isLoaded: boolean;
}

/**
 * The pictures of one request. Nothing is fetched before the reader asks; then both are side by side, or one above the
 * other where there is no room, and where their shapes agree a slider wipes from one to the other.
 */
class PhotoPairElement extends HTMLElement {
  shown: PairToShow | null = null;
  #language: Language = 'en';
  #t: Translate | undefined;

  connectedCallback(): void {
    if (this.#t !== undefined) return;
    void this.#offer();
  }

  async #offer(): Promise<void> {
    this.#language = languageOf(document.documentElement.lang);
    const t = await loadTranslator(this.#language, ['photos']);
    this.#t = t;
    const shown = (this.shown ??= readLinks(this));
    const moments = photoMoments.filter((moment) => shown.pair[moment] !== undefined);
    const [only] = moments;
    if (only === undefined) {
      this.remove();
      return;
    }
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'photo-ask';
    button.textContent = moments.length === 2 ? t('photos.showBoth') : t(`photos.showOne.${only}`);
    const number = ` ${t('photos.ofRequest', { number: shown.requestNumber })}`;
    button.append(element('span', 'hidden-visually', number));
    const cost = element('p', 'photo-cost soft small', sayCost(shown.pair, this.#language, t));
    button.addEventListener('click', () => this.#show(shown, moments, t));
    this.replaceChildren(button, cost);
  }

  #show(shown: PairToShow, moments: readonly PhotoMoment[], t: Translate): void {
    const status = element('p', 'soft small', t('photos.loading', { count: moments.length }));
    status.setAttribute('role', 'status');
    const figures = element('div', 'photo-figures');
    figures.tabIndex = -1;
    const all = moments.flatMap((moment) => {
      const picture = shown.pair[moment];
      return picture === undefined ? [] : [this.#makeFigure(moment, picture, shown, t)];
    });
    figures.append(...all.map(({ figure }) => figure));
    this.replaceChildren(status, figures);
    // The button that had the focus is gone.
    figures.focus({ preventScroll: true });
    let waiting = all.length;
    for (const one of all) {
      const settle = (isLoaded: boolean): void => {
        one.isLoaded = isLoaded;
        if (isLoaded) one.frame.replaceChildren(one.image);
        else
          one.frame.replaceChildren(
            element('p', 'photo-failed', this.#sayFailure(shown.pair[one.moment], one.moment, t)),
          );
        waiting -= 1;
        if (waiting > 0) return;
        status.textContent = '';
        const [before, after] = all;
        if (before !== undefined && after !== undefined && fit(before, after))
          figures.before(new PhotoWipe(before, after, figures, t).element);
      };
      one.image.addEventListener('load', () => settle(true), { once: true });
      one.image.addEventListener('error', () => settle(false), { once: true });
    }
  }

  #makeFigure(moment: PhotoMoment, picture: Picture, shown: PairToShow, t: Translate): Shown {
    const figure = element('figure', 'photo');
    figure.dataset['moment'] = moment;
    const frame = element('div', 'photo-frame');
    const image = document.createElement('img');
    image.referrerPolicy = 'no-referrer';
    image.decoding = 'async';
    // Not lazily: the reader has just asked for it, and the slider needs both.
    image.loading = 'eager';
    const { text, language } = describe(picture, moment, this.#language, t);
    image.alt = text;
    if (language !== this.#language) image.lang = language;
    image.src = pictureAddress(picture);
    const caption = element('figcaption', '');
    const name = element('strong', '', t(`photos.moment.${moment}`));
    const day = dayOf(moment, shown, this.#language, t);
    caption.append(name, day === '' ? '' : `, ${day}`);
    if (picture.credit !== null) {
      const credit = element('bdi', '', picture.credit);
      caption.append(element('p', 'photo-credit', `${t('photos.credit')} `, credit));
    }
    figure.append(frame, caption);
    return { moment, figure, frame, image, isLoaded: false };
  }

  #sayFailure(picture: Picture | undefined, moment: PhotoMoment, t: Translate): string {
    const host = picture?.host ?? null;
    return host === null ? t(`photos.failedHere.${moment}`) : t(`photos.failed.${moment}`, { host });
  }
}

customElements.define('photo-pair', PhotoPairElement);

/** Makes the element for the pictures of one request; to be put into a page whose policy allows their hosts. */
export function photoPair(shown: PairToShow): HTMLElement {
  const made = document.createElement('photo-pair') as PhotoPairElement;
  made.shown = shown;
  return made;
}

/** What PhotoPair.astro wrote for readers without JavaScript holds everything that is needed. */
function readLinks(written: HTMLElement): PairToShow {
  const { number = '', opened = '', closed = '' } = written.dataset;
  const pair: PhotoPair = {};
  for (const { dataset } of written.querySelectorAll<HTMLElement>('[data-moment]')) {
    const moment = photoMoments.find((one) => one === dataset['moment']);
    if (moment === undefined) continue;
    pair[moment] = {
      address: dataset['address'] ?? '',
      host: dataset['host'] ?? null,
      bytes: dataset['bytes'] === undefined ? null : Number(dataset['bytes']),
      credit: dataset['credit'] ?? null,
      alt_en: dataset['altEn'] ?? null,
      alt_es: dataset['altEs'] ?? null,
    };
  }
  return { requestNumber: number, pair, openedDay: opened || null, closedDay: closed || null };
}

function fit(first: Shown, second: Shown): boolean {
  if (!first.isLoaded || !second.isLoaded) return false;
  const shapeOf = ({ image }: Shown): number => image.naturalWidth / image.naturalHeight;
  return Math.abs(shapeOf(first) / shapeOf(second) - 1) <= shapeTolerance;
}

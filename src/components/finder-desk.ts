import type { PublishedFile } from '../contract/manifest.ts';
import { DamagedFileError } from '../data/record.ts';
import { fetchBoundaries, fetchStreetIndex } from '../data/street-index.ts';
import { loadTranslator } from '../i18n/browser.ts';
import { formatNumber } from '../i18n/format.ts';
import type { Language, PlaceKind } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { AddressFinder } from '../search/address.ts';
import { areaAt } from '../search/point.ts';
import { areaName } from './area-name.ts';
import { showAnswer } from './finder-view.ts';
import { FinderWords, problem, type LinkedArea, type Said } from './finder-words.ts';

/** What the page knows of the files that answer. */
export interface FinderFiles {
  /** Address of the published folder, with a slash at its end. */
  base: string;
  index: PublishedFile;
  boundaries: Partial<Record<PlaceKind, PublishedFile>>;
}

/** Devices that know their place worse than this may be in the next neighborhood. */
const roughMetres = 100;
const patienceMs = 20_000;

/** Answers questions about places in the browser. Everything it needs is fetched once, when first asked. */
export class FinderDesk {
  readonly #t: Translate;
  readonly #files: FinderFiles;
  readonly #language: Language;
  #finder: Promise<{ finder: AddressFinder; words: FinderWords }> | undefined;

  private constructor(files: FinderFiles, language: Language, t: Translate) {
    this.#files = files;
    this.#language = language;
    this.#t = t;
  }

  static async open(files: FinderFiles, language: Language): Promise<FinderDesk> {
    return new FinderDesk(files, language, await loadTranslator(language, ['locate']));
  }

  /** Fetches the street index, so that it is there when it is asked. Trouble is told at the question. */
  prepare(): void {
    this.#prepared().catch(() => (this.#finder = undefined));
  }

  /** Shows an answer in the element that asked. */
  show(finder: HTMLElement, said: Said): void {
    showAnswer(finder, said, this.#language, this.#t);
  }

  /** Answers a text. What went wrong is said in the answer. */
  async ask(text: string): Promise<Said> {
    try {
      const { finder, words } = await this.#prepared();
      return words.say(finder.find(text), text);
    } catch (error) {
      this.#finder = undefined;
      return this.#sayTrouble(error);
    }
  }

  /** Asks the device where it is, and finds the areas around that point here. */
  async locate(geolocation: Geolocation): Promise<Said> {
    const t = this.#t;
    const boundaries = Object.entries(this.#files.boundaries) as [PlaceKind, PublishedFile][];
    const fetched = fetchBoundaries(
      this.#files.base,
      boundaries.map(([, file]) => file),
    );
    // The device may take long to answer: a failure to fetch meanwhile is told after that.
    fetched.catch(() => undefined);
    let coords: GeolocationCoordinates;
    try {
      coords = await whereIs(geolocation);
    } catch (error) {
      const isDenied = (error as GeolocationPositionError).code === 1;
      return problem(t(isDenied ? 'locate.denied' : 'locate.noLocation'));
    }
    try {
      const layers = await fetched;
      const areas = boundaries.flatMap(([kind], index): LinkedArea[] => {
        const layer = layers[index];
        const area = layer === undefined ? null : areaAt(layer, coords.longitude, coords.latitude);
        return area === null ? [] : [{ kind, ...area, name: areaName(kind, area.name, this.#language) }];
      });
      return this.#sayHere(areas, coords.accuracy);
    } catch (error) {
      return this.#sayTrouble(error);
    }
  }

  #sayHere(areas: LinkedArea[], accuracyMetres: number): Said {
    const t = this.#t;
    const [first] = areas;
    if (first === undefined) return problem(t('locate.hereOutside'));
    const metres = formatNumber(Math.ceil(accuracyMetres / 50) * 50, this.#language);
    const sentence =
      accuracyMetres > roughMetres
        ? t('locate.hereRoughly', { area: first.name, metres })
        : t('locate.here', { area: first.name });
    return { sentence, places: [{ title: '', areas }], isProblem: false };
  }

  #prepared(): Promise<{ finder: AddressFinder; words: FinderWords }> {
    this.#finder ??= fetchStreetIndex(this.#files.base, this.#files.index).then((index) => ({
      finder: new AddressFinder(index),
      words: new FinderWords(index.areas, this.#language, this.#t),
    }));
    return this.#finder;
  }

  #sayTrouble(error: unknown): Said {
    if (error instanceof DamagedFileError) return problem(this.#t('locate.damaged', { file: error.path }));
    // fetch() says a lost connection with a TypeError.
    if (error instanceof TypeError) return problem(this.#t('locate.offline'));
    throw error;
  }
}

function whereIs(geolocation: Geolocation): Promise<GeolocationCoordinates> {
  return new Promise((resolve, reject) => {
    geolocation.getCurrentPosition(({ coords }) => resolve(coords), reject, {
      enableHighAccuracy: true,
      timeout: patienceMs,
    });
  });
}

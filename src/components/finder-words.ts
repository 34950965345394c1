import type { AreaKind } from '../contract/code.ts';
import type { IndexedArea, PlaceIds } from '../contract/street.ts';
import type { Language, PlaceKind } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Answer, Finding } from '../search/address.ts';
import { sayStreet } from '../search/street-words.ts';
import { areaName } from './area-name.ts';

/** An area with a page of its own, to link to. */
export interface LinkedArea {
  kind: PlaceKind;
  name: string;
  slug: string;
}

/** One place that was meant, or may be. `title` is empty where the sentence has said it. */
export interface SaidPlace {
  title: string;
  areas: LinkedArea[];
}

/** An answer in words: a sentence (it may hold `<strong>` marks) and the places it speaks of. */
export interface Said {
  sentence: string;
  places: SaidPlace[];
  /** The sentence says why there is no answer. */
  isProblem: boolean;
}

/** Says what came of a question, in the reader's language. */
export class FinderWords {
  readonly #areas: ReadonlyMap<number, IndexedArea>;
  readonly #language: Language;
  readonly #t: Translate;

  constructor(areas: readonly IndexedArea[], language: Language, t: Translate) {
    this.#areas = new Map(areas.map((area) => [area.areaId, area]));
    this.#language = language;
    this.#t = t;
  }

  /** @param text what the reader typed. */
  say(answer: Answer, text: string): Said {
    const t = this.#t;
    switch (answer.kind) {
      case 'found':
        return answer.found.length === 1 ? this.#one(answer.found[0]!) : this.#several(answer.found);
      case 'nothing':
        return problem(t('locate.nothing'));
      case 'outside':
        return problem(t('locate.outside', { town: answer.town }));
      case 'no_corner': {
        const [first, second] = answer.streets;
        return problem(t('locate.noCorner', { first: sayStreet(first), second: sayStreet(second) }));
      }
      case 'unknown':
        return problem(
          answer.names.length > 0
            ? t('locate.unknownNear', { names: answer.names.map(sayStreet).join(', ') })
            : t('locate.unknown', { text: text.trim().slice(0, 60) }),
        );
      case 'no_streets':
        return problem(t('locate.noStreets'));
    }
  }

  #one(finding: Finding): Said {
    const t = this.#t;
    const title = this.#titleOf(finding);
    if (finding.guess)
      return { sentence: t('locate.guess'), places: this.#placesOf(finding, title), isProblem: false };
    return {
      sentence: this.#sentenceOf(finding, title),
      places: this.#placesOf(finding, ''),
      isProblem: false,
    };
  }

  #several(findings: readonly Finding[]): Said {
    const isGuess = findings.every(({ guess }) => guess);
    return {
      sentence: this.#t(isGuess ? 'locate.guesses' : 'locate.severalFit', { count: findings.length }),
      places: findings.flatMap((finding) => this.#placesOf(finding, this.#titleOf(finding))),
      isProblem: false,
    };
  }

  #sentenceOf(finding: Finding, title: string): string {
    const t = this.#t;
    if (finding.kind === 'area') return t('locate.areaFound', { area: title });
    const count = finding.places.length;
    const area = this.#neighborhood(finding.places[0]);
    if (finding.kind === 'street') return t('locate.streetIn', { count, street: title, area });
    if (finding.kind === 'address' && finding.nearest !== null) {
      const { number, nearest } = finding;
      return t('locate.nearest', { number, nearest, street: sayStreet(finding.street), area });
    }
    return count > 1
      ? t('locate.touches', { count, place: title })
      : t('locate.isIn', { place: title, area });
  }

  #titleOf(finding: Finding): string {
    const t = this.#t;
    switch (finding.kind) {
      case 'area':
        return areaName(finding.area.kind, finding.area.name, this.#language);
      case 'street':
        return sayStreet(finding.street);
      case 'corner': {
        const [first, second] = finding.streets;
        return t('locate.corner', { first: sayStreet(first), second: sayStreet(second) });
      }
      case 'address': {
        const { number, nearest } = finding;
        const values = { number, street: sayStreet(finding.street) };
        return nearest === null
          ? t('locate.address', values)
          : t('locate.nearestShort', { ...values, nearest });
      }
    }
  }

  #placesOf(finding: Finding, title: string): SaidPlace[] {
    if (finding.kind === 'area') return [{ title, areas: [this.#linked(finding.area)] }];
    // Along a street only the neighborhoods matter: which one, and then its page tells the rest.
    if (finding.kind === 'street' && finding.places.length > 1)
      return [{ title, areas: finding.places.flatMap((place) => this.#areasOf(place).slice(0, 1)) }];
    return finding.places.map((place) => ({ title, areas: this.#areasOf(place) }));
  }

  #areasOf(place: PlaceIds): LinkedArea[] {
    return place.flatMap((areaId) => {
      const area = this.#areas.get(areaId);
      return area === undefined ? [] : [this.#linked(area)];
    });
  }

  #linked({ kind, name, slug }: IndexedArea): LinkedArea {
    return { kind: kind as PlaceKind, name: areaName(kind, name, this.#language), slug };
  }

  #neighborhood(place: PlaceIds | undefined): string {
    return this.#areas.get(place?.[0] ?? 0)?.name ?? '';
  }
}

/** A sentence that says why there is no answer. */
export function problem(sentence: string): Said {
  return { sentence, places: [], isProblem: true };
}

/** What a place of some kind is called before its name. */
export const kindMessage = {
  neighborhood: 'locate.neighborhood',
  council_district: 'locate.council_district',
  community_statistical_area: 'locate.community_statistical_area',
} as const satisfies Partial<Record<AreaKind, string>>;

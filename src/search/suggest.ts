import type { Language } from '../i18n/language.ts';
import { nothingAsked, type Asked } from '../data/asked.ts';
import { isPlace, knownNames, type KnownNames } from './known-names.ts';
import type { NameMatch } from './name-search.ts';
import { readQuery } from './query.ts';
import { readSearch } from './reading.ts';
import { readRequestNumber } from './request-number.ts';
import type { NamedAgency, NamedArea, NamedPage, NamedType, Vocabulary } from './vocabulary.ts';
import { saysNothing, tellingWords, wordsIn } from './word.ts';

/** Something that a text may mean. */
export type Suggestion = { score: number } & (
  | { kind: 'request'; number: string }
  | { kind: 'search'; asked: Asked }
  | { kind: 'type'; type: NamedType }
  | { kind: 'area'; area: NamedArea }
  | { kind: 'street'; street: string; house: number | null }
  | { kind: 'agency'; agency: NamedAgency }
  | { kind: 'page'; page: NamedPage }
);

export type SuggestionKind = Suggestion['kind'];

/** Suggestions of one kind, the likeliest first. */
export interface SuggestionGroup {
  kind: SuggestionKind;
  suggestions: Suggestion[];
}

const mostInGroup = 4;
const mostInAll = 10;
/** Suggestions of other kinds are worth showing down to this share of the best. */
const leastShare = 0.5;
const sureSearch = 1.4;
const guessedSearch = 0.7;
const veryName = 1.25;
const markedStreet = 1.12;
const bareStreet = 0.92;
/** A street called by a word that kinds of request are called by too: Light St. */
const commonWord = 0.7;
const likeStreet = 0.52;
const beginningStreet = 0.6;

/** Says what a text may mean, from a vocabulary alone. */
export class Suggester {
  readonly vocabulary: Vocabulary;
  readonly #names: KnownNames;

  constructor(vocabulary: Vocabulary, language: Language) {
    this.vocabulary = vocabulary;
    this.#names = knownNames(vocabulary, language);
  }

  /** The names that the vocabulary knows, for reading a whole text as a filter. */
  get names(): KnownNames {
    return this.#names;
  }

  /**
   * What a text may mean, by kind: the kind of the likeliest first.
   * @param isTyping the last word may be the beginning of one.
   */
  suggest(text: string, isTyping: boolean): SuggestionGroup[] {
    const words = wordsIn(text.slice(0, 200));
    if (words.length === 0) return [];
    const number = numberIn(text);
    if (number !== null) return [{ kind: 'request', suggestions: [{ kind: 'request', number, score: 2 }] }];
    const telling = tellingWords(words);
    // Behind "pick up" the last telling word is whole.
    const isPart = isTyping && words.at(-1) === telling.at(-1) && !/\s$/.test(text);
    const all = [
      ...this.#searches(text),
      ...this.#areas(text, telling, isPart),
      ...(saysNothing(words) ? [] : this.#types(telling, isPart)),
      ...this.#streets(text),
      ...this.#agencies(telling, isPart),
      ...this.#pages(telling, isPart),
    ];
    return grouped(all);
  }

  /** A text that names several things at once is a search for requests. */
  #searches(text: string): Suggestion[] {
    const { asked, parts, isGuess } = readSearch(text, this.vocabulary, this.#names);
    if (parts < 2 || asked.text !== '' || asked.types.length === 0) return [];
    return [{ kind: 'search', asked, score: isGuess ? guessedSearch : sureSearch }];
  }

  #types(words: readonly string[], isPart: boolean): Suggestion[] {
    return this.#names.types.search(words, isPart).flatMap((match): Suggestion[] => {
      const type = this.vocabulary.types[match.entry];
      return type === undefined ? [] : [{ kind: 'type', type, score: worth(match) }];
    });
  }

  #areas(text: string, words: readonly string[], isPart: boolean): Suggestion[] {
    const places = this.vocabulary.areas.filter(({ kind }) => isPlace(kind));
    // A place that is written in several ways matches once for each.
    const exact = new Set(this.#names.areaBook.match(text).exact.map(({ kind, slug }) => `${kind}:${slug}`));
    const named = [...exact].flatMap((key, at): Suggestion[] => {
      const area = places[this.#names.areaAt.get(key) ?? -1];
      return area === undefined ? [] : [{ kind: 'area', area, score: veryName - at / 100 }];
    });
    const known = new Set(named.map((own) => (own.kind === 'area' ? own.area : null)));
    const others = this.#names.areas.search(words, isPart).flatMap((match): Suggestion[] => {
      const area = places[match.entry];
      return area === undefined || known.has(area) ? [] : [{ kind: 'area', area, score: worth(match) }];
    });
    return [...named, ...others];
  }

  #agencies(words: readonly string[], isPart: boolean): Suggestion[] {
    return this.#names.agencies.search(words, isPart).flatMap((match): Suggestion[] => {
      const agency = this.vocabulary.agencies[match.entry];
      return agency === undefined ? [] : [{ kind: 'agency', agency, score: worth(match) }];
    });
  }

  #pages(words: readonly string[], isPart: boolean): Suggestion[] {
    return this.#names.pages.search(words, isPart).flatMap((match): Suggestion[] => {
      const page = this.vocabulary.pages[match.entry];
      return page === undefined ? [] : [{ kind: 'page', page, score: worth(match) }];
    });
  }

  #streets(text: string): Suggestion[] {
    const query = readQuery(text);
    if (query.kind !== 'street' && query.kind !== 'address') return [];
    const { street } = query;
    const isMarked =
      street.suffix !== '' ||
      street.pre !== '' ||
      query.kind === 'address' ||
      /\b(calle|avenida)\b/i.test(text);
    const isCommon = wordsIn(street.core).some((word) => this.#names.types.knows(word));
    return this.#names.streets.match(street).map(({ street: { name }, guess, distance }): Suggestion => {
      const isBeginning = guess && name.replace(/^[NSEW] /, '').startsWith(street.core);
      const score = guess
        ? isBeginning
          ? beginningStreet
          : likeStreet - distance / 100
        : (isMarked ? markedStreet : bareStreet * (isCommon ? commonWord : 1)) - distance / 100;
      return {
        kind: 'street',
        street: name,
        house: query.kind === 'address' ? query.number : null,
        score: isMarked && guess ? score + 0.15 : score,
      };
    });
  }
}

/** A match that leaves much unsaid is worth less than its words. */
function worth({ score, said }: NameMatch): number {
  return score * (0.6 + 0.4 * said);
}

/** A request number, where a text can be nothing else. */
function numberIn(text: string): string | null {
  const digits = text.replace(/\D/g, '').length;
  const whole = digits >= 7 || /^\s*\d\d-\d{3,}\s*$/.test(text) ? readRequestNumber(text) : null;
  if (whole !== null) return whole;
  const within = /(?<!\d)(?:20)?\d\d[-\s]?\d{6,8}(?!\d)/.exec(text)?.[0];
  return within === undefined ? null : readRequestNumber(within);
}

function grouped(all: readonly Suggestion[]): SuggestionGroup[] {
  const best = Math.max(0, ...all.map(({ score }) => score));
  const kept = all
    .filter(({ score }) => score >= leastShare * best)
    .sort((one, other) => other.score - one.score);
  const groups = [...Map.groupBy(kept, ({ kind }) => kind)].map(([kind, suggestions]) => ({
    kind,
    suggestions: suggestions.slice(0, mostInGroup),
  }));
  let left = mostInAll;
  return groups.flatMap(({ kind, suggestions }) => {
    const shown = suggestions.slice(0, left);
    left -= shown.length;
    return shown.length === 0 ? [] : [{ kind, suggestions: shown }];
  });
}

/** A filter of one thing alone, for suggestions that lead to a list of requests. */
export function askedOf(suggestion: Suggestion): Asked | null {
  switch (suggestion.kind) {
    case 'search':
      return suggestion.asked;
    case 'type':
      return { ...nothingAsked, types: [suggestion.type.type], whose: whoseOf(suggestion.type) };
    case 'street':
      return { ...nothingAsked, street: suggestion.street, house: suggestion.house };
    case 'agency':
      return { ...nothingAsked, agency: suggestion.agency.agency };
    default:
      return null;
  }
}

/** A type that residents never open would list nothing among theirs. */
function whoseOf({ origin }: NamedType): Asked['whose'] {
  return origin === 'resident' ? 'residents' : origin === 'city' ? 'city' : 'everyone';
}

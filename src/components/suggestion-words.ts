import type { Language, PlaceKind } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { sayStreet } from '../search/street-words.ts';
import { askedOf, type Suggestion } from '../search/suggest.ts';
import type { Vocabulary } from '../search/vocabulary.ts';
import { pageAddress, placeAddress, requestAddress, siteAddress } from './address.ts';
import { areaName } from './area-name.ts';
import { AskedWords } from './asked-words.ts';
import { searchAddress } from './search-address.ts';

/** A suggestion as the list shows it. */
export interface SaidSuggestion {
  title: string;
  /** What it is beside its name: the City's own name, the kind of place. */
  note: string;
  /** The note's language, where it is not the page's. */
  noteLanguage: Language | null;
  address: string;
}

/** Says suggestions in one language, each with the address it leads to. */
export class SuggestionWords {
  readonly #language: Language;
  readonly #t: Translate;
  readonly #asked: AskedWords;

  constructor(vocabulary: Vocabulary, language: Language, t: Translate) {
    this.#language = language;
    this.#t = t;
    this.#asked = new AskedWords(vocabulary, language, t);
  }

  say(suggestion: Suggestion): SaidSuggestion {
    const language = this.#language;
    const plain = { note: '', noteLanguage: null };
    const asked = askedOf(suggestion);
    const address = asked === null ? '' : searchAddress(asked, language);
    switch (suggestion.kind) {
      case 'type': {
        const { name, type } = suggestion.type;
        return { title: name[language], note: type, noteLanguage: 'en', address };
      }
      case 'area': {
        const kind = suggestion.area.kind as PlaceKind;
        return {
          title: areaName(kind, suggestion.area.name, language),
          note: this.#t(`search.kind.${kind}`),
          noteLanguage: null,
          address: placeAddress(kind, suggestion.area.slug, language),
        };
      }
      case 'street': {
        const street = sayStreet(suggestion.street);
        const title = suggestion.house === null ? street : `${suggestion.house} ${street}`;
        return { ...plain, title, address };
      }
      case 'agency': {
        const { name, agency } = suggestion.agency;
        return {
          title: name[language],
          note: name[language] === agency ? '' : agency,
          noteLanguage: 'en',
          address,
        };
      }
      case 'request':
        return {
          ...plain,
          title: this.#t('search.requestNumber', { number: suggestion.number }),
          address: requestAddress(suggestion.number, language),
        };
      case 'page':
        return {
          ...plain,
          title: suggestion.page.title[language],
          address: siteAddress(suggestion.page.address[language]),
        };
      case 'search':
        return { ...plain, title: this.#asked.sentence(suggestion.asked), address };
    }
  }

  /** The last entry of the list: the text itself, as a search for requests. */
  sayAll(text: string): SaidSuggestion {
    return {
      title: this.#t('search.all', { text }),
      note: '',
      noteLanguage: null,
      address: `${pageAddress('search', this.#language)}?q=${encodeURIComponent(text)}`,
    };
  }
}

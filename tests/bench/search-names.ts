import MiniSearch from 'minisearch';
import { fold } from '../../src/search/fold.ts';
import { knownNames } from '../../src/search/known-names.ts';
import type { Suggestion, SuggestionGroup } from '../../src/search/suggest.ts';
import { Suggester } from '../../src/search/suggest.ts';
import type { Vocabulary } from '../../src/search/vocabulary.ts';
import { placeOfAnswer, readQueries, type AskedQuery } from '../unit/search/judge.ts';
import { referenceVocabulary } from '../unit/search/reference-vocabulary.ts';
import { spread } from './figure.ts';

/** How well and how fast a search answers tests/search/queries.csv. */
export interface Answered {
  /** Shares of the queries of a language whose answer comes first, and among the first three, in percent. */
  en: { first: number; three: number };
  es: { first: number; three: number };
  milliseconds: { median: number; p95: number };
}

/** The same queries over the same vocabulary: by this portal's search, and by MiniSearch with all that it offers for it. */
export function answerQueries(): { own: Answered; miniSearch: Answered } {
  const vocabulary = referenceVocabulary();
  const suggesters = { en: new Suggester(vocabulary, 'en'), es: new Suggester(vocabulary, 'es') };
  const mini = miniSearch(vocabulary);
  return {
    own: answered((query) => suggesters[query.language].suggest(query.query, false)),
    miniSearch: answered((query) => mini(query.query)),
  };
}

function answered(suggest: (query: AskedQuery) => SuggestionGroup[]): Answered {
  const queries = readQueries();
  // Once through, so that both are measured with their code compiled.
  for (const query of queries) suggest(query);
  const milliseconds: number[] = [];
  const places = queries.map((query) => {
    const started = performance.now();
    const groups = suggest(query);
    milliseconds.push(performance.now() - started);
    return { language: query.language, at: placeOfAnswer(query, groups) };
  });
  const share = (language: 'en' | 'es', most: number): number => {
    const own = places.filter((place) => place.language === language);
    return (100 * own.filter(({ at }) => at >= 0 && at < most).length) / own.length;
  };
  const shares = (language: 'en' | 'es'): Answered['en'] => ({
    first: share(language, 1),
    three: share(language, 3),
  });
  return { en: shares('en'), es: shares('es'), milliseconds: spread(milliseconds) };
}

/** MiniSearch over the same names: accents folded, prefixes and slips allowed, rarer kinds and city-made ones lower. */
function miniSearch(vocabulary: Vocabulary): (text: string) => SuggestionGroup[] {
  const things: { suggestion: Suggestion; text: string; likelihood: number }[] = [
    ...vocabulary.types.map((type) => ({
      suggestion: { kind: 'type' as const, type, score: 0 },
      text: [type.type, type.name.en, type.name.es, ...type.words.en, ...type.words.es].join(' . '),
      likelihood: type.origin === 'resident' ? 1 : 0.8,
    })),
    ...vocabulary.areas.map((area) => ({
      suggestion: { kind: 'area' as const, area, score: 0 },
      text: [area.name, ...area.others].join(' . '),
      likelihood: 1,
    })),
    ...vocabulary.agencies.map((agency) => ({
      suggestion: { kind: 'agency' as const, agency, score: 0 },
      text: [agency.agency, agency.name.en, agency.name.es, ...agency.words.en, ...agency.words.es].join(
        ' . ',
      ),
      likelihood: 1,
    })),
    ...vocabulary.pages.map((page) => ({
      suggestion: { kind: 'page' as const, page, score: 0 },
      text: [page.title.en, page.title.es, ...page.words.en, ...page.words.es].join(' . '),
      likelihood: 1,
    })),
    ...vocabulary.streets.map((street) => ({
      suggestion: { kind: 'street' as const, street, house: null, score: 0 },
      text: street,
      likelihood: 1,
    })),
  ];
  const index = new MiniSearch({
    fields: ['text'],
    processTerm: (term) => fold(term),
    searchOptions: {
      prefix: true,
      fuzzy: 0.2,
      boostDocument: (id) => things[Number(id)]?.likelihood ?? 1,
    },
  });
  index.addAll(things.map(({ text }, id) => ({ id, text })));
  return (text) => {
    const suggestions = index
      .search(text)
      .slice(0, 10)
      .flatMap(({ id }) => things[Number(id)]?.suggestion ?? []);
    return [{ kind: 'search', suggestions }];
  };
}

/** Milliseconds to make a vocabulary ready. */
export function prepareMs(): number {
  const vocabulary = referenceVocabulary();
  const started = performance.now();
  knownNames(vocabulary, 'en');
  return performance.now() - started;
}

import { describe, expect, it } from 'vitest';
import { languages } from '../../../src/i18n/language.ts';
import { Suggester } from '../../../src/search/suggest.ts';
import { placeOfAnswer, readQueries } from './judge.ts';
import { referenceVocabulary } from './reference-vocabulary.ts';

const vocabulary = referenceVocabulary();
const queries = readQueries();

describe('what people type, in tests/search/queries.csv', () => {
  it('is at least 120 queries, half of them Spanish', () => {
    expect(queries.length).toBeGreaterThanOrEqual(120);
    const spanish = queries.filter(({ language }) => language === 'es');
    expect(spanish.length / queries.length).toBeGreaterThan(0.45);
    expect(new Set(queries.map(({ language, query }) => `${language} ${query}`)).size).toBe(queries.length);
  });

  it.each(languages)('finds what is meant first 85 times of 100, among three 95 times (%s)', (language) => {
    const suggester = new Suggester(vocabulary, language);
    const own = queries.filter((query) => query.language === language);
    const places = own.map((query) => ({
      query,
      at: placeOfAnswer(query, suggester.suggest(query.query, false)),
    }));
    const missed = places.filter(({ at }) => at < 0 || at > 2).map(({ query }) => query.query);
    const share = (most: number): number =>
      (100 * places.filter(({ at }) => at >= 0 && at < most).length) / places.length;
    expect(share(3), `not among the first three: ${missed.join('; ')}`).toBeGreaterThanOrEqual(95);
    expect(share(1)).toBeGreaterThanOrEqual(85);
  });
});

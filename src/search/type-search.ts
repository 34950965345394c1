import { NameSearch } from './name-search.ts';
import { tellingWords, wordsIn } from './word.ts';

/** A kind of request and everything it is called: plain names in both languages and the City's own. */
export interface CalledType {
  id: number;
  names: readonly string[];
}

/**
 * Finds kinds of request by any of their names while they are typed.
 * @returns a function from what is typed to the ids found, likeliest first; all of them for an empty text.
 */
export function typeSearch(types: readonly CalledType[]): (text: string) => number[] {
  const search = new NameSearch(
    types.map(({ names }) => ({
      phrases: names.map((text) => ({ text, weight: 1 })),
      likelihood: 1,
    })),
  );
  return (text) => {
    const words = tellingWords(wordsIn(text));
    if (text.trim() === '') return types.map(({ id }) => id);
    return search.search(words, true).flatMap(({ entry }) => types[entry]?.id ?? []);
  };
}

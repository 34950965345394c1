import Fuse from 'fuse.js';
import { fold } from './fold.ts';

/** A kind of request and everything it is called: plain names in both languages and the City's own. */
export interface NamedType {
  id: number;
  names: readonly string[];
}

/**
 * Finds kinds of request by any of their names, tolerant of accents and small misspellings.
 * @returns a function from what is typed to the ids found, likeliest first; all of them for an empty text.
 */
export function typeSearch(types: readonly NamedType[]): (text: string) => number[] {
  const folded = types.map(({ id, names }) => ({ id, names: names.map(fold) }));
  const fuse = new Fuse(folded, {
    keys: ['names'],
    ignoreLocation: true,
    threshold: 0.3,
    minMatchCharLength: 2,
  });
  return (text) => {
    const wanted = fold(text);
    if (wanted === '') return types.map(({ id }) => id);
    // Names with the very letters come first, at the start of a word before within one, and then alone: "rat" should
    // not bring what only sounds like it.
    const starts = new RegExp(`\\b${wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
    const within = folded.filter(({ names }) => names.some((name) => name.includes(wanted)));
    const first = within.filter(({ names }) => names.some((name) => starts.test(name)));
    const exact = [...new Set([...first, ...within])];
    return (exact.length > 0 ? exact : fuse.search(wanted).map(({ item }) => item)).map(({ id }) => id);
  };
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NameSearch } from '../../../src/search/name-search.ts';
import { soundOf, stemOf, tellingWords, wordsIn } from '../../../src/search/word.ts';

const names = [
  ['Pothole', 'Bache', 'TRM-Potholes', 'hole in the street'],
  ['Rats in an alley or yard', 'Ratas en el callejón o patio', 'SW-Rat Rubout'],
  ['Street light out', 'Luz de la calle apagada', 'BGE-StLight(s) Out'],
  ['Dirty alley', 'Callejón sucio', 'SW-Dirty Alley'],
  ['Dirty street', 'Calle sucia', 'SW-Dirty Street'],
  ['Storm drain clogged', 'Alcantarilla tapada', 'WW-Storm Inlet Choke'],
];
const search = new NameSearch(
  names.map((phrases) => ({
    phrases: phrases.map((text) => ({ text, weight: 1 })),
    likelihood: 1,
  })),
);
const find = (text: string, isTyping = false): number[] =>
  search.search(tellingWords(wordsIn(text)), isTyping).map(({ entry }) => entry);

describe('finding by name', () => {
  it.each([
    ['potholes', 0],
    ['pot hole', 0],
    ['BACHES', 0],
    ['potohle', 0],
    ['hole in my street', 0],
    ['rats', 1],
    ['alley rats', 1],
    ['streetlight out', 2],
    ['luces apagadas', 2],
    ['stlight', 2],
    ['sw-dirty alley', 3],
    ['calles sucias', 4],
    ['alcantariya tapada', 5],
    ['alcantarila', 5],
  ])('knows what “%s” means', (text, entry) => {
    expect(find(text)[0]).toBe(entry);
  });

  it('takes the last word for a beginning while it is typed, and not before', () => {
    expect(find('alcan', true)[0]).toBe(5);
    expect(find('xyz alcan', true)[0]).toBe(5);
    expect(find('po', true)[0]).toBe(0);
    expect(find('po')).toEqual([]);
  });

  it('puts what has all the words before what has some', () => {
    expect(find('dirty street')).toEqual([4, ...find('dirty street').slice(1)]);
    const [first, second] = search.search(['dirty', 'street'], false);
    expect(first?.said).toBe(1);
    expect(second?.score ?? 0).toBeLessThan(first?.score ?? 0);
  });

  it('says which matches are guesses', () => {
    expect(search.search(['pothole'], false)[0]?.isGuess).toBe(false);
    expect(search.search(['potohle'], false)[0]?.isGuess).toBe(true);
  });

  it('finds nothing for what nothing is called', () => {
    expect(find('xqzzw')).toEqual([]);
    expect(find('<img onerror=x>')).toEqual([]);
    expect(search.search([], false)).toEqual([]);
  });

  it('never fails, and finds every name by itself, whatever its letters', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.boolean(), (text, isTyping) => {
        for (const { score, said } of search.search(wordsIn(text), isTyping)) {
          expect(score).toBeGreaterThan(0);
          expect(said).toBeLessThanOrEqual(1.000001);
        }
      }),
    );
    names.forEach((phrases, entry) => phrases.forEach((name) => expect(find(name)[0]).toBe(entry)));
  });
});

describe('words', () => {
  it.each([
    ['alleys', 'alley'],
    ['luces', 'luz'],
    ['apagadas', 'apagado'],
    ['arboles', 'arbol'],
    ['leaking', 'leak'],
    ['flooded', 'flood'],
    ['puppies', 'puppy'],
    ['dumping', 'dump'],
    ['calles', 'calle'],
  ])('“%s” and “%s” are forms of one', (one, other) => {
    expect(stemOf(one)).toBe(stemOf(other));
  });

  it.each([
    ['glass', 'glas'],
    ['bus', 'bu'],
  ])('“%s” is no plural', (one, other) => {
    expect(stemOf(one)).not.toBe(stemOf(other));
  });

  it.each([
    ['vache', 'bache'],
    ['lusi', 'lucy'],
    ['alcantariya', 'alcantarilla'],
    ['oyo', 'hoyo'],
    ['zapato', 'sapato'],
    ['gente', 'jente'],
  ])('“%s” sounds like “%s”', (one, other) => {
    expect(soundOf(one)).toBe(soundOf(other));
  });

  it('empty words go, unless there is nothing else', () => {
    expect(tellingWords(wordsIn('¿Quién recoge la basura en mi calle?'))).toEqual([
      'recoge',
      'basura',
      'calle',
    ]);
    expect(tellingWords(['the', 'in'])).toEqual(['the', 'in']);
  });
});

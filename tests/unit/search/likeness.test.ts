import { describe, expect, it } from 'vitest';
import { lettersApart, likeliest } from '../../../src/search/likeness.ts';

describe('spellings', () => {
  it.each([
    ['CALVERT', 'CALVERT', 0],
    ['CALVRT', 'CALVERT', 1],
    ['CALVERRT', 'CALVERT', 1],
    ['CALBERT', 'CALVERT', 1],
    ['CALVRET', 'CALVERT', 1],
    ['KALBERT', 'CALVERT', 2],
  ])('%s and %s are %d apart', (first, second, apart) => {
    expect(lettersApart(first, second, 3)).toBe(apart);
  });

  it('too far apart are not counted to the end', () => {
    expect(lettersApart('A', 'CALVERT', 2)).toBeGreaterThan(2);
    expect(lettersApart('XXXXXXX', 'CALVERT', 2)).toBeGreaterThan(2);
  });
});

describe('the likeliest names', () => {
  const names = ['CALVERT', 'CALVERTON', 'CARVER', 'HAMPDEN', 'CAMDEN', 'REISTERSTOWN'];

  it('are those nearest, of equals those that begin alike', () => {
    expect(likeliest('HAMDEN', names, 5).map(({ name }) => name)).toEqual(['HAMPDEN', 'CAMDEN']);
  });

  it('are also those that begin with the text', () => {
    expect(likeliest('REISTERS', names, 5)).toEqual([{ name: 'REISTERSTOWN', apart: 0.5 }]);
  });

  it('are none for a text that is like nothing', () => {
    expect(likeliest('QQQQQQQ', names, 5)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { typeSearch } from '../../../src/search/type-search.ts';

const find = typeSearch([
  { id: 1, names: ['Pothole', 'Bache', 'TRM-Potholes'] },
  { id: 2, names: ['Rats', 'Ratas', 'SW-Rat Rubout'] },
  { id: 3, names: ['Leaking water meter', 'Fuga en el medidor de agua', 'WW-Water Meter Leak'] },
  { id: 4, names: ['Street light out', 'Luz de la calle apagada', 'BGE-StLight(s) Out'] },
  { id: 5, names: ['High grass and weeds', 'Hierba alta', 'SW-HGW'] },
  { id: 6, names: ['Dirty alley', 'Callejón sucio', 'SW-Dirty Alley'] },
]);

describe('finding a kind of request', () => {
  it.each([
    ['pothole', 1],
    ['BACHES', 1],
    ['ratas', 2],
    ['rats', 2],
    ['streetlight', 4],
    ['stlight(s)', 4],
    ['high gras', 5],
    ['sw-hgw', 5],
    ['callejon', 6],
    ['potole', 1],
  ])('knows what “%s” means', (text, id) => {
    expect(find(text)[0]).toBe(id);
  });

  it('shows all for an empty text, none for what nothing is called', () => {
    expect(find('  ')).toEqual([1, 2, 3, 4, 5, 6]);
    expect(find('zzzz')).toEqual([]);
    expect(find('<img onerror=x>')).toEqual([]);
  });
});

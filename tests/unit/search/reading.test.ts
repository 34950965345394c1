import { describe, expect, it } from 'vitest';
import { nothingAsked, type Asked } from '../../../src/data/asked.ts';
import { knownNames } from '../../../src/search/known-names.ts';
import { readSearch } from '../../../src/search/reading.ts';
import { referenceVocabulary } from './reference-vocabulary.ts';

const vocabulary = referenceVocabulary();
const names = knownNames(vocabulary, 'en');
const read = (text: string): Asked => readSearch(text, vocabulary, names).asked;
const canton = [{ kind: 'neighborhood' as const, slug: 'canton' }];

describe('reading words as a filter', () => {
  it('tells kind, street, place and year apart', () => {
    expect(read('illegal dumping on frederick rd in canton since 2024')).toMatchObject({
      types: ['HCD-Illegal Dumping'],
      street: 'FREDERICK RD',
      places: canton,
      days: { from: '2024-01-01', to: '2099-12-31' },
      text: '',
    });
    expect(read('bache en canton desde 2024')).toMatchObject({
      places: canton,
      days: { from: '2024-01-01', to: '2099-12-31' },
    });
    expect(read('bache en canton desde 2024').types).toContain('TRM-Potholes');
  });

  it.each([
    ['potholes 2019', { from: '2019-01-01', to: '2019-12-31' }],
    ['potholes in 2019', { from: '2019-01-01', to: '2019-12-31' }],
    ['potholes before 2020', { from: '1990-01-01', to: '2019-12-31' }],
    ['baches antes de 2020', { from: '1990-01-01', to: '2019-12-31' }],
  ])('reads the days of “%s”', (text, days) => {
    expect(read(text)).toMatchObject({ days, types: expect.arrayContaining(['TRM-Potholes']) as unknown });
  });

  it('keeps a house number with its street', () => {
    expect(read('1200 calvert st')).toMatchObject({ street: 'CALVERT ST', house: 1200, types: [] });
    expect(read('graffiti 1200 calvert st')).toMatchObject({ street: 'CALVERT ST', house: 1200 });
  });

  it('takes a place for a place, and a street of that name for a street', () => {
    expect(read('rats in hamilton')).toMatchObject({
      places: [{ kind: 'neighborhood', slug: 'hamilton' }],
      street: '',
    });
    expect(read('rats on hamilton ave')).toMatchObject({ places: [], street: 'HAMILTON AVE' });
    expect(read('potholes district 9').places).toEqual([{ kind: 'council_district', slug: 'district-9' }]);
  });

  it('knows how requests stand', () => {
    expect(read('overdue potholes').status).toBe('late');
    expect(read('baches abiertas').status).toBe('open');
    // A hydrant that is open is a kind of request.
    expect(read('hydrant open')).toMatchObject({ status: 'any', types: ['WW-Hydrant Open'] });
  });

  it('leaves what nothing is called by as words', () => {
    expect(read('xqzzw')).toEqual({ ...nothingAsked, text: 'xqzzw' });
    expect(read('xqzzw on calvert st')).toMatchObject({ street: 'CALVERT ST', text: 'xqzzw' });
    expect(readSearch('xqzzw', vocabulary, names).unknown).toEqual(['xqzzw']);
  });

  it('finds the City’s own words about a result', () => {
    expect(read('work could not be completed').outcome).toBe('Work could not be completed');
  });

  it.each([
    ['nothing', ''],
    ['spaces', '   '],
    ['empty words', 'the of in'],
    ['a wildcard', '%'],
    ['SQL', "'; DROP TABLE x; --"],
    ['a picture', '🐀'],
    ['5,000 letters', 'a'.repeat(5000)],
  ])('asks no nonsense for %s', (_, text) => {
    const asked = read(text);
    expect(asked.types).toEqual([]);
    expect(asked.street).toBe('');
  });
});

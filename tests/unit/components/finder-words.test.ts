import { describe, expect, it } from 'vitest';
import { FinderWords } from '../../../src/components/finder-words.ts';
import en from '../../../src/i18n/en.ts';
import es from '../../../src/i18n/es.ts';
import { createTranslate } from '../../../src/i18n/translate.ts';
import { AddressFinder } from '../../../src/search/address.ts';
import { smallIndex } from '../search/small-index.ts';

const finder = new AddressFinder(smallIndex);
const words = {
  en: new FinderWords(smallIndex.areas, 'en', createTranslate('en', en)),
  es: new FinderWords(smallIndex.areas, 'es', createTranslate('es', es)),
};
const say = (text: string, language: 'en' | 'es' = 'en') => words[language].say(finder.find(text), text);

describe('an answer in words', () => {
  it('tells of an address its three areas', () => {
    expect(say('1204 N Charles St')).toEqual({
      sentence: '<strong>1204 N Charles St</strong> is in Abell.',
      places: [
        {
          title: '',
          areas: [
            { kind: 'neighborhood', name: 'Abell', slug: 'abell' },
            { kind: 'council_district', name: 'District 9', slug: 'district-9' },
            {
              kind: 'community_statistical_area',
              name: 'Greater Charles Village',
              slug: 'greater-charles-village',
            },
          ],
        },
      ],
      isProblem: false,
    });
  });

  it('calls a district by its Spanish name in Spanish', () => {
    const said = say('1204 N Charles St', 'es');
    expect(said.sentence).toBe('<strong>1204 N Charles St</strong> queda en Abell.');
    expect(said.places[0]?.areas[1]).toEqual({
      kind: 'council_district',
      name: 'Distrito 9',
      slug: 'district-9',
    });
  });

  it.each([
    [
      '1301 N Charles St',
      /We do not know number 1301 on N Charles St.* at number 1299, is in Canton/,
      /No conocemos el número 1301 de N Charles St.*altura del 1299, queda en Canton/,
    ],
    [
      'Charles & North',
      /corner of .*N Charles St and E North Ave.* touches 2 places/,
      /esquina de .*N Charles St y E North Ave.* toca 2 lugares/,
    ],
    ['1200 charles', /^2 places match/, /^Hay 2 lugares posibles/],
    ['150 pensylvania', /Did you mean this/, /¿Quiso decir esto/],
    ['1200 E Charles St', /Did you mean one of these/, /¿Quiso decir uno de estos/],
    ['N Charles St', /N Charles St.* runs through 2 neighborhoods/, /N Charles St.* pasa por 2 vecindarios/],
    [
      'Falls Rd',
      /As far as we know, .*Falls Rd.* is in Canton/,
      /Hasta donde sabemos, .*Falls Rd.* queda en Canton/,
    ],
    ['distrito 9', /District 9.* has a page/, /Distrito 9.* tiene su propia página/],
    ['', /^Type a house number/, /^Escriba el número/],
    ['5 Oak Ct, Towson', /Towson is outside Baltimore City/, /Towson queda fuera/],
    [
      'Falls Rd & St Paul St',
      /Falls Rd and Saint Paul St do not meet/,
      /Falls Rd y Saint Paul St no se cruzan/,
    ],
    ['xyzzyx', /“xyzzyx”.*Check the spelling/, /“xyzzyx”.*Revise/],
  ])('“%s” is answered in both languages', (text, english, spanish) => {
    expect(say(text).sentence).toMatch(english);
    expect(say(text, 'es').sentence).toMatch(spanish);
  });

  it('names each of several places, so that one can be chosen', () => {
    expect(say('1200 charles').places.map(({ title }) => title)).toEqual([
      '1200 N Charles St',
      '1200 S Charles St',
    ]);
  });

  it('says why there is no answer, and nothing to choose from', () => {
    expect(say('xyzzyx')).toMatchObject({ isProblem: true, places: [] });
  });
});

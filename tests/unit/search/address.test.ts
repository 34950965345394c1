import { describe, expect, it } from 'vitest';
import { AddressFinder, type Answer } from '../../../src/search/address.ts';
import { abell, canton, smallIndex } from './small-index.ts';

const finder = new AddressFinder(smallIndex);

/** The findings in short; `?` marks a guess, `~` the nearest number known. */
function short(answer: Answer): string[] {
  if (answer.kind !== 'found') return [answer.kind];
  return answer.found.map((finding) => {
    const mark = finding.guess ? '?' : '';
    switch (finding.kind) {
      case 'area':
        return `${mark}${finding.area.kind}: ${finding.area.name}`;
      case 'street':
        return `${mark}${finding.street}`;
      case 'corner':
        return `${mark}${finding.streets.join(' & ')}`;
      case 'address':
        return `${mark}${finding.number} ${finding.street}${finding.nearest === null ? '' : ` ~${finding.nearest}`}`;
    }
  });
}

const find = (text: string): string[] => short(finder.find(text));

describe('an address', () => {
  it.each([
    '1200 N Charles St',
    '1200 n charles',
    '1200 North Charles Street, Baltimore, MD 21201',
    'calle Charles Norte 1200',
  ])('“%s” is found', (text) => {
    expect(find(text)).toEqual(['1200 N CHARLES ST']);
  });

  it('is answered by the side of the street that its number is on', () => {
    const placesOf = (text: string): unknown => {
      const answer = finder.find(text);
      return answer.kind === 'found' && answer.found[0]?.kind === 'address' && answer.found[0].places;
    };
    expect(placesOf('1204 N Charles St')).toEqual([abell]);
    expect(placesOf('1205 N Charles St')).toEqual([canton]);
  });

  it('without a direction is offered on both streets that have the number', () => {
    expect(find('1200 charles st')).toEqual(['1200 N CHARLES ST', '1200 S CHARLES ST']);
    expect(find('1298 charles')).toEqual(['1298 N CHARLES ST']);
  });

  it('with a direction that the street does not have is offered as a guess', () => {
    expect(find('1200 E Charles St')).toEqual(['?1200 N CHARLES ST', '?1200 S CHARLES ST']);
  });

  it('with another kind of street is offered as a guess', () => {
    expect(find('150 Falls Ave')).toEqual(['?150 FALLS RD']);
  });

  it('with a number that is not known gives the nearest one, and says so', () => {
    expect(find('1301 N Charles St')).toEqual(['1301 N CHARLES ST ~1299']);
    expect(find('9000 Falls Rd')).toEqual(['9000 FALLS RD ~198']);
  });

  it('on a street that lacks the number also offers its namesake that has it', () => {
    expect(find('1598 S Charles St')).toEqual(['?1598 N CHARLES ST', '1598 S CHARLES ST ~1210']);
  });

  it.each([
    ['150 pensylvania ave', '?150 PENNSYLVANIA AVE'],
    ['150 Pennslyvania', '?150 PENNSYLVANIA AVE'],
    ['150 pensilvania', '?150 PENNSYLVANIA AVE'],
    ['150 Penns', '?150 PENNSYLVANIA AVE'],
    ['1298 n chalres st', '?1298 N CHARLES ST'],
  ])('misspelled as “%s” is found as a guess', (text, expected) => {
    expect(find(text)).toEqual([expected]);
  });

  it('on a street nobody knows is not found', () => {
    expect(finder.find('123 Zyzzyx Rd')).toEqual({ kind: 'unknown', names: [] });
  });

  it('in a town of the county is outside', () => {
    expect(finder.find('150 Falls Rd, Towson, MD')).toEqual({ kind: 'outside', town: 'Towson' });
  });
});

describe('a corner', () => {
  it.each([
    'St Paul & Charles',
    'Charles St at Saint Paul St',
    'esquina de Charles y St Paul',
    'Charles con Saint Paul',
  ])('“%s” is found', (text) => {
    const streets = find(text)[0]?.split(' & ').sort();
    expect(streets).toEqual(['N CHARLES ST', 'SAINT PAUL ST']);
  });

  it('of a street whose halves meet it in one point is told once, with every place it touches', () => {
    const answer = finder.find('Charles & North');
    expect(short(answer)).toEqual(['N CHARLES ST & E NORTH AVE']);
    expect(answer).toMatchObject({ found: [{ places: [abell, canton] }] });
  });

  it('of streets that do not meet is said to be none', () => {
    expect(finder.find('Falls Rd & St Paul St')).toEqual({
      kind: 'no_corner',
      streets: ['FALLS RD', 'SAINT PAUL ST'],
    });
  });
});

describe('a name', () => {
  it.each([
    ['Abell', ['neighborhood: Abell']],
    ['barrio abell', ['neighborhood: Abell']],
    ['Canton', ['neighborhood: Canton', 'community_statistical_area: Canton']],
    ['district 9', ['council_district: District 9']],
    ['Distrito 9', ['council_district: District 9']],
    ['distrito del Concejo 9', ['council_district: District 9']],
    ['mt. washington', ['neighborhood: Mount Washington']],
    ['Canten', ['?neighborhood: Canton', '?community_statistical_area: Canton']],
    ['washington', ['neighborhood: Mount Washington']],
    ['Falls Rd', ['FALLS RD']],
    ['charles', ['community_statistical_area: Greater Charles Village', 'N CHARLES ST', 'S CHARLES ST']],
  ])('“%s” leads to %s', (text, expected) => {
    expect(find(text)).toEqual(expected);
  });

  it.each(['', '  ', '1200', '?!'])('“%s” is nothing to look for', (text) => {
    expect(finder.find(text)).toEqual({ kind: 'nothing' });
  });
});

describe('a record without streets', () => {
  const bare = new AddressFinder({ ...smallIndex, streets: [] });

  it('still finds areas by name', () => {
    expect(short(bare.find('Canton'))).toEqual([
      'neighborhood: Canton',
      'community_statistical_area: Canton',
    ]);
    expect(short(bare.find('Canten'))[0]).toBe('?neighborhood: Canton');
  });

  it('says of an address that it has no streets', () => {
    expect(bare.find('1200 N Charles St')).toEqual({ kind: 'no_streets' });
    expect(bare.find('Charles & North')).toEqual({ kind: 'no_streets' });
  });
});

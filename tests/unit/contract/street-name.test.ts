import { describe, expect, it } from 'vitest';
import { coreKey, ordinal, parseStreetName, writeStreetName } from '../../../src/contract/street-name.ts';

const written = (name: string): string => writeStreetName(parseStreetName(name));

describe('a street name', () => {
  it.each([
    ['North Calvert Street', 'N CALVERT ST'],
    ['n. calvert st.', 'N CALVERT ST'],
    ['Calvert St N', 'N CALVERT ST'],
    ['Charles Norte', 'N CHARLES'],
    ['HAVERHILL ROAD', 'HAVERHILL RD'],
    ['St. Paul St', 'SAINT PAUL ST'],
    ['St Paul', 'SAINT PAUL'],
    ['saint paul street', 'SAINT PAUL ST'],
    ['W North Ave', 'W NORTH AVE'],
    ['North Avenue', 'NORTH AVE'],
    ['West Street', 'WEST ST'],
    ['Twenty Ninth Street', '29TH ST'],
    ['Twenty-first St', '21ST ST'],
    ['E thirtythird', 'E 33RD'],
    ["O'Donnell St", 'ODONNELL ST'],
    ['O DONNELL ST', 'ODONNELL ST'],
    ['Mc Elderry St', 'MCELDERRY ST'],
    ['Mt Royal Terr', 'MOUNT ROYAL TER'],
    ['W 19_1 ST', 'W 19 1/2 ST'],
    ['MLK Blvd', 'MARTIN LUTHER KING JR BLVD'],
    ['DR. BENJAMIN QUARLES PL', 'DR BENJAMIN QUARLES PL'],
    ['Calle de José', 'CALLE DE JOSE'],
    ['The Alameda', 'THE ALAMEDA'],
    ['Mossway', 'MOSSWAY'],
    ['', ''],
  ])('%s is %s', (name, expected) => {
    expect(written(name)).toBe(expected);
    expect(written(expected)).toBe(expected);
  });

  it('has the same core whether it is written in one word or two, with The or without', () => {
    expect(coreKey(parseStreetName('Cold Spring Lane').core)).toBe(
      coreKey(parseStreetName('COLDSPRING LN').core),
    );
    expect(coreKey('THE ALAMEDA')).toBe('ALAMEDA');
  });

  it('numbers streets as the City does', () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 33, 112].map(ordinal)).toEqual(
      '1ST 2ND 3RD 4TH 11TH 12TH 13TH 21ST 22ND 33RD 112TH'.split(' '),
    );
  });
});

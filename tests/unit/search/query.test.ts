import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeStreetName } from '../../../src/contract/street-name.ts';
import { readQuery } from '../../../src/search/query.ts';

/** What a text was taken for, in short: `1200 N CALVERT ST`, `A & B`, or the street alone. */
function taken(text: string): string {
  const query = readQuery(text);
  switch (query.kind) {
    case 'nothing':
      return '';
    case 'street':
      return writeStreetName(query.street);
    case 'address':
      return `${query.number} ${writeStreetName(query.street)}`;
    case 'corner':
      return query.streets.map(writeStreetName).join(' & ');
  }
}

describe('a text in the box', () => {
  it.each([
    ['1200 N Calvert St', '1200 N CALVERT ST'],
    ['  1200   north calvert street  ', '1200 N CALVERT ST'],
    ['1200 N Calvert St, Baltimore, MD 21202', '1200 N CALVERT ST'],
    ['1200 N Calvert St Baltimore MD 21202-1234', '1200 N CALVERT ST'],
    ['101 N CLINTON ST, Baltimore City, 21224', '101 N CLINTON ST'],
    ['3709 BOARMAN AVE, BC', '3709 BOARMAN AVE'],
    ['123 E Baltimore St', '123 E BALTIMORE ST'],
    ['123 e baltimore', '123 E BALTIMORE'],
    ['1200 N Calvert St Apt 3', '1200 N CALVERT ST'],
    ['1200 N Calvert St #2', '1200 N CALVERT ST'],
    ['1200 N Calvert St, 1st floor', '1200 N CALVERT ST'],
    ['1200 N Calvert St piso 2', '1200 N CALVERT ST'],
    ['1200-1210 N Calvert St', '1200 N CALVERT ST'],
    ['1200A N Calvert St', '1200 N CALVERT ST'],
    ['1200 1/2 N Calvert St', '1200 N CALVERT ST'],
    ['1400 block of W Lombard St', '1400 W LOMBARD ST'],
    ['3900 BLK W MULBERRY ST', '3900 W MULBERRY ST'],
    ['123 calvert', '123 CALVERT'],
    ['600 w 39', '600 W 39TH'],
    ['4 e 24th', '4 E 24TH'],
    ['22 1/2 st', '22 1/2 ST'],
    ['calle Charles 1200', '1200 CHARLES'],
    ['Calle Charles, 1200', '1200 CHARLES'],
    ['la calle Charles Norte 1200', '1200 N CHARLES'],
    ['avenida North 123', '123 NORTH'],
    ['1200 de la calle Charles', '1200 CHARLES'],
    ['cuadra 1400 de la calle Lombard', '1400 LOMBARD'],
    ['calle 29', '29TH'],
    ['I 95', 'I 95'],
    ['Roland Ave', 'ROLAND AVE'],
    ['Charles & North', 'CHARLES & NORTH'],
    ['N Charles St / E North Ave', 'N CHARLES ST & E NORTH AVE'],
    ['St Paul St at 33rd', 'SAINT PAUL ST & 33RD'],
    ['esquina de Charles y North', 'CHARLES & NORTH'],
    ['la esquina de Charles con North', 'CHARLES & NORTH'],
    ['corner of 33rd and Greenmount, Baltimore', '33RD & GREENMOUNT'],
    ['SARATOGA ST & N CHARLES ST, Baltimore City, 21201', 'SARATOGA ST & N CHARLES ST'],
    ['6TH ST & AUDREY AVE & BROOKLYN AVE', '6TH ST & AUDREY AVE'],
    ['', ''],
    ['1200', ''],
    ['???', ''],
  ])('“%s” is taken for “%s”', (text, expected) => {
    expect(taken(text)).toBe(expected);
  });

  it('that names a town of the county is known to be outside', () => {
    expect(readQuery('2536 Frederick Rd, Catonsville, 21228').town).toBe('Catonsville');
    expect(readQuery('2536 Frederick Rd, Baltimore, 21228').town).toBeNull();
    expect(readQuery('4000 Reisterstown Rd').town).toBeNull();
  });

  it('keeps what a Spanish word says of the kind of street', () => {
    const query = readQuery('avenida North 123');
    expect(query).toMatchObject({ street: { hint: 'AVE' } });
  });

  it('never makes the reader wait or fail, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ maxLength: 400 }), fc.string({ unit: 'grapheme', maxLength: 100 })),
        (text) => {
          expect(['nothing', 'street', 'address', 'corner']).toContain(readQuery(text).kind);
        },
      ),
    );
    const started = performance.now();
    for (const hostile of [
      'a '.repeat(5000),
      '1'.repeat(10_000),
      '& '.repeat(5000),
      'apt '.repeat(3000),
      '<img onerror>',
    ])
      readQuery(hostile);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

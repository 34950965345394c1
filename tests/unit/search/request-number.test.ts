import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { readRequestNumber } from '../../../src/search/request-number.ts';

describe('a request number', () => {
  it.each([
    ['26-00123456'],
    ['26 00123456'],
    ['26–123456'],
    ['26—00123456'],
    ['2600123456'],
    ['26123456'],
    ['  26-123456  '],
    ['#26-00123456'],
    ['sr 26-00123456'],
    ['SR# 26-00123456'],
    ['No. 26-00123456'],
    ['2026-00123456'],
    ['26 00 123 456'],
    ['26.00123456'],
    ['２６－００１２３４５６'],
    ['\u202a26-00123456\u202c'],
  ])('is read as people type it: %j', (text) => {
    expect(readRequestNumber(text)).toBe('26-00123456');
  });

  it.each([
    [''],
    ['hello'],
    ['26'],
    ['26-'],
    ['-00123456'],
    ['26-123456789'],
    ['26001234567'],
    ['123-456'],
    ['26-00123456 and more'],
    ['<img src=x onerror=alert(1)>'],
  ])('is not made up from %j', (text) => {
    expect(readRequestNumber(text)).toBeNull();
  });

  it('is not looked for in 10,000 characters', () => {
    for (const text of ['9', ' ', 'no', '26-', '<b>'])
      expect(readRequestNumber(text.repeat(10_000))).toBeNull();
  });

  it('in the City’s form stays as it is', () => {
    fc.assert(
      fc.property(fc.nat({ max: 99 }), fc.nat({ max: 99_999_999 }), (year, serial) => {
        const number = `${String(year).padStart(2, '0')}-${String(serial).padStart(8, '0')}`;
        expect(readRequestNumber(number)).toBe(number);
        expect(readRequestNumber(number.replace('-', ''))).toBe(number);
      }),
    );
  });

  it('is either in the City’s form or none, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(readRequestNumber(text) ?? '00-00000000').toMatch(/^\d{2}-\d{8}$/);
      }),
    );
  });
});

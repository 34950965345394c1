import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCells, isNumberType, readCell, type SqlCell } from '../../../src/data/sql-answer.ts';

const number = { name: 'a', type: 'BIGINT', isNumber: true };
const text = { name: 'a', type: 'VARCHAR', isNumber: false };

describe('a cell', () => {
  it('keeps every digit of a number that a double cannot hold', () => {
    expect(readCell('9007199254740993', number)).toBe('9007199254740993');
    expect(readCell('170141183460469231731687303715884105727', number)).toBe(
      '170141183460469231731687303715884105727',
    );
    expect(readCell('12.50', { ...number, type: 'DECIMAL(10,2)' })).toBe(12.5);
  });

  it('keeps a text as it is, and nothing as nothing', () => {
    expect(readCell('007', text)).toBe('007');
    expect(readCell('<b>', text)).toBe('<b>');
    expect(readCell(null, number)).toBeNull();
  });

  it.each(['TINYINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'UINTEGER', 'DOUBLE', 'DECIMAL(18,3)'])(
    'of %s is a number',
    (type) => expect(isNumberType(type)).toBe(true),
  );

  it.each(['VARCHAR', 'DATE', 'TIMESTAMP', 'INTERVAL', 'BIGINT[]', 'STRUCT(a BIGINT)', 'BOOLEAN'])(
    'of %s is none',
    (type) => expect(isNumberType(type)).toBe(false),
  );
});

it('sorting is an order: what is there before what is not, numbers by size', () => {
  const cell = fc.oneof(fc.constant(null), fc.integer());
  fc.assert(
    fc.property(fc.array(cell), (cells: SqlCell[]) => {
      const sorted = cells.toSorted((a, b) => compareCells(a, b, number));
      const there = sorted.filter((value) => value !== null);
      expect(sorted.slice(0, there.length)).toEqual(there);
      expect(there).toEqual(there.toSorted((a, b) => Number(a) - Number(b)));
    }),
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSqlAsked, sqlFragment } from '../../../src/components/sql-address.ts';

const month = fc
  .record({ year: fc.integer({ min: 2000, max: 2099 }), month: fc.integer({ min: 1, max: 12 }) })
  .map(({ year, month: number }) => `${year}-${String(number).padStart(2, '0')}`);

describe('the address of a question', () => {
  it('brings back what was asked, any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.uniqueArray(fc.constantFrom('core', 'detail', 'areas')),
        fc.option(fc.tuple(month, month).map((both) => both.toSorted() as [string, string])),
        (sql, tables, months) => {
          const asked = { sql, tables, months, snapshot: '2026-11-22T05:10Z-1a2b3c4d' };
          expect(readSqlAsked(sqlFragment(asked))).toEqual(asked);
        },
      ),
    );
  });

  it('takes a list of months as the range from the first to the last', () => {
    expect(readSqlAsked('#months=2025-03,2025-01&tables=detail').months).toEqual(['2025-01', '2025-03']);
    expect(readSqlAsked('#months=2025-03').months).toEqual(['2025-03', '2025-03']);
  });

  it('leaves out what cannot be', () => {
    expect(readSqlAsked("#tables=detail,x'y,../a&months=2025-13")).toEqual({
      sql: null,
      tables: ['detail'],
      months: null,
      snapshot: null,
    });
  });
});

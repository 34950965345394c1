import { describe, expect, it } from 'vitest';
import { answerNumbers } from '../../../src/components/sql-taken.ts';

describe('an answer as a file', () => {
  it('has a column for each of the answer’s, twice named ones apart, with units where they are known', () => {
    const columns = [
      { name: 'minutes_to_close', type: 'INTEGER', isNumber: true },
      { name: 'a', type: 'VARCHAR', isNumber: false },
      { name: 'a', type: 'DOUBLE', isNumber: true },
    ];
    const rows = [
      [5, 'x', 1.5],
      [null, null, 2],
    ];
    expect(answerNumbers({ columns, rows }, (name) => (name === 'a' ? undefined : 'minutes'))).toEqual({
      columns: [
        { name: 'minutes_to_close', type: 'integer', unit: 'minutes' },
        { name: 'a', type: 'text' },
        { name: 'a_2', type: 'number' },
      ],
      rows,
    });
  });

  it('keeps every digit of large numbers, as text', () => {
    const columns = [{ name: 'n', type: 'HUGEINT', isNumber: true }];
    const { columns: named, rows } = answerNumbers(
      { columns, rows: [['9007199254740993'], [2], [null]] },
      () => undefined,
    );
    expect(named[0]?.type).toBe('text');
    expect(rows).toEqual([['9007199254740993'], ['2'], [null]]);
  });
});

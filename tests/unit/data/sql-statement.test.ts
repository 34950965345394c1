import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ScriptTokens } from '@duckdb/duckdb-wasm';
import { statementsOf } from '../../../src/data/sql-statement.ts';
import { openTokenizer } from '../../integration/dialect.ts';

let tokenize: (text: string) => ScriptTokens;
beforeAll(async () => {
  tokenize = await openTokenizer();
});

const textsOf = (sql: string): string[] => statementsOf(sql, tokenize(sql)).map(({ text }) => text);

describe('a text is cut into its statements', () => {
  it.each([
    ['at semicolons', 'SELECT 1; SELECT 2;', ['SELECT 1', 'SELECT 2']],
    ['not in a text', "SELECT 'a;b'; SELECT 2", ["SELECT 'a;b'", 'SELECT 2']],
    ['not in a name', 'SELECT 1 AS "a;b"', ['SELECT 1 AS "a;b"']],
    ['not in a dollar quote', 'SELECT $$a;b$$', ['SELECT $$a;b$$']],
    ['not in a comment', 'SELECT 1 -- a; b\n; SELECT 2', ['SELECT 1 -- a; b', 'SELECT 2']],
    ['not in a block comment', '/* a; b */ SELECT 1', ['SELECT 1']],
    ['none in nothing', ' ;; -- only this\n;', []],
  ])('%s', (_what, sql, expected) => {
    expect(textsOf(sql)).toEqual(expected);
  });

  it('each stands where it says, after letters of any width', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (letters) => {
        const quoted = letters.replaceAll("'", "''").replaceAll('\0', '');
        const sql = `SELECT '${quoted}'; SELECT 'ñ🚰${quoted}'; SELECT 3`;
        const statements = statementsOf(sql, tokenize(sql));
        expect(statements.at(-1)?.text).toBe('SELECT 3');
        for (const { text, from } of statements) expect(sql.slice(from, from + text.length)).toBe(text);
      }),
    );
  });

  it.each([
    ['SELECT 1', true],
    ['with a AS (SELECT 1) SELECT * FROM a', true],
    ['(SELECT 1)', true],
    ['FROM detail', true],
    ['VALUES (1)', true],
    ['CREATE TABLE a AS SELECT 1', false],
    ['SUMMARIZE detail', false],
    ['EXPLAIN SELECT 1', false],
  ])('whether %s can have its rows limited is known', (sql, isSelect) => {
    expect(statementsOf(sql, tokenize(sql))[0]?.isSelect).toBe(isSelect);
  });
});

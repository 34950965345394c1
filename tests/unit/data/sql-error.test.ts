import { describe, expect, it } from 'vitest';
import { readSqlError } from '../../../src/data/sql-error.ts';

/** The engine's message about a place: the line it quotes, and a caret under the column. */
const message = (line: number, quoted: string, column: number): string =>
  `Binder Error: no such column\nLINE ${line}: ${quoted}\n${' '.repeat(`LINE ${line}: `.length + column)}^`;

describe('the place of a mistake is found in the reader’s own text', () => {
  it('on the first line', () => {
    const error = readSqlError(message(2, 'SELECT foo FROM detail', 7), 'SELECT foo FROM detail', 0, 1);
    expect(error).toMatchObject({ message: 'Binder Error: no such column', at: 7, line: 1 });
  });

  it('in a later statement, after lines put before it', () => {
    const text = 'SELECT 1;\nSELECT 2\nFROM foo';
    const error = readSqlError(message(3, 'FROM foo', 5), text, 10, 1);
    expect(error).toMatchObject({ at: text.indexOf('foo'), line: 3 });
  });

  it('in a line that the engine cuts at both ends', () => {
    const line = `SELECT ${'a, '.repeat(60)}foo, ${'b, '.repeat(60)}c FROM detail`;
    const at = line.indexOf('foo');
    const quoted = `...${line.slice(at - 10, at + 12)}...`;
    expect(readSqlError(message(1, quoted, 13), line, 0, 0).at).toBe(at);
  });

  it('nowhere, where the engine names none', () => {
    const error = readSqlError('Out of Memory Error: no more', 'SELECT 1', 0, 1);
    expect(error).toMatchObject({ message: 'Out of Memory Error: no more', at: null, line: null });
  });

  it('nowhere, where the quoted line is not the reader’s', () => {
    expect(readSqlError(message(9, 'FROM elsewhere', 5), 'SELECT 1', 0, 1).at).toBeNull();
  });
});

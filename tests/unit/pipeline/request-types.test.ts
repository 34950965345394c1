import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { clocks, origins, problemClasses } from '../../../src/contract/code.ts';

interface Row {
  id: string;
  request_type: string;
  name_en: string;
  name_es: string;
  family: string;
  problem_class: string;
  origin: string;
  clock: string;
  agency: string;
}

let rows: Row[];

beforeAll(async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const reader = await connection.runAndReadAll(
    "SELECT * FROM read_csv('data-pipeline/reference/request_types.csv', header = true, all_varchar = true, quote = '\"', escape = '\"')",
  );
  rows = reader.getRowObjectsJS() as unknown as Row[];
});

describe('the table of request types', () => {
  it('gives each type one row and an id that is never used twice', () => {
    expect(rows.length).toBeGreaterThan(300);
    expect(new Set(rows.map((row) => row.request_type)).size).toBe(rows.length);
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
  });

  it('leaves no cell blank and uses only the words of the contract', () => {
    for (const row of rows) {
      expect(
        Object.values(row).every((cell) => cell !== null && cell.trim() !== ''),
        row.request_type,
      ).toBe(true);
      expect(origins).toContain(row.origin);
      expect(problemClasses).toContain(row.problem_class);
      expect(clocks).toContain(row.clock);
      expect(row.family).toMatch(/^[a-z_]+$/);
    }
  });

  it('says each type in plain words, in both languages', () => {
    for (const row of rows) {
      expect(row.name_en, row.request_type).not.toBe(row.name_es);
      expect(row.name_en).not.toMatch(/^(SW|HCD|TRM|TRS|TRT|WW|HLTH|ECC|BGE)-/);
    }
  });

  it('times no call and no paperwork', () => {
    for (const row of rows) {
      if (row.origin === 'information' || row.origin === 'administrative')
        expect(row.clock, row.request_type).toBe('none');
    }
  });

  it('keeps the type whose name holds quotes and a comma byte for byte', () => {
    expect(rows.map((row) => row.request_type)).toContain(
      '"HLTH-Animal Failure to Restrain Animal, Known Owner/Known Address"',
    );
  });
});

import { describe, expect, it } from 'vitest';
import {
  parseTractIncome,
  parseTractLanguage,
  parseTractRace,
} from '../../../data-pipeline/sources/census-table.ts';
import type { RowTable } from '../../../data-pipeline/sources/row-table.ts';
import { parseTractId } from '../../../data-pipeline/tract-id.ts';

describe('tract identifiers', () => {
  it.each([
    ['24510010100', '24510010100'],
    ['1400000US24510010100', '24510010100'],
    ['24510010100.0', '24510010100'],
    ['010100', '010100'],
    ['10100', '010100'],
    ['0', null],
    ['', null],
    ['Baltimore City', null],
    ['0500000US24510', '024510'],
  ])('%s is %s', (text, id) => {
    expect(parseTractId(text)).toBe(id);
  });
});

const table = (columns: string[], ...rows: string[][]): RowTable => ({
  origin: 't.csv',
  columns,
  rows: rows.map((cells) => Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? '']))),
});

describe('ACS tables', () => {
  const incomeOf = (value: string, margin: string): unknown =>
    parseTractIncome(
      table(['GEOID', 'B19013_001E', 'B19013_001M'], ['24510010100', value, margin]),
    ).tracts.get('24510010100');

  it.each([
    '-666666666',
    '-222222222',
    '-333333333',
    '-555555555',
    '-999999999',
    '-666666666.0',
    '',
    '-',
    '**',
  ])('have no figure where they say %j', (mark) => {
    expect(incomeOf(mark, mark)).toEqual({ income: null, topCoded: false });
    expect(incomeOf('52000', mark)).toEqual({ income: { value: 52000, margin: null }, topCoded: false });
  });

  it('keep a top-coded median, marked', () => {
    const top = { income: { value: 250001, margin: null }, topCoded: true };
    expect(incomeOf('250001', '-333333333')).toEqual(top);
    expect(incomeOf('250,000+', '***')).toEqual(top);
    expect(incomeOf('249,999', '±1,200')).toEqual({
      income: { value: 249999, margin: 1200 },
      topCoded: false,
    });
  });

  it('may only hold the variable’s code in a name, and count all of a race without B03002', () => {
    const { table: used, tracts } = parseTractRace(
      table(
        ['geoid', 'total_B02001_001E', 'black_alone_B02001_003E', 'white_alone_B02001_002E', 'pct_black'],
        ['24510010100', '2803', '235', '2263', '0.0838'],
      ),
    );
    expect(used).toBe('B02001');
    expect(tracts.get('24510010100')).toEqual({
      population: { value: 2803, margin: null },
      black: { value: 235, margin: null },
      white: { value: 2263, margin: null },
      hispanic: null,
    });
  });

  it.each(['C16001', 'B16001'])(
    'tell who speaks Spanish at home, of those aged five or more (%s)',
    (name) => {
      const columns = ['001E', '001M', '002E', '003E', '003M'].map((line) => `${name}_${line}`);
      const { tracts, county } = parseTractLanguage(
        table(['GEO_ID', ...columns], ['1400000US24510260404', '3,100', '±210', '1900', '950', '180']),
      );
      expect(county).toBe('24510');
      expect(tracts.get('24510260404')).toEqual({
        speakers: { value: 3100, margin: 210 },
        spanish: { value: 950, margin: 180 },
      });
    },
  );

  it.each([
    [
      ['GEOID', 'B19013_002E'],
      ['24510010100', '1'],
      /no column "B19013_001E" \(columns seen: GEOID, B19013_002E\)/,
    ],
    [['B19013_001E', 'tract'], ['1', '010100'], /does not say which tract a row is of/],
    [['GEOID', 'B19013_001E'], ['24510', '1'], /"24510" for a tract; expected eleven digits/],
    [['GEOID', 'B19013_001E'], ['24510010100', '-5'], /"-5" in B19013_001E; expected a number/],
    [['GEOID', 'B19013_001E'], ['24510010100', 'many'], /"many" in B19013_001E/],
  ])('are refused with columns %j and cells %j', (columns, cells, message) => {
    expect(() => parseTractIncome(table(columns, cells))).toThrow(message);
  });

  it('are refused with tracts of two counties, or a tract twice', () => {
    const two = (second: string): RowTable =>
      table(['GEOID', 'B19013_001E'], ['24510010100', '1'], [second, '2']);
    expect(() => parseTractIncome(two('24005400100'))).toThrow(/tracts of 2 counties \(24510, 24005\)/);
    expect(() => parseTractIncome(two('24510010100'))).toThrow(/tract 24510010100 twice/);
  });
});

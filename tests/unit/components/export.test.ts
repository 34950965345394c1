import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvOf } from '../../../src/components/export-csv.ts';
import { jsonOf } from '../../../src/components/export-json.ts';
import { parquetOf } from '../../../src/components/export-parquet.ts';
import { plainText, type Sheet, type SheetCell } from '../../../src/components/export-sheet.ts';
import { translator } from '../../../src/i18n/messages.ts';

const about: Sheet['about'] = {
  title: 'Potholes, "the big ones"',
  notice: 'Sample data: invented requests.',
  portal: 'Open 311 Baltimore',
  source: 'Source: a made-up record.',
  snapshot: '2026-11-22T05:10Z-1a2b3c4d',
  dataThrough: '2026-11-21T23:58:42',
  filter: 'Neighborhoods; 365 days, all kinds',
  method: 'https://311.example/method/',
  address: 'https://311.example/equity/?snapshot=2026-11-22T05%3A10Z-1a2b3c4d#gap',
};
const columns: Sheet['columns'] = [
  { name: 'place', type: 'text' },
  { name: 'requests', type: 'integer' },
  { name: 'days', type: 'number', unit: 'days' },
  { name: 'opened_at', type: 'moment' },
];
const sheetOf = (rows: SheetCell[][]): Sheet => ({ about, columns, rows });
const t = translator('en');

/** Text as hostile as the City's free text could become. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '=1+1',
        '+',
        '-2',
        '@SUM(A1)',
        '"',
        '""',
        "'",
        ',',
        ';',
        '\t',
        '\r',
        '\n',
        '\r\n',
        '\0',
        '\u200F',
        '\u202E',
        'ñ',
        '＝1',
        '\uFEFF',
        '😀',
        ' ',
      ),
      { maxLength: 6 },
    )
    .map((parts) => parts.join('')),
);
const rowsOf = (text: fc.Arbitrary<string>): fc.Arbitrary<SheetCell[][]> =>
  fc.array(
    fc.tuple(
      fc.option(text),
      fc.option(fc.integer()),
      fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
      fc.option(fc.integer({ min: 0, max: 4e12 })),
    ),
    { maxLength: 8 },
  );

/** Rows of a CSV file below the names of its columns. */
const below = (file: string, delimiter = ','): string[][] => {
  const lines = parse(file, {
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    delimiter,
  }) as string[][];
  return lines.slice(lines.findIndex(([first]) => first === 'place' || first?.startsWith('place,')) + 1);
};

describe('a CSV file', () => {
  it('says above its columns what it is, in the reader’s language', () => {
    const file = csvOf(sheetOf([['Canton', 3, 1.5, Date.UTC(2026, 10, 1, 8, 30, 5)]]), translator('es'));
    expect(file.split('\r\n')).toEqual([
      '\uFEFFSample data: invented requests.',
      '"Potholes, ""the big ones"""',
      '"Neighborhoods; 365 days, all kinds"',
      'Open 311 Baltimore. Source: a made-up record.',
      '"Versión 2026-11-22T05:10Z-1a2b3c4d, datos hasta el 2026-11-21 23:58:42"',
      'Cómo se cuenta: https://311.example/method/',
      'Lo mismo en el portal: https://311.example/equity/?snapshot=2026-11-22T05%3A10Z-1a2b3c4d#gap',
      'place,requests,days,opened_at',
      'Canton,3,1.5,2026-11-01 08:30:05',
      '',
    ]);
  });

  it('gives every cell back, but for signs of formulas and what cannot be printed', () => {
    fc.assert(
      fc.property(rowsOf(hostile), (rows) => {
        const read = below(csvOf(sheetOf(rows), t));
        expect(read).toHaveLength(rows.length);
        rows.forEach(([place, requests, days, openedAt], index) => {
          const [text = '', ...numbers] = read[index]!;
          const withoutMarks = (value: string): string => value.replaceAll("'", '');
          expect(withoutMarks(text)).toBe(withoutMarks(plainText((place as string | null) ?? '')));
          expect(numbers[0]).toBe(requests === null ? '' : String(requests));
          expect(numbers[1] === '' ? null : Number(numbers[1])).toBe(days === 0 ? 0 : days);
          expect(numbers[2]).toBe(
            openedAt === null
              ? ''
              : new Date(openedAt as number).toISOString().slice(0, 19).replace('T', ' '),
          );
        });
      }),
    );
  });

  it.each([
    [',', 'English and of Mexico and Central America'],
    [';', 'Spain'],
    ['\t', 'text that was pasted'],
  ])(
    'has no cell that begins like a formula where cells end at %j, as in spreadsheets of %s',
    (separator) => {
      fc.assert(
        fc.property(fc.array(hostile, { minLength: 1, maxLength: 4 }), (texts) => {
          const file = csvOf(
            {
              about: { ...about, title: texts[0]! },
              columns: [
                { name: 'a', type: 'text' },
                { name: 'b', type: 'text' },
              ],
              rows: texts.map((text) => ['x', text]),
            },
            t,
          );
          // Cells as such a spreadsheet cuts them: a quote counts only at a cell's very beginning.
          for (const cell of separator === ','
            ? (parse(file, { bom: true, relax_column_count: true }) as string[][]).flat()
            : file
                .replace('\uFEFF', '')
                .split(separator)
                .flatMap((part) => part.split(/[\r\n]/)))
            expect(cell.replace(/^"+/, '')).not.toMatch(/^[=+\-@＝＋－＠]/);
        }),
      );
    },
  );

  it('leaves negative numbers numbers', () => {
    expect(csvOf(sheetOf([['-5', -5, -0.25, null]]), t)).toMatch(/\r\n'-5,-5,-0\.25,\r\n$/);
  });
});

describe('a JSON file', () => {
  it('gives everything back, with what it is, its columns and their units', () => {
    fc.assert(
      fc.property(rowsOf(hostile), (rows) => {
        const read = JSON.parse(jsonOf(sheetOf(rows))) as {
          about: unknown;
          columns: unknown;
          rows: Record<string, SheetCell>[];
        };
        expect(read.about).toEqual(about);
        expect(read.columns).toEqual(columns);
        expect(read.rows.map((row) => [row['place'], row['requests'], row['days']])).toEqual(
          rows.map(([place, requests, days]) => [place, requests, days === 0 ? 0 : days]),
        );
        read.rows.forEach((row, index) =>
          expect(row['opened_at'] === null ? null : Date.parse(`${row['opened_at'] as string}Z`)).toBe(
            rows[index]![3] === null ? null : Math.floor((rows[index]![3] as number) / 1000) * 1000,
          ),
        );
      }),
    );
  });

  it('of the City’s own record carries no notice', () => {
    expect(jsonOf({ ...sheetOf([]), about: { ...about, notice: '' } })).not.toContain('notice');
  });
});

describe('a Parquet file', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'export-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('gives everything back, with what it is among its metadata', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf(fc.string({ unit: 'grapheme' })), async (rows) => {
        const file = parquetOf(sheetOf(rows));
        const { key_value_metadata: pairs = [], num_rows: count } = parquetMetadata(file);
        expect(Object.fromEntries(pairs.map(({ key, value }) => [key, value]))).toEqual(about);
        expect(Number(count)).toBe(rows.length);
        if (rows.length === 0) return;
        const read = await parquetReadObjects({ file });
        expect(read.map((row) => [row['place'], row['requests'], row['days']])).toEqual(
          rows.map(([place, requests, days]) => [place, requests, days]),
        );
        expect(read.map((row) => (row['opened_at'] as Date | null)?.getTime() ?? null)).toEqual(
          rows.map(([, , , openedAt]) => openedAt),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('is read by DuckDB with the types that its columns have', async () => {
    const path = join(folder, 'sheet.parquet');
    const openedAt = Date.UTC(2026, 10, 1, 8, 30, 5);
    await writeFile(
      path,
      Buffer.from(
        parquetOf(
          sheetOf([
            ['Medfield "ñ" 😀 \u202E\0=1', 3, -1.5, openedAt],
            [null, null, null, null],
          ]),
        ),
      ),
    );
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const ask = async (sql: string): Promise<unknown[]> =>
      (await connection.runAndReadAll(sql)).getRowsJson() as unknown[];
    expect(await ask(`SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '${path}')`)).toEqual([
      ['place', 'VARCHAR'],
      ['requests', 'INTEGER'],
      ['days', 'DOUBLE'],
      ['opened_at', 'TIMESTAMP'],
    ]);
    expect(await ask(`SELECT * FROM '${path}'`)).toEqual([
      ['Medfield "ñ" 😀 \u202E\0=1', 3, -1.5, '2026-11-01 08:30:05'],
      [null, null, null, null],
    ]);
    expect(
      await ask(`SELECT decode(value) FROM parquet_kv_metadata('${path}') WHERE decode(key) = 'snapshot'`),
    ).toEqual([[about.snapshot]]);
  });
});

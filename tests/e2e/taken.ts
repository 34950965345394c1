import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import type { Page } from 'playwright';

/** Opens the menu of what can be taken along, in one part of a page. */
export async function openMenu(page: Page, part: string): Promise<void> {
  await page.click(`${part} [data-take] > summary`);
  await page.waitForSelector(`${part} .take-ways`);
}

/** The file that a button of an open menu gives. */
export async function take(page: Page, part: string, way: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.click(`${part} [data-way=${way}]`),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** The text that a button of an open menu copies. */
export async function copied(page: Page, part: string, way: string): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await page.click(`${part} [data-way=${way}]`);
  await page.waitForFunction(async () => (await navigator.clipboard.readText()) !== '');
  return page.evaluate(() => navigator.clipboard.readText());
}

export type Row = Record<string, string | number | null>;

/** A table as a file holds it: what it says about itself, and its rows as objects. */
export interface TakenTable {
  about: string;
  rows: Row[];
}

/** The numbers of an open menu in all three formats. Dates of Parquet become text as in JSON. */
export async function takeNumbers(
  page: Page,
  part: string,
): Promise<Record<'csv' | 'json' | 'parquet', TakenTable>> {
  const { bytes: csv } = await take(page, part, 'csv');
  const { bytes: json } = await take(page, part, 'json');
  const { bytes: parquet } = await take(page, part, 'parquet');
  const read = JSON.parse(json.toString()) as { about: Row; columns: { name: string }[]; rows: Row[] };
  const first = read.columns[0]!.name;
  const lines = parse(csv, { bom: true, relax_column_count: true }) as string[][];
  const head = lines.findIndex((line) => line[0] === first && line.length === read.columns.length);
  const names = lines[head] ?? [];
  const file = new Uint8Array(parquet).buffer;
  const pairs = parquetMetadata(file).key_value_metadata ?? [];
  return {
    csv: {
      about: lines.slice(0, head).flat().join('\n'),
      rows: lines
        .slice(head + 1)
        .map((line) => Object.fromEntries(line.map((cell, index) => [names[index] ?? '', cell]))),
    },
    json: { about: JSON.stringify(read.about), rows: read.rows },
    parquet: {
      about: pairs.map(({ value }) => value).join('\n'),
      rows: (await parquetReadObjects({ file })).map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [
            name,
            value instanceof Date ? value.toISOString().slice(0, 19) : (value as string | number | null),
          ]),
        ),
      ),
    },
  };
}

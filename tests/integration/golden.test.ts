import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tables } from '../../src/contract/table.ts';
import { PublishedFolder } from './published-folder.ts';

const golden = resolve('tests/golden');

/** A table as CSV text, in the order in which it is published. */
function asCsv(rows: readonly Record<string, unknown>[], columns: readonly string[]): string {
  const cell = (value: unknown): string => {
    const text = value === null || value === undefined ? '' : String(value as string | number | boolean);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `${[columns.join(','), ...rows.map((row) => columns.map((name) => cell(row[name])).join(','))].join('\n')}\n`;
}

describe.each(readdirSync(golden))('the golden folder %s', (name) => {
  const folder = new PublishedFolder();

  it('gives exactly the tables and the account that lie beside it', async () => {
    const input = join(golden, name, 'in');
    const run = await folder.run(
      'rebuild',
      '--from',
      join(input, 'exports'),
      '--config',
      join(input, 'config.json'),
    );
    expect(run).toMatchObject({ exitCode: 0 });
    const ask = await folder.open();
    for (const [table, columns] of Object.entries(tables)) {
      const text = asCsv(
        await ask(`SELECT * FROM ${table}`),
        columns.map((column) => column.name),
      )
        // A snapshot's id holds a hash of bytes, which another release of the database may write otherwise.
        .replaceAll(/(?<=T\d{2}:\d{2}Z-)[0-9a-f]{8}\b/g, 'xxxxxxxx');
      await expect(text).toMatchFileSnapshot(join(golden, name, 'out', `${table}.csv`));
    }
    for (const table of ['lookup', 'nearby'] as const) {
      const lines = folder
        .parts(table)
        .flatMap(({ index, key, rows }) => [`${index} ${key}`, ...rows.map((row) => JSON.stringify(row))]);
      await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(join(golden, name, 'out', `${table}.txt`));
    }
    const streets = folder
      .streets()
      .map(({ index, key, street, columns }) => `${index} ${key} ${street} ${JSON.stringify(columns)}`);
    await expect(`${streets.join('\n')}\n`).toMatchFileSnapshot(join(golden, name, 'out', 'by_street.txt'));
    const { counts, checks } = folder.manifest();
    const account = { counts, checks: checks.map(({ id, status, observed }) => ({ id, status, observed })) };
    await expect(`${JSON.stringify(account, null, 1)}\n`).toMatchFileSnapshot(
      join(golden, name, 'out', 'account.json'),
    );
  });
});

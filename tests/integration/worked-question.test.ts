import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { metricStatement } from '../../src/contract/metric.ts';
import { tables } from '../../src/contract/table.ts';
import { workedQuestions } from '../../src/data/worked-question.ts';
import { openBrowserDialect, type BrowserDialect } from './dialect.ts';
import { PublishedFolder, type Ask } from './published-folder.ts';

const folder = new PublishedFolder();
let ask: Ask;
let browser: BrowserDialect;

beforeAll(async () => {
  const run = await folder.run('sample', '--rows', '40000', '--seed', '7', '--through', '2026-11-20');
  expect(run).toMatchObject({ exitCode: 0 });
  ask = await folder.open();
  browser = await openBrowserDialect();
  for (const name of new Set(workedQuestions.flatMap((question) => question.tables))) {
    const { files } = folder.manifest().tables[name]!;
    browser.load(
      name,
      files.map(({ path }) => join(folder.published, path)),
    );
  }
}, 120_000);

/** Rows by the native engine, every cell as text. */
async function nativeRows(sql: string): Promise<(string | null)[][]> {
  const described = await ask(`DESCRIBE ${sql}`);
  const names = described.map((_, index) => `c${index}`);
  const cells = names.map((name) => `CAST(${name} AS VARCHAR) AS ${name}`).join(', ');
  const rows = await ask(`SELECT ${cells} FROM (\n${sql}\n) AS given(${names.join(', ')})`);
  return rows.map((row) => names.map((name) => row[name] as string | null));
}

describe('every worked question', () => {
  it.each(workedQuestions)(
    '$id has an answer, the same in the browser’s engine and the native one',
    async ({ sql }) => {
      const rows = browser.rows(sql);
      expect(rows.length).toBeGreaterThan(0);
      expect(rows).toEqual(await nativeRows(sql));
    },
  );

  it.each(workedQuestions)('$id names columns to draw that its answer has', async ({ sql, chart }) => {
    const names = (await ask(`DESCRIBE ${sql}`)).map(({ column_name: name }) => name);
    if (chart !== undefined) expect(names).toEqual(expect.arrayContaining([chart.x, chart.y]));
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(workedQuestions)('$id reads the tables that it loads, and no other', ({ sql, tables: own }) => {
    const named = Object.keys(tables).filter((name) => new RegExp(`(?:FROM|JOIN) ${name}\\b`).test(sql));
    expect(named.toSorted()).toEqual([...own].toSorted());
  });
});

it('on time by district counts as the metric of that name', async () => {
  const { sql } = workedQuestions.find(({ id }) => id === 'on_time_district')!;
  const statement = metricStatement({
    metric: 'on_time_percent',
    kind: 'council_district',
    from: '1900-01-01',
    to: '2100-01-01',
    matureThrough: '2100-01-01',
    horizonDays: 0,
    whose: 'residents',
    status: 'any',
    requestTypes: [],
  });
  const metric = await ask(statement.sql, statement.values);
  const names = new Map(
    (await ask('SELECT area_id, name FROM areas')).map(({ area_id: id, name }) => [id, name]),
  );
  const byName = new Map(metric.map(({ area_id: id, n, value }) => [names.get(id), { n, value }]));
  const rows = await ask(sql);
  expect(rows.length).toBeGreaterThan(5);
  for (const { council_district: name, due, percent_on_time: percent } of rows) {
    expect(Number(due)).toBe(Number(byName.get(name)?.n));
    expect(Number(percent)).toBeCloseTo(Number(byName.get(name)?.value), 1);
  }
});

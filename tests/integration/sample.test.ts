import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { massClosing, targetChange } from '../../data-pipeline/sample/truths.ts';
import { PublishedFolder } from './published-folder.ts';
import { exportLine, writeSmallCity } from './small-export.ts';

// What is planted in the sample is found again by the pipeline, which knows nothing of it.
describe('a published sample', () => {
  const folder = new PublishedFolder();
  let ask: (sql: string) => Promise<Record<string, unknown>[]>;

  beforeAll(async () => {
    expect(await folder.run('sample', '--rows', '120000', '--through', '2026-11-15')).toMatchObject({
      exitCode: 0,
    });
    ask = await folder.open();
  });

  it('shows the one mass closing and no other', async () => {
    const rows = await ask(
      'SELECT request_type FROM bulk_closings JOIN request_types USING (request_type_id)',
    );
    expect(rows).toEqual([{ request_type: massClosing.requestType }]);
  });

  it('shows the one changed target, as what it was and what it became', async () => {
    const rows = await ask(
      `SELECT request_type, rule, due_minutes, version FROM due_rule_versions JOIN request_types USING (request_type_id)
       WHERE request_type_id IN (SELECT request_type_id FROM due_rule_versions WHERE version > 1) ORDER BY version`,
    );
    expect(rows).toEqual([
      {
        request_type: targetChange.requestType,
        rule: 'calendar',
        due_minutes: targetChange.calendarDaysBefore * 1440,
        version: 1,
      },
      {
        request_type: targetChange.requestType,
        rule: 'business_days',
        due_minutes: targetChange.businessDaysAfter * 1440,
        version: 2,
      },
    ]);
  });

  it('finds the first request of almost every duplicate, and it is of the same kind and older', async () => {
    const [row] = await ask(
      `SELECT count(*)::INTEGER AS duplicates, count(first.request_number)::INTEGER AS found,
         bool_and(first.request_type = d.request_type AND first.created_at <= d.created_at AND first.disposition = 'none') AS fits
       FROM detail AS d LEFT JOIN detail AS first ON first.request_number = d.parent_number
       WHERE d.disposition = 'duplicate'`,
    );
    expect(Number(row?.['duplicates'])).toBeGreaterThan(500);
    expect(Number(row?.['found']) / Number(row?.['duplicates'])).toBeGreaterThan(0.98);
    expect(row?.['fits']).toBe(true);
  });

  it('says that it is one, in the manifest and in every single file', async () => {
    expect(folder.manifest().snapshot.source).toBe('sample');
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    for (const { path } of Object.values(folder.manifest().tables).flatMap(({ files }) => files)) {
      const own = join(folder.published, path);
      const notice = /json$/.test(path)
        ? (JSON.parse(readFileSync(own, 'utf8')) as { notice: string }).notice
        : (
            await connection.runAndReadAll(
              `SELECT decode(value) AS notice FROM parquet_kv_metadata('${own}') WHERE decode(key) = 'notice'`,
            )
          ).getRowObjectsJS()[0]?.['notice'];
      expect(notice, path).toMatch(
        /Sample data: invented requests.*Datos de muestra: solicitudes inventadas/,
      );
    }
  });

  it('passes every check', () => {
    expect(folder.manifest().checks.filter(({ status }) => !['pass', 'skip'].includes(status))).toEqual([]);
  });

  it('never takes the place of a real record', async () => {
    const real = new PublishedFolder();
    const { exports, config } = writeSmallCity(real.root, [exportLine({})]);
    await real.run('rebuild', '--from', exports, '--config', config);
    const before = real.contents();
    const run = await real.run('sample', '--rows', '5000');
    expect(run.output).toMatch(/holds a real record; a sample would replace it/);
    expect(run.exitCode).toBe(1);
    expect(real.contents()).toEqual(before);
  });
});

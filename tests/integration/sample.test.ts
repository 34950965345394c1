import { beforeAll, describe, expect, it } from 'vitest';
import { massClosing, targetChange } from '../../data-pipeline/sample/truths.ts';
import { PublishedFolder } from './published-folder.ts';

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

  it('says that it is one, and passes every check', () => {
    expect(folder.manifest().snapshot.source).toBe('sample');
    expect(folder.manifest().checks.every(({ status }) => status === 'pass')).toBe(true);
  });
});

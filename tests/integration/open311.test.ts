import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { open311View, w3cDateTimeSql } from '../../src/contract/open311.ts';
import { openBrowserDialect, type BrowserDialect } from './dialect.ts';

let browser: BrowserDialect;
beforeAll(async () => {
  browser = await openBrowserDialect();
});

async function native(sql: string): Promise<unknown[][]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  return (await connection.runAndReadAll(sql)).getRowsJS();
}

describe('a wall clock of Baltimore with its offset', () => {
  it.each([
    ['2026-01-15 12:00:00', '2026-01-15T12:00:00-05:00'],
    ['2026-03-08 01:59:59', '2026-03-08T01:59:59-05:00'],
    ['2026-03-08 03:00:00', '2026-03-08T03:00:00-04:00'],
    ['2026-07-04 09:30:00', '2026-07-04T09:30:00-04:00'],
    ['2026-11-01 01:59:59', '2026-11-01T01:59:59-04:00'],
    ['2026-11-01 02:00:00', '2026-11-01T02:00:00-05:00'],
    ['2025-03-09 02:00:00', '2025-03-09T02:00:00-04:00'],
    ['2020-11-01 00:00:00', '2020-11-01T00:00:00-04:00'],
  ])('%s is %s, in both engines', async (clock, expected) => {
    const sql = `SELECT ${w3cDateTimeSql('t')} AS w FROM (SELECT TIMESTAMP '${clock}' AS t)`;
    expect(await native(sql)).toEqual([[expected]]);
    expect(browser.rows(sql)).toEqual([[expected]]);
  });

  it('is nothing where there is none', async () => {
    expect(
      await native(`SELECT ${w3cDateTimeSql('t')} AS w FROM (SELECT CAST(NULL AS TIMESTAMP) AS t)`),
    ).toEqual([[null]]);
  });
});

it('the view names a request as Open311 does', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`CREATE TABLE detail AS SELECT '26-00000001' AS request_number, 'open' AS status,
    CAST(NULL AS VARCHAR) AS outcome, 'SW-Dirty Alley' AS request_type, 'Solid Waste' AS agency,
    TIMESTAMP '2026-07-04 09:30:00' AS created_at, TIMESTAMP '2026-07-05 09:30:00' AS updated_at,
    CAST(NULL AS TIMESTAMP) AS due_at, '100 N CALVERT ST, Baltimore City, 21202' AS address,
    39.29 AS latitude, -76.61 AS longitude`);
  await connection.run(open311View);
  const [row] = (await connection.runAndReadAll('SELECT * FROM open311')).getRowObjectsJS();
  expect(row).toMatchObject({
    service_request_id: '26-00000001',
    service_name: 'SW-Dirty Alley',
    requested_datetime: '2026-07-04T09:30:00-04:00',
    expected_datetime: null,
    zipcode: '21202',
    media_url: null,
  });
});

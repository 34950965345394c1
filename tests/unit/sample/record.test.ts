import { beforeAll, describe, expect, it } from 'vitest';
import { makeRecord, type MadeRecord } from './made-record.ts';

const through = '2026-11-21';
let made: MadeRecord;

beforeAll(async () => {
  made = await makeRecord({ rows: 150_000, seed: 7, through });
});

/** Share of rows for which an SQL condition holds. */
async function share(condition: string, of = 'true'): Promise<number> {
  const [row] = await made.ask<{ share: number }>(
    `SELECT avg(coalesce(${condition}, false)::INT) AS share FROM requests WHERE ${of}`,
  );
  return row?.share ?? NaN;
}

async function fingerprint({ ask }: MadeRecord): Promise<unknown> {
  const [row] = await ask(
    `SELECT md5(string_agg(md5(raw::VARCHAR), '' ORDER BY source_row::INT)) AS md5 FROM raw`,
  );
  return row;
}

describe('the same options', () => {
  it('make the same rows, and another seed makes others', async () => {
    const options = { rows: 20_000, seed: 3, through };
    const [first, again, other] = [
      await makeRecord(options),
      await makeRecord(options),
      await makeRecord({ ...options, seed: 4 }),
    ];
    expect(await fingerprint(again)).toEqual(await fingerprint(first));
    expect(await fingerprint(other)).not.toEqual(await fingerprint(first));
    expect(other.record.boundaries).toEqual(first.record.boundaries);
  });

  it('make as many rows as asked, even a few', async () => {
    for (const rows of [1, 50, 1000]) {
      const small = await makeRecord({ rows, seed: 1, through });
      expect(small.record.rows).toBe(rows);
      expect(await small.ask('SELECT count(*)::INT AS rows FROM raw')).toEqual([{ rows }]);
    }
  });
});

describe('request numbers', () => {
  it('are unique, carry the year and run in the order of creation', async () => {
    const [row] = await made.ask(`
      SELECT count(*)::INT AS rows, count(DISTINCT request_number)::INT AS numbers,
             bool_and(request_number ~ '^[0-9]{2}-[0-9]{8}$') AS well_formed,
             bool_and(left(request_number, 2) = strftime(to_timestamp(created) AT TIME ZONE 'UTC', '%y')) AS of_the_year
      FROM requests`);
    expect(row).toEqual({ rows: 150_000, numbers: 150_000, well_formed: true, of_the_year: true });
    const backward = await made.ask(`
      SELECT * FROM (SELECT request_number, created - lag(created) OVER (ORDER BY request_number) AS step FROM requests) WHERE step < 0`);
    expect(backward).toEqual([]);
  });
});

describe('the shape of the rows', () => {
  it('covers the span to the last evening and never knows what comes later', async () => {
    const [row] = await made.ask(`
      SELECT strftime(to_timestamp(min(created)) AT TIME ZONE 'UTC', '%Y-%m-%d') AS first_day,
             strftime(to_timestamp(max(created)) AT TIME ZONE 'UTC', '%Y-%m-%d %H') AS last_hour,
             strftime(to_timestamp(max(closed)) AT TIME ZONE 'UTC', '%Y-%m-%d') AS last_close FROM requests`);
    expect(row).toEqual({ first_day: '2024-11-22', last_hour: `${through} 23`, last_close: through });
  });

  it.each([
    ['Phone', 0.53, 0.03],
    ['System', 0.27, 0.03],
    ['API', 0.16, 0.02],
    ['Internal', 0.03, 0.015],
    ['Mail', 0.01, 0.005],
  ])('comes by %s at the known rate', async (method, expected, tolerance) => {
    expect(Math.abs((await share(`method = '${method}'`)) - expected)).toBeLessThan(tolerance);
  });

  it('mixes call center, resident and city requests as the City does', async () => {
    expect(await share(`request_type LIKE 'ECC-%'`)).toBeCloseTo(0.27, 1);
    expect(Math.abs((await share('is_resident_field')) - 0.575)).toBeLessThan(0.03);
    expect(Math.abs((await share('latitude IS NOT NULL')) - 0.755)).toBeLessThan(0.03);
    expect(Math.abs((await share(`latitude IS NULL`, `request_type NOT LIKE 'ECC-%'`)) - 0.01)).toBeLessThan(
      0.004,
    );
    expect(await share(`longitude LIKE '-77.0%'`)).toBeGreaterThan(0);
    expect(
      Math.abs(
        (await share(`status LIKE '%Duplicate%' OR status LIKE '%Transferred%'`, 'is_resident_field')) -
          0.045,
      ),
    ).toBeLessThan(0.02);
  });

  it('follows working hours and seasons', async () => {
    const hour = `(created % 86400) // 3600`;
    expect(await share(`${hour} BETWEEN 8 AND 17`, 'is_resident_field')).toBeGreaterThan(0.7);
    expect(
      await share(`(closed % 86400) // 3600 BETWEEN 6 AND 18`, `closed IS NOT NULL AND is_resident_field`),
    ).toBeGreaterThan(0.85);
    const month = `month(to_timestamp(created) AT TIME ZONE 'UTC')`;
    expect(await share(`${month} BETWEEN 1 AND 4`, `request_type = 'TRM-Potholes'`)).toBeGreaterThan(0.42);
    expect(await share(`${month} BETWEEN 5 AND 9`, `request_type = 'SW-HGW'`)).toBeGreaterThan(0.65);
  });

  it('carries the traps of the real rows', async () => {
    expect(await share(`length(agency) = 50`, 'agency IS NOT NULL')).toBe(1);
    expect(
      await share(
        `agency IS NULL`,
        `request_type LIKE 'SW-City Trash Can%' OR request_type = 'TRS-Parking Complaint'`,
      ),
    ).toBe(1);
    expect(await share(`due = created - 18000`, `request_type LIKE 'ECC-%'`)).toBe(1);
    const proactive = `request_type = 'SW-Rat Rubout Proactive'`;
    expect(await share(`created % 86400 = 0 AND method = 'Internal'`, proactive)).toBeCloseTo(0.1, 1);
    const [row] = await made.ask<{ soonest: number }>(
      `SELECT min(closed - created)::INT AS soonest FROM requests`,
    );
    expect(row?.soonest).toBeLessThan(0);
    expect(row?.soonest).toBeGreaterThan(-60);
    expect(await share(`outcome LIKE '%be' || chr(160) || 'completed'`)).toBeGreaterThan(0);
    expect(await share(`request_type LIKE '"%,%"'`)).toBeGreaterThan(0);
    expect(await share(`address LIKE '200 N HOLLIDAY ST%'`, `request_type LIKE 'FC%'`)).toBe(1);
    expect(await share(`latitude SIMILAR TO '[0-9]+\\.[0-9]{15}'`, 'latitude IS NOT NULL')).toBe(1);
  });

  it('gives duplicates the place and the close of an open request, and what is handed on a second row', async () => {
    const [row] = await made.ask<{ parented: number; succeeded: number }>(`
      SELECT (SELECT avg(EXISTS (SELECT 1 FROM requests parent
                WHERE parent.status NOT LIKE '%(Duplicate)' AND parent.request_type = twin.request_type
                  AND parent.address IS NOT DISTINCT FROM twin.address AND parent.created < twin.created
                  AND parent.closed IS NOT DISTINCT FROM twin.closed)::INT)
              FROM requests twin WHERE twin.status LIKE '%(Duplicate)') AS parented,
             (SELECT avg(EXISTS (SELECT 1 FROM requests next WHERE next.created = first.created AND next.method = 'Internal'
                  AND next.address = first.address AND next.request_type <> first.request_type)::INT)
              FROM requests first WHERE first.status = 'Closed (Transferred)') AS succeeded`);
    expect(row).toEqual({ parented: 1, succeeded: 1 });
  });

  it('leaves some requests open, more of the new than of the old', async () => {
    const end = Date.parse(`${through}T00:00:00Z`) / 1000;
    const recent = await share('closed IS NULL', `is_resident_field AND created > ${end} - 14 * 86400`);
    const old = await share('closed IS NULL', `is_resident_field AND created < ${end} - 365 * 86400`);
    expect(recent).toBeGreaterThan(0.2);
    expect(old).toBeGreaterThan(0.003);
    expect(old).toBeLessThan(0.05);
  });
});

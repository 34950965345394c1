import { beforeAll, describe, expect, it } from 'vitest';
import { readPlaces, readStatisticalAreas } from '../../../data-pipeline/sample/place.ts';
import { yardOf } from '../../../data-pipeline/sample/district.ts';
import { massClosing, reportedAgain, slowYard, targetChange } from '../../../data-pipeline/sample/truths.ts';
import { makeRecord, type MadeRecord } from './made-record.ts';

const through = '2026-11-21';
const end = Date.parse(`${through}T00:00:00Z`) / 1000 + 86_400;
const day = 86_400;
let made: MadeRecord;

beforeAll(async () => {
  made = await makeRecord({ rows: 150_000, seed: 7, through });
  const areas = readStatisticalAreas();
  const rows = readPlaces().map((place) => {
    const key = place.name.toLowerCase().replace(/[^a-z0-9]/g, '');
    const income = areas.get(place.statisticalArea)?.medianHouseholdIncome ?? null;
    return `('${key}', ${income ?? 'NULL'}, ${place.population ?? 0}, ${yardOf(place) === slowYard.yard})`;
  });
  await made.connection.run(`
    CREATE TABLE place AS
    SELECT *, CASE WHEN income IS NULL THEN NULL
                   WHEN below <= 0.2 THEN 'low' WHEN below > 0.8 THEN 'high' ELSE 'middle' END AS income_group
    FROM (SELECT *, sum(people) OVER (ORDER BY income, key) / sum(people) OVER () AS below
          FROM (VALUES ${rows.join(', ')}) AS places (key, income, people, is_slow_yard))`);
  // Mature resident field requests; duplicates and what was handed on carry no clock of their own.
  await made.connection.run(`
    CREATE TABLE cohort AS
    SELECT requests.*, place.*, least(coalesce((closed - created) / ${day}, 60), 60) AS days,
           coalesce(closed <= due, false) AS is_on_time
    FROM requests JOIN place ON place.key = neighborhood_key
    WHERE is_resident_field AND status NOT LIKE '%Duplicate%' AND status NOT LIKE '%Transferred%'
      AND created < ${end} - 60 * ${day} AND due < ${end} AND request_type NOT LIKE 'SW-Bulk%'`);
});

interface Gap {
  group: string;
  requests: number;
  median: number;
  meanDays: number;
  expectedDays: number;
  onTime: number;
  expectedOnTime: number;
}

/** Groups against what the same requests take citywide, by type. */
async function standardise(group: string, where = 'true'): Promise<Map<string, Gap>> {
  const rows = await made.ask<Gap>(`
    WITH city AS (SELECT request_type, avg(days) AS days, avg(is_on_time::INT) AS on_time
                  FROM cohort WHERE ${where} GROUP BY request_type)
    SELECT ${group}::VARCHAR AS "group", count(*)::INT AS requests, median(cohort.days) AS median,
           avg(cohort.days) AS "meanDays", avg(city.days) AS "expectedDays",
           avg(is_on_time::INT) AS "onTime", avg(city.on_time) AS "expectedOnTime"
    FROM cohort JOIN city USING (request_type) WHERE ${where} GROUP BY 1`);
  return new Map(rows.map((row) => [row.group, row]));
}

describe('income', () => {
  it('shows a raw gap between poor and rich areas that is all mix', async () => {
    const groups = await standardise('income_group');
    const [low, high] = [groups.get('low'), groups.get('high')];
    if (!low || !high) throw new Error('no groups');
    expect(low.requests).toBeGreaterThan(5000);
    expect(low.median / high.median).toBeGreaterThan(1.25);
    expect(low.meanDays - high.meanDays).toBeGreaterThan(1.5);
    expect(high.onTime - low.onTime).toBeGreaterThan(0.03);
    // Like for like: actual against expected from the same mix of types.
    expect(Math.abs(low.onTime - low.expectedOnTime - (high.onTime - high.expectedOnTime))).toBeLessThan(
      0.015,
    );
    expect(Math.abs(low.meanDays - low.expectedDays - (high.meanDays - high.expectedDays))).toBeLessThan(0.4);
  });

  it('is hardly related to the slow yard', async () => {
    const [row] = await made.ask<{ r: number }>(`
      WITH mean AS (SELECT sum(people * ln(income)) / sum(people) AS m, sum(people * is_slow_yard::INT) / sum(people) AS s
                    FROM place WHERE income IS NOT NULL)
      SELECT sum(people * (ln(income) - m) * (is_slow_yard::INT - s))
             / sqrt(sum(people * (ln(income) - m) ** 2) * sum(people * (is_slow_yard::INT - s) ** 2)) AS r
      FROM place, mean WHERE income IS NOT NULL`);
    expect(Math.abs(row?.r ?? 1)).toBeLessThan(0.06);
  });
});

describe('service area', () => {
  const slowTypes = slowYard.requestTypes.map((name) => `'${name}'`).join(', ');

  it('takes one yard half as long again, for its types only', async () => {
    const ratios = await made.ask<{ request_type: string; ratio: number; requests: number }>(`
      SELECT request_type, count(*)::INT AS requests,
             median(days) FILTER (is_slow_yard) / median(days) FILTER (NOT is_slow_yard) AS ratio
      FROM cohort WHERE request_type IN (${slowTypes}) GROUP BY 1`);
    expect(ratios.map(({ request_type }) => request_type).sort()).toEqual([...slowYard.requestTypes].sort());
    const mean =
      ratios.reduce((sum, { ratio, requests }) => sum + ratio * requests, 0) /
      ratios.reduce((sum, { requests }) => sum + requests, 0);
    expect(mean).toBeGreaterThan(slowYard.factor - 0.12);
    expect(mean).toBeLessThan(slowYard.factor + 0.12);
    const others = await standardise('is_slow_yard', `request_type NOT IN (${slowTypes})`);
    const [slow, rest] = [others.get('true'), others.get('false')];
    expect(Math.abs((slow?.meanDays ?? 0) - (slow?.expectedDays ?? 9))).toBeLessThan(0.3);
    expect(Math.abs((rest?.meanDays ?? 0) - (rest?.expectedDays ?? 9))).toBeLessThan(0.3);
  });
});

describe('reported again', () => {
  const types = reportedAgain.requestTypes.map((name) => `'${name}'`).join(', ');
  const window = (reportedAgain.toDays - reportedAgain.fromDays) * day;

  it('follows the planted share of closes at the same address', async () => {
    const [row] = await made.ask<{ closes: number; share: number }>(`
      WITH spot AS (SELECT * FROM requests WHERE request_type IN (${types}) AND is_resident_field)
      SELECT count(*)::INT AS closes, avg(EXISTS (
        SELECT 1 FROM spot again
        WHERE again.address = spot.address AND again.request_type = spot.request_type
          AND again.status NOT LIKE '%(Duplicate)'
          AND again.created > spot.closed + ${reportedAgain.fromDays * day}
          AND again.created <= spot.closed + ${reportedAgain.toDays * day})::INT) AS share
      FROM spot WHERE status = 'Closed' AND closed < ${end - reportedAgain.toDays * day}`);
    expect(row?.closes).toBeGreaterThan(3000);
    expect(row?.share).toBeGreaterThan(reportedAgain.shareAfterClose - 0.015);
    expect(row?.share).toBeLessThan(reportedAgain.shareAfterClose + 0.015);
  });

  it('happens at the planted base rate in windows that follow no close', async () => {
    const [row] = await made.ask<{ windows: number; share: number }>(`
      WITH spot AS (SELECT request_type, address, created, closed FROM requests
                    WHERE request_type IN (${types}) AND is_resident_field AND status NOT LIKE '%(Duplicate)'),
           -- One window a request, long before it, so that neither the request nor what led to it is in the window.
           windows AS (SELECT *, created - 90 * ${day} AS opens FROM spot WHERE created - 150 * ${day} > (SELECT min(created) FROM spot))
      SELECT count(*)::INT AS windows, avg(EXISTS (
        SELECT 1 FROM spot event WHERE event.address = windows.address AND event.request_type = windows.request_type
          AND event.created > opens AND event.created <= opens + ${window})::INT) AS share
      FROM windows
      WHERE NOT EXISTS (
        SELECT 1 FROM spot earlier WHERE earlier.address = windows.address AND earlier.request_type = windows.request_type
          AND earlier.created <= opens AND coalesce(earlier.closed, 0) > opens - 31 * ${day})`);
    expect(row?.windows).toBeGreaterThan(2000);
    expect(row?.share).toBeGreaterThan(reportedAgain.shareAnyway - 0.015);
    expect(row?.share).toBeLessThan(reportedAgain.shareAnyway + 0.015);
  });
});

describe('mass closing', () => {
  it('closes many old requests of one agency and type in ten minutes of one day, and nothing else does', async () => {
    const rows = await made.ask<{
      request_type: string;
      agency: string;
      closes: number;
      started: number;
      lasted: number;
      age: number;
      usual: number;
    }>(`
      WITH daily AS (
        SELECT request_type, rtrim(agency) AS agency, (closed // ${day}) AS day, count(*)::INT AS closes,
               min(closed)::DOUBLE AS started, median((closed - created) / ${day}) AS age,
               quantile_cont(closed, 0.9) - quantile_cont(closed, 0.1) AS lasted
        FROM requests WHERE closed IS NOT NULL AND status = 'Closed' AND closed - created > 3600 GROUP BY ALL)
      SELECT *, median(closes) OVER (PARTITION BY request_type) AS usual FROM daily
      QUALIFY closes >= 30 AND closes > 8 * usual`);
    expect(rows).toHaveLength(1);
    const [row] = rows;
    expect(row).toMatchObject({ request_type: massClosing.requestType, agency: massClosing.agency });
    expect(row?.closes).toBeGreaterThan(100);
    expect(row?.lasted).toBeLessThan(massClosing.withinMinutes * 60);
    expect(row?.age).toBeGreaterThan(60);
    const start = Date.parse('2024-11-22T00:00:00Z') / 1000;
    expect(((row?.started ?? 0) - start) / (end - start)).toBeCloseTo(massClosing.shareOfSpan, 2);
  });
});

describe('target change', () => {
  it('goes from calendar to business days on the first of a month in the middle', async () => {
    const rows = await made.ask<{ month: string; calendar: number; business: number }>(`
      SELECT strftime(to_timestamp(created) AT TIME ZONE 'UTC', '%Y-%m') AS month,
             avg((abs(due - created - 7 * ${day}) <= 3600)::INT) AS calendar,
             avg((due - created >= 9 * ${day} - 3600 AND due - created <= 11 * ${day} + 3600)::INT) AS business
      FROM requests WHERE request_type = '${targetChange.requestType}' GROUP BY 1 ORDER BY 1`);
    for (const { month, calendar, business } of rows) {
      expect({ month, calendar, business }).toEqual({
        month,
        calendar: Number(month < '2025-11'),
        business: Number(month >= '2025-11'),
      });
    }
    expect(rows.length).toBe(25);
  });
});

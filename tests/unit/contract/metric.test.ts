import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  metricStatement,
  typeTimesStatement,
  type MetricId,
  type MetricRow,
  type Question,
} from '../../../src/contract/metric.ts';

/** Ten requests of neighborhood 1000 and a few of others, small enough to redo by hand. */
const rows = `
  SELECT * FROM (VALUES
    (DATE '2026-01-01', 7, 1000, 0, 0, true, 1, 1, 60),
    (DATE '2026-01-01', 7, 1000, 0, 0, true, 1, 1, 1440),
    (DATE '2026-01-02', 7, 1000, 0, 0, true, 2, 1, 2880),
    (DATE '2026-01-03', 8, 1000, 0, 0, true, 2, 1, 4320),
    (DATE '2026-01-04', 8, 1000, 0, 0, true, 2, 0, NULL),
    (DATE '2026-01-05', 8, 1000, 0, 0, false, 1, 1, 5),
    (DATE '2026-01-06', 8, 1000, 1, 0, true, 1, 1, 5),
    (DATE '2026-01-31', 8, 1000, 0, 0, true, 3, 0, NULL),
    (DATE '2026-01-07', 8, 1000, 0, 1, true, 1, 1, 7),
    (DATE '2026-01-07', 8, 1001, 0, 0, true, 3, 0, NULL),
    (DATE '2025-12-31', 7, 1000, 0, 0, true, 1, 1, 1),
    (DATE '2026-01-08', 7, NULL, 0, 3, true, 1, 1, 10)
  ) AS rows(created_day, request_type, neighborhood, origin, location, timed, due_state, status, minutes_to_close)`;

let askSql: (sql: string, values: (number | string)[]) => Promise<Record<string, unknown>[]>;
let ask: (question: Partial<Question> & { metric: MetricId }) => Promise<MetricRow[]>;

beforeAll(async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`CREATE TABLE core AS ${rows}`);
  await connection.run(
    `CREATE TABLE areas AS SELECT * FROM (VALUES (1, 2000), (1000, 500), (1001, NULL)) AS areas(area_id, population)`,
  );
  askSql = async (sql, values) => (await connection.runAndReadAll(sql, values)).getRowObjectsJS();
  ask = async (question) => {
    const { sql, values } = metricStatement({
      kind: 'neighborhood',
      from: '2026-01-01',
      to: '2026-01-31',
      matureThrough: '2026-01-21',
      horizonDays: 10,
      whose: 'residents',
      status: 'any',
      requestTypes: [],
      ...question,
    });
    return (await connection.runAndReadAll(sql, values)).getRowObjectsJS() as unknown as MetricRow[];
  };
});

describe('requests per 1,000 residents', () => {
  it('counts both end days, and neither the city’s rows nor placeholder points', async () => {
    expect(await ask({ metric: 'requests_per_1000' })).toEqual([
      { area_id: 1, n: 10, value: 5, beyond_horizon: false },
      { area_id: 1000, n: 7, value: 14, beyond_horizon: false },
      { area_id: 1001, n: 1, value: null, beyond_horizon: false },
    ]);
  });

  it('counts everything for the whole city, located or not', async () => {
    const [city] = await ask({ metric: 'requests_per_1000', kind: 'city', whose: 'everyone' });
    expect(city).toEqual({ area_id: 1, n: 11, value: 5.5, beyond_horizon: false });
  });
});

describe('requests of a status', () => {
  it('are the open ones, the late ones among them, or the closed', async () => {
    const count = async (status: Question['status']): Promise<number | undefined> =>
      (await ask({ metric: 'requests_per_1000', status }))[0]?.n;
    expect(await count('any')).toBe(10);
    expect(await count('open')).toBe(3);
    expect(await count('late')).toBe(1);
    expect(await count('closed')).toBe(7);
  });

  it('have no usual days and no share on time: that is refused, not answered', async () => {
    for (const metric of ['median_days_to_close', 'on_time_percent'] as const)
      await expect(ask({ metric, status: 'open' })).rejects.toThrow(RangeError);
  });
});

describe('usual days to close', () => {
  it('counts an open request as later than any close and leaves the too recent out', async () => {
    const [, area] = await ask({ metric: 'median_days_to_close' });
    // 1 h, 1 d, 2 d, 3 d, open: the third of five is 2 days.
    expect(area).toEqual({ area_id: 1000, n: 5, value: 2, beyond_horizon: false });
  });

  it('says only “more than the horizon” when half are still open', async () => {
    const [, area] = await ask({ metric: 'median_days_to_close', requestTypes: [8] });
    expect(area).toMatchObject({ n: 2, value: 3 });
    const [other] = (await ask({ metric: 'median_days_to_close' })).filter(({ area_id: id }) => id === 1001);
    expect(other).toEqual({ area_id: 1001, n: 1, value: null, beyond_horizon: true });
  });
});

describe('closed on time', () => {
  it('counts open and late ones, and leaves out what is not due yet', async () => {
    const [, area] = await ask({ metric: 'on_time_percent' });
    expect(area).toEqual({ area_id: 1000, n: 5, value: 40, beyond_horizon: false });
  });

  it('takes several request types at once', async () => {
    const [, area] = await ask({ metric: 'on_time_percent', requestTypes: [7, 8] });
    expect(area?.n).toBe(5);
  });
});

describe('a statement', () => {
  it('never holds a reader’s value, only places for them', () => {
    const { sql, values } = metricStatement({
      metric: 'on_time_percent',
      kind: 'neighborhood',
      from: "2026-01-01'; DROP TABLE core; --",
      to: '2026-01-31',
      matureThrough: '2026-01-21',
      horizonDays: 10,
      whose: 'residents',
      status: 'any',
      requestTypes: [7],
    });
    expect(sql).not.toContain('DROP');
    expect(values).toHaveLength((sql.match(/\?/g) ?? []).length);
  });
});

describe('the usual times of a type', () => {
  const times = async (): Promise<Record<string, unknown>[]> => {
    const { sql, values } = typeTimesStatement({
      from: '2026-01-01',
      matureThrough: '2026-01-21',
      horizonDays: 10,
    });
    return askSql(sql, values);
  };

  it('are those of the metric, asked of one type of the whole city', async () => {
    for (const {
      request_type_id: type,
      n,
      p50_minutes: median,
      p50_beyond_horizon: beyond,
    } of await times()) {
      const [city] = await ask({
        metric: 'median_days_to_close',
        kind: 'city',
        requestTypes: [Number(type)],
      });
      expect(city).toMatchObject({ n, beyond_horizon: beyond });
      expect(city?.value === null ? null : (city?.value ?? 0) * 1440).toBe(median);
    }
  });

  it('count open requests as not closed, so that 90 of 100 may lie beyond the horizon', async () => {
    expect(await times()).toEqual([
      {
        request_type_id: 7,
        n: 4,
        p50_minutes: 60,
        p90_minutes: 2880,
        p50_beyond_horizon: false,
        p90_beyond_horizon: false,
      },
      {
        request_type_id: 8,
        n: 4,
        p50_minutes: 4320,
        p90_minutes: null,
        p50_beyond_horizon: false,
        p90_beyond_horizon: true,
      },
    ]);
  });
});

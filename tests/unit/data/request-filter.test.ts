import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { codeOf, dueStates, locations, origins, statuses } from '../../../src/contract/code.ts';
import { metricStatement, statusChoices, whoseChoices, type Question } from '../../../src/contract/metric.ts';
import { addDays } from '../../../src/contract/period.ts';
import { undrawnStatement } from '../../../src/contract/undrawn.ts';
import type { NearbyRequest } from '../../../src/data/nearby.ts';
import { momentMs, requestFilter } from '../../../src/data/request-filter.ts';

const endMs = momentMs('2026-11-22T23:58:00');
const minute = 60_000;

const anyRequest: fc.Arbitrary<NearbyRequest> = fc
  .record({
    typeId: fc.integer({ min: 1, max: 4 }),
    origin: fc.constantFrom(...origins),
    status: fc.constantFrom(...statuses),
    age: fc.nat({ max: 3000 }),
    dueAfter: fc.option(fc.integer({ min: 1, max: 3000 })),
  })
  .map(({ age, dueAfter, ...rest }) => {
    const createdMs = endMs - age * minute;
    const closedMs = rest.status === 'closed' ? createdMs + minute : null;
    const dueMs = dueAfter === null ? null : createdMs + dueAfter * minute;
    return {
      ...rest,
      id: 2600000001,
      number: '26-00000001',
      disposition: 'none',
      createdMs,
      dueMs,
      closedMs,
      longitude: 0,
      latitude: 0,
      placeIsBlock: false,
    };
  });

const anyQuestion: fc.Arbitrary<Question> = fc
  .record({
    whose: fc.constantFrom(...whoseChoices),
    status: fc.constantFrom(...statusChoices),
    requestTypes: fc.subarray([1, 2, 3, 4]),
    back: fc.tuple(fc.nat(3), fc.nat(3)),
  })
  .map(({ back, ...rest }) => ({
    ...rest,
    metric: 'requests_per_1000',
    kind: 'neighborhood',
    from: addDays('2026-11-22', -Math.max(...back)),
    to: addDays('2026-11-22', -Math.min(...back)),
    matureThrough: '2026-11-12',
    horizonDays: 10,
  }));

let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(
    'CREATE TABLE areas AS SELECT * FROM (VALUES (1, 1000), (1000, 500)) AS areas(area_id, population)',
  );
  await connection.run(`CREATE TABLE core (created_day DATE, request_type USMALLINT, neighborhood USMALLINT,
    origin UTINYINT, location UTINYINT, timed BOOLEAN, due_state UTINYINT, status UTINYINT, minutes_to_close INTEGER)`);
});

/** The same request as `core` has it, its due state by the pipeline's rule (derive.sql). */
function coreRow({ createdMs, typeId, origin, status, dueMs, closedMs }: NearbyRequest): string {
  const dueState =
    dueMs === null
      ? 'none'
      : dueMs > endMs
        ? 'not_yet'
        : closedMs !== null && closedMs <= dueMs
          ? 'met'
          : 'missed';
  const day = new Date(createdMs).toISOString().slice(0, 10);
  return `(DATE '${day}', ${typeId}, 1000, ${codeOf(origins, origin)}, ${codeOf(locations, 'point')}, true,
    ${codeOf(dueStates, dueState)}, ${codeOf(statuses, status)}, NULL)`;
}

describe('the points of the map', () => {
  it('are those that the areas count, whatever is asked', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyRequest, { minLength: 1, maxLength: 60 }),
        anyQuestion,
        async (all, question) => {
          await connection.run('DELETE FROM core');
          await connection.run(`INSERT INTO core VALUES ${all.map(coreRow).join(', ')}`);
          const { sql, values } = metricStatement(question);
          const [counted] = (await connection.runAndReadAll(sql, values)).getRowObjectsJS();
          const drawn = all.filter(requestFilter(question, endMs)).length;
          expect(drawn).toBe(Number(counted?.['n'] ?? 0));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('and those left out are counted by why', async () => {
    await connection.run('DELETE FROM core');
    const row = (day: string, location: (typeof locations)[number]): string =>
      `(DATE '${day}', 1, 1000, 0, ${codeOf(locations, location)}, true, 0, 0, NULL)`;
    await connection.run(
      `INSERT INTO core VALUES ${[
        row('2026-11-20', 'point'),
        row('2026-11-20', 'missing'),
        row('2024-11-20', 'point'),
        row('2024-11-20', 'missing'),
        row('2026-11-20', 'placeholder'),
      ].join(', ')}`,
    );
    const question: Question = {
      metric: 'requests_per_1000',
      kind: 'neighborhood',
      from: '2024-01-01',
      to: '2026-11-22',
      matureThrough: '2026-11-12',
      horizonDays: 10,
      whose: 'residents',
      status: 'any',
      requestTypes: [],
    };
    const { sql, values } = undrawnStatement(question, '2024-11-22');
    const rows = (await connection.runAndReadAll(sql, values)).getRowObjectsJS();
    const of = (areaId: number): object | undefined => rows.find((found) => found['area_id'] === areaId);
    expect(of(1)).toEqual({ area_id: 1, n: 5, without_point: 3, older: 1 });
    expect(of(1000)).toEqual({ area_id: 1000, n: 4, without_point: 2, older: 1 });
  });
});

import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  cellKeySql,
  cellSteps,
  mostCuts,
  nearbyCell,
  nearbyKeys,
  placeInCell,
  quartersSql,
  stepsEastSql,
  stepsNorthSql,
} from '../../../src/contract/cell.ts';
import { indexName, lookupBlock, lookupKeySql, lookupYear, partPath } from '../../../src/contract/part.ts';

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
});

const ask = async (sql: string): Promise<unknown[][]> =>
  (await connection.runAndReadAll(sql)).getRowsJS() as unknown[][];

const cellDegrees = cellSteps / 100_000;
const degrees = (from: number, to: number): fc.Arbitrary<number> =>
  fc.double({ min: from, max: to, noNaN: true, noDefaultInfinity: true });
const points = fc.array(fc.tuple(degrees(-76.8, -76.4), degrees(39.1, 39.5)), {
  minLength: 50,
  maxLength: 50,
});

describe('the cut of lookup', () => {
  it('is the same in the browser and in SQL, for any number', async () => {
    const numbers = fc
      .sample(fc.tuple(fc.nat({ max: 99 }), fc.nat({ max: 99_999_999 })), 400)
      .map(([year, serial]) => `${String(year).padStart(2, '0')}-${String(serial).padStart(8, '0')}`);
    numbers.push('26-00002499', '26-00002500', '00-00000000', '99-99999999');
    const rows = await ask(
      `SELECT number, ${lookupKeySql('number')} FROM (SELECT unnest([${numbers.map((number) => `'${number}'`).join(', ')}]) AS number)`,
    );
    expect(rows).toHaveLength(numbers.length);
    for (const [number, key] of rows as string[][])
      expect(`${lookupYear(number ?? '')}-${lookupBlock(number ?? '')}`).toBe(key);
  });

  it('changes blocks every 2,500 numbers', () => {
    expect(lookupBlock('26-00002499')).toBe('00000');
    expect(lookupBlock('26-00002500')).toBe('00001');
    expect(lookupBlock('26-00123456')).toBe('00049');
  });

  it('names files that tell their index', () => {
    expect(partPath('lookup-26', '00049', '1a2b3c4d')).toBe('lookup-26-00049.1a2b3c4d.json.gz');
    expect(indexName('lookup-26.1a2b3c4d.json')).toBe('lookup-26');
  });
});

describe('the cut of nearby', () => {
  it('is the same in the browser and in SQL, for any point', async () => {
    await fc.assert(
      fc.asyncProperty(points, async (drawn) => {
        const list = drawn.map(([longitude, latitude]) => `(${longitude}::DOUBLE, ${latitude}::DOUBLE)`);
        const rows = await ask(`
          SELECT longitude, latitude, ${cellKeySql('east', 'north')}, ${quartersSql('east', 'north')},
            east % ${cellSteps}, north % ${cellSteps}
          FROM (SELECT *, ${stepsEastSql('longitude')} AS east, ${stepsNorthSql('latitude')} AS north
            FROM (VALUES ${list.join(', ')}) AS points(longitude, latitude))`);
        for (const [longitude, latitude, cell, quarters, east, north] of rows as [
          number,
          number,
          string,
          string,
          number,
          number,
        ][]) {
          expect(nearbyCell(longitude, latitude)).toBe(cell);
          expect(quarters).toMatch(new RegExp(`^[0-3]{${mostCuts}}$`));
          const [there, up] = placeInCell(cell, Number(east), Number(north));
          expect(Math.abs(there - longitude)).toBeLessThanOrEqual(0.0000051);
          expect(Math.abs(up - latitude)).toBeLessThanOrEqual(0.0000051);
          // However often its cell is cut, a point is found in the one quarter that holds it.
          for (let cuts = 0; cuts <= mostCuts; cuts += 1) {
            const key = cuts === 0 ? cell : `${cell}-${quarters.slice(0, cuts)}`;
            const box = { west: there, east: there, south: up, north: up };
            expect(nearbyKeys({ parts: { [key]: ['00000000', 1, 1] } }, box)).toEqual([key]);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it('gives a box all parts that it touches and no others', () => {
    const cell = nearbyCell(-76.61, 39.29);
    const [west, south] = placeInCell(cell, 0, 0);
    const parts = Object.fromEntries(
      ['-0', '-1', '-2', '-30', '-31', '-32', '-33'].map((quarter) => [
        `${cell}${quarter}`,
        ['00000000', 1, 1] as [string, number, number],
      ]),
    );
    // In shares of a cell.
    const box = (x: number, y: number, side: number): string[] =>
      nearbyKeys(
        { parts },
        {
          west: west + x * cellDegrees,
          east: west + (x + side) * cellDegrees,
          south: south + y * cellDegrees,
          north: south + (y + side) * cellDegrees,
        },
      );
    expect(box(0.02, 0.02, 0.04)).toEqual([`${cell}-0`]);
    expect(box(0.48, 0.02, 0.04)).toEqual([`${cell}-0`, `${cell}-1`]);
    expect(box(0.52, 0.52, 0.02)).toEqual([`${cell}-30`]);
    expect(box(0.72, 0.72, 0.06)).toEqual(['-30', '-31', '-32', '-33'].map((quarter) => cell + quarter));
    expect(box(0, 0, 0.999)).toHaveLength(7);
    expect(box(4, 4, 0.1)).toEqual([]);
  });
});

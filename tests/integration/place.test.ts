import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { codeOf, dueStates, locations, origins } from '../../src/contract/code.ts';
import { addDays, horizonDays, periodDays } from '../../src/contract/period.ts';
import { readFigures, type PlaceFigures } from '../../src/data/place-figures.ts';
import { speedStep } from '../../src/data/place-speed.ts';
import { onTimeStep, placedSteps, placePeriods, volumeStep } from '../../src/data/place-steps.ts';
import {
  allHandling,
  allMix,
  lastDay,
  openPlanted,
  plantedNeighborhoods,
  plantedRows,
  runStep,
  type PlantedRow,
} from './planted-city.ts';

const rows = plantedRows();
const residents = rows.filter(({ origin }) => origin === codeOf(origins, 'resident'));
const isPlaced = ({ location }: PlantedRow): boolean => location !== codeOf(locations, 'placeholder');
const isMet = ({ due_state: state }: PlantedRow): boolean => state === codeOf(dueStates, 'met');
const isDue = (row: PlantedRow): boolean =>
  row.timed && (isMet(row) || row.due_state === codeOf(dueStates, 'missed'));

const districts = [201, 202, 203, 204];
type Kind = 'neighborhood' | 'council_district';
const places: [Kind, number][] = [
  ...plantedNeighborhoods.map((id): [Kind, number] => ['neighborhood', id]),
  ...districts.map((id): [Kind, number] => ['council_district', id]),
];

/** What a place is compared with, for one kind of request: all of the city, or for a district the rest of it. */
function elsewhere(cohort: PlantedRow[], kind: Kind, id: number, type: number): PlantedRow[] {
  return cohort.filter(
    (row) => row.request_type === type && !(kind === 'council_district' && isPlaced(row) && row[kind] === id),
  );
}

const grid = (minutes: number | null): number =>
  minutes === null
    ? Infinity
    : minutes <= 14_400
      ? Math.round(minutes / 30) * 30
      : Math.round(minutes / 360) * 360;

// Everything is counted a second time here, row by row, apart from the statements.
describe('the figures of places', () => {
  let connection: DuckDBConnection;
  let figures: (areaId: number) => Record<'90d' | '365d', PlaceFigures>;

  beforeAll(async () => {
    connection = await openPlanted(rows);
    for (const step of placedSteps(lastDay)) await runStep(connection, step);
    figures = readFigures(
      await runStep(connection, volumeStep),
      await runStep(connection, onTimeStep),
      await runStep(connection, speedStep),
      lastDay,
      () => true,
    );
  });

  it.each(placePeriods)(
    'of %s count residents’ requests of the days, and of the days a year before',
    (period) => {
      const { from, to } = periodDays(period, lastDay);
      for (const [kind, id] of places) {
        const own = residents.filter((row) => isPlaced(row) && row[kind] === id);
        const count = (first: string, last: string): number =>
          own.filter(({ created_day: day }) => day >= first && day <= last).length;
        expect(figures(id)[period]).toMatchObject({
          requests: count(from, to),
          requestsBefore: count(addDays(from, -365), addDays(to, -365)),
        });
      }
    },
  );

  it.each(placePeriods)('of %s expect as many on time as the same kinds have elsewhere', (period) => {
    const { from, to } = periodDays(period, lastDay);
    const cohort = residents.filter((row) => isDue(row) && row.created_day >= from && row.created_day <= to);
    for (const [kind, id] of places) {
      const own = cohort.filter((row) => isPlaced(row) && row[kind] === id);
      const shares = new Map(
        [1, 2, 3, 4].map((type) => {
          const others = elsewhere(cohort, kind, id, type);
          return [type, others.filter(isMet).length / others.length];
        }),
      );
      const expected = own.reduce((sum, { request_type: type }) => sum + shares.get(type)!, 0);
      const found = figures(id)[period];
      expect([found.due, found.met]).toEqual([own.length, own.filter(isMet).length]);
      expect(found.metCity).toBeCloseTo(expected / own.length, 9);
    }
  });

  it.each(placePeriods)(
    'of %s tell the half and nine-tenths days here and of the same kinds elsewhere',
    (period) => {
      const { from, to } = periodDays(period, lastDay);
      const horizon = horizonDays(period);
      const cohort = residents.filter(
        (row) =>
          row.timed &&
          row.created_day >= from &&
          row.created_day <= to &&
          row.created_day <= addDays(lastDay, -horizon),
      );
      const said = (minutes: number): number | null => (minutes > horizon * 1_440 ? null : minutes / 1_440);
      for (const [kind, id] of places) {
        const own = cohort.filter((row) => isPlaced(row) && row[kind] === id);
        const here = own.map(({ minutes_to_close: minutes }) => minutes ?? Infinity).sort((a, b) => a - b);
        // One weight for each request elsewhere, so that each kind weighs what it weighs here.
        const weighed = [1, 2, 3, 4].flatMap((type) => {
          const weight = own.filter((row) => row.request_type === type).length;
          const others = elsewhere(cohort, kind, id, type);
          return others.map((row) => ({
            minutes: grid(row.minutes_to_close),
            weight: weight / others.length,
          }));
        });
        weighed.sort((first, second) => first.minutes - second.minutes);
        const quantile = (share: number): number => {
          let sum = 0;
          return (
            weighed.find(({ weight }) => (sum += weight) >= share * own.length - 1e-9)?.minutes ?? Infinity
          );
        };
        const found = figures(id)[period];
        expect(found.timed).toBe(own.length);
        expect(found.half.here).toBe(said(here[Math.ceil(here.length * 0.5) - 1]!));
        expect(found.nineInTen.here).toBe(said(here[Math.ceil(here.length * 0.9) - 1]!));
        expect(found.half.city).toBe(said(quantile(0.5)));
        expect(found.nineInTen.city).toBe(said(quantile(0.9)));
      }
    },
  );

  it('call a place that only asks for slower kinds of requests no different', () => {
    const found = figures(allMix)['365d'];
    const typical = figures(110)['365d'];
    expect(found.half.here).toBeGreaterThan(2 * typical.half.here!);
    expect([found.half.verdict, found.nineInTen.verdict, found.metVerdict]).toEqual([
      'unclear',
      'unclear',
      'unclear',
    ]);
  });

  it('call a place slower where the same requests take four times as long', () => {
    const found = figures(allHandling)['365d'];
    expect([found.half.verdict, found.metVerdict]).toEqual(['fewer', 'fewer']);
  });

  it('call hardly any other place different', () => {
    const called = plantedNeighborhoods
      .filter((id) => id !== allHandling && id !== allMix)
      .filter(
        (id) =>
          figures(id)['365d'].half.verdict !== 'unclear' || figures(id)['365d'].metVerdict !== 'unclear',
      );
    expect(called.length).toBeLessThanOrEqual(1);
  });

  it('of a place without a request are none, and say nothing', () => {
    expect(figures(999)['90d']).toMatchObject({
      requests: 0,
      due: 0,
      timed: 0,
      metVerdict: 'unclear',
      half: { here: null, city: null, verdict: 'unclear' },
    });
  });
});

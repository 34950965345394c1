import { makeCityRows, type CityRow } from '../fake/city-row.ts';
import { FakeFeatureServer } from '../fake/feature-server.ts';
import { layerPath } from './night-folder.ts';

export const year2025 = layerPath(2025);
export const current = layerPath('current');

/** A service with a closed year and the current one. */
export function twoYears(): FakeFeatureServer {
  return new FakeFeatureServer({
    layers: {
      [year2025]: makeCityRows({ seed: 1, rows: 120, from: '2025-10-01', to: '2025-12-31' }),
      [current]: makeCityRows({ seed: 2, rows: 150, from: '2026-09-01', to: '2026-11-22' }),
    },
  });
}

/** A wall-clock moment as the service writes it. */
export const stamp = (moment: string): number => Date.parse(`${moment}Z`);

/** Some row of a layer that is open, or closed. */
export function openRow(server: FakeFeatureServer, path: string, isOpen = true): CityRow {
  const row = server.rows(path).find(({ SRStatus }) => String(SRStatus).startsWith('Closed') !== isOpen);
  if (row === undefined) throw new Error('no such row');
  return row;
}

export const idOf = (row: CityRow): number => Number(row['ESRI_OID']);
export const numberOf = (row: CityRow): string => String(row['ServiceRequestNum']);

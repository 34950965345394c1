import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { makeSample } from '../../data-pipeline/sample/record.ts';

/** Where the large record is made, and what a run on it is given. */
export const bigFolder = '.cache/bench/big';
export const exportsFolder = join(bigFolder, 'exports');
export const configFile = join(bigFolder, 'config.json');

const moment = (column: string): string =>
  `strftime(make_timestamp(${column}::BIGINT * 1000), '%Y/%m/%d %H:%M:%S+00')`;

/**
 * Saves the sample as the City saves its years: one CSV a calendar year, with the City's field names and dates; and
 * its boundaries, with a config that names them.
 * @param rows requests in all; about a million a year.
 */
export async function saveExports(rows: number): Promise<void> {
  rmSync(bigFolder, { recursive: true, force: true });
  mkdirSync(exportsFolder, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', { temp_directory: join(bigFolder, 'spill') });
  const connection = await instance.connect();
  const { boundaries } = await makeSample({ rows, seed: 311, through: '2026-11-30' }, connection);
  const years = (
    await connection.runAndReadAll(
      'SELECT DISTINCT year(make_timestamp(created_at::BIGINT * 1000))::INTEGER FROM raw ORDER BY 1',
    )
  ).getRowsJS() as number[][];
  for (const [year = 0] of years) {
    await connection.run(`COPY (
      SELECT source_row AS objectid, record_id AS srrecordid, request_number AS servicerequestnum, request_type AS srtype,
        method AS methodreceived, ${moment('created_at')} AS createddate, status AS srstatus, ${moment('status_at')} AS statusdate,
        ${moment('due_at')} AS duedate, ${moment('closed_at')} AS closedate, ${moment('last_activity_at')} AS lastactivitydate,
        agency, outcome, address, zip AS zipcode, neighborhood_label AS neighborhood, latitude, longitude
      FROM raw WHERE year(make_timestamp(created_at::BIGINT * 1000)) = ${year}
    ) TO '${join(exportsFolder, `requests-${year}.csv`)}' (FORMAT csv, HEADER)`);
  }
  connection.closeSync();
  instance.closeSync();
  const sources: Record<string, string> = {
    neighborhood: 'neighborhoods',
    council_district: 'council_districts',
    community_statistical_area: 'community_statistical_areas',
    police_district: 'police_districts',
    city: 'city',
  };
  const places: Record<string, { file: string }> = {};
  for (const { kind, collection } of boundaries) {
    const source = sources[kind];
    if (source === undefined) continue;
    writeFileSync(join(bigFolder, `${kind}.geojson`), JSON.stringify(collection));
    places[source] = { file: `${kind}.geojson` };
  }
  writeFileSync(configFile, JSON.stringify({ boundaries: places }));
}

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CityField, CityRow } from '../fake/city-row.ts';
import { FakeFeatureServer } from '../fake/feature-server.ts';
import { layerPath, NightFolder } from './night-folder.ts';

const response = resolve('../shared/data/baltimore/requests/featureserver_query_2025-12-31.json');
const here = existsSync(response);
if (!here) console.warn('skipped: no real rows here');

interface RealResponse {
  fields: CityField[];
  features: { attributes: CityRow }[];
}

describe.skipIf(!here)('a night that reads the rows of a real response', () => {
  const path = layerPath(2025);
  let folder: NightFolder;
  let rows: CityRow[];

  beforeAll(async () => {
    const real = JSON.parse(readFileSync(response, 'utf8')) as RealResponse;
    // The request that was saved did not ask for the object ids.
    rows = real.features.map(({ attributes }, index) => ({ ...attributes, ESRI_OID: index + 1 }));
    const server = new FakeFeatureServer({ layers: { [path]: rows }, pageSize: 7 });
    server.setFields(path, [{ name: 'ESRI_OID', type: 'esriFieldTypeOID' }, ...real.fields]);
    folder = new NightFolder(server, [2025]);
    folder.now = new Date('2026-01-01T09:10:00Z');
    const run = await folder.nightly();
    expect(run, run.output).toMatchObject({ exitCode: 0 });
  });

  it('publishes all forty, padded agencies, hard spaces, missing points and a number of the next year among them', async () => {
    expect(folder.manifest().counts).toEqual({
      received: 40,
      merged: 0,
      quarantined: 0,
      withheld: 0,
      published: 40,
    });
    const told = await folder.told();
    expect(told.map(({ request_number: number }) => number)).toEqual(
      rows.map((row) => String(row['ServiceRequestNum'])).sort(),
    );
    expect(told.some(({ request_number: number }) => number?.startsWith('26-') === true)).toBe(true);
    expect(told.every(({ agency }) => agency === null || agency === agency.trim())).toBe(true);
  });

  it('tells of them what a rebuild from the same file tells', async () => {
    const columns =
      'request_number, created_at, due_at, closed_at, status, disposition, work_recorded, longitude, latitude, successor_number';
    const ofNight = await (await folder.open())(`SELECT ${columns} FROM detail ORDER BY request_number`);
    const rebuilt = new NightFolder(new FakeFeatureServer({ layers: {} }), []);
    expect(
      await rebuilt.run('rebuild', '--from', response, '--config', join(folder.root, 'config.json')),
    ).toMatchObject({ exitCode: 0 });
    expect(await (await rebuilt.open())(`SELECT ${columns} FROM detail ORDER BY request_number`)).toEqual(
      ofNight,
    );
  });

  it('claims no successor of a transferred request where the response holds none', async () => {
    const rowsOf = await (
      await folder.open()
    )(
      "SELECT request_number, successor_number FROM detail WHERE disposition = 'transferred' ORDER BY request_number",
    );
    expect(rowsOf).toEqual([
      { request_number: '26-00001232', successor_number: null },
      { request_number: '26-00003220', successor_number: null },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { makeCityRows, type CityRow } from '../fake/city-row.ts';
import { FakeFeatureServer } from '../fake/feature-server.ts';
import { layerPath, NightFolder } from './night-folder.ts';
import { current, numberOf, stamp, year2025 } from './two-years.ts';

const day = 86_400_000;

describe('the turn of the year', () => {
  const lastDays = makeCityRows({ seed: 20, rows: 200, from: '2026-10-01', to: '2026-12-31' });
  const firstDays = makeCityRows({ seed: 21, rows: 40, from: '2027-01-01', to: '2027-01-02' });

  it('loses nothing when current starts anew before the old year has a layer of its own, and settles when it has', async () => {
    const server = new FakeFeatureServer({
      layers: {
        [year2025]: makeCityRows({ seed: 1, rows: 120, from: '2025-10-01', to: '2025-12-31' }),
        [current]: lastDays,
      },
    });
    const folder = new NightFolder(server, [2025, 'current']);
    folder.now = new Date('2027-01-01T06:00:00Z');
    expect(await folder.nightly()).toMatchObject({ exitCode: 0 });
    const oldYear = folder.truth([year2025, current]);

    server.removeLayer(current);
    server.addLayer(current, firstDays);
    folder.wait(2);
    const turned = await folder.nightly();
    expect(turned).toMatchObject({ exitCode: 0 });
    expect(turned.output).toMatch(/200 requests of the old year are kept/);
    expect(await folder.told()).toEqual([...oldYear, ...folder.truth([current])].sort(byNumber));

    server.addLayer(
      layerPath(2026),
      lastDays.map((row) => ({ ...row, StatusDate: Number(row['StatusDate']) + day })),
    );
    for (const one of makeCityRows({ seed: 22, rows: 5, from: '2027-01-03', to: '2027-01-03' }))
      server.insert(current, one);
    folder.wait(1);
    expect(await folder.nightly()).toMatchObject({ exitCode: 0 });
    expect(await folder.told()).toEqual(folder.truth([year2025, layerPath(2026), current]));
    const { counts } = folder.manifest();
    expect(counts).toMatchObject({ received: 365, merged: 0, published: 365 });
    expect(await (await folder.open())("SELECT * FROM changes WHERE change = 'deleted'")).toEqual([]);
  });

  it('merges a request that two layers serve, and keeps a number of the new year in the layer of the old', async () => {
    const old = makeCityRows({ seed: 30, rows: 60, from: '2025-11-01', to: '2025-12-31' });
    const [first, second] = [{ ...old[0] }, { ...old[1], ServiceRequestNum: '26-00003220' }];
    const server = new FakeFeatureServer({
      layers: {
        [year2025]: [second, ...old.slice(2), { ...old[0] }] as CityRow[],
        [current]: [
          ...makeCityRows({ seed: 31, rows: 60, from: '2026-10-01', to: '2026-11-22' }),
          {
            ...first,
            ESRI_OID: 900,
            SRStatus: 'Closed',
            CloseDate: stamp('2026-11-20T00:00:00'),
            StatusDate: stamp('2026-11-20T00:00:00'),
          },
        ] as CityRow[],
      },
    });
    const folder = new NightFolder(server, [2025, 'current']);
    expect(await folder.nightly()).toMatchObject({ exitCode: 0 });
    expect(folder.manifest().counts).toMatchObject({ received: 121, merged: 1, published: 120 });
    const told = await folder.told();
    expect(told).toEqual(folder.truth([year2025, current]));
    expect(told.find(({ request_number: number }) => number === numberOf(first))).toMatchObject({
      closed_at: '2026-11-20 00:00:00',
    });
    expect(told.some(({ request_number: number }) => number === '26-00003220')).toBe(true);
  });
});

function byNumber(
  first: { request_number: string | null },
  second: { request_number: string | null },
): number {
  return (first.request_number ?? '') < (second.request_number ?? '') ? -1 : 1;
}

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cityFields, makeCityRows } from '../fake/city-row.ts';
import { FakeFeatureServer } from '../fake/feature-server.ts';
import { NightFolder } from './night-folder.ts';
import { current, idOf, stamp, twoYears, year2025 } from './two-years.ts';

describe('a night that cannot be trusted', () => {
  const refusals: [
    what: string,
    spoil: (server: FakeFeatureServer, folder: NightFolder) => void,
    says: RegExp,
  ][] = [
    [
      'half of a layer is gone',
      (server) => {
        for (const row of [...server.rows(year2025)].slice(0, 60)) server.remove(year2025, idOf(row));
      },
      /"What was published before is still there": saw 270 rows before, 210 now, 60 lost; expected at least 99\.5%/,
    ],
    [
      'nothing new for three days',
      (_server, folder) => folder.wait(3),
      /"The newest request is recent": saw 9\d\.\d hours old; expected opened in the last 50 hours/,
    ],
    [
      'a field is gone',
      (server) =>
        server.setFields(
          current,
          cityFields.filter(({ name }) => name !== 'Address'),
        ),
      /has other fields than at the last reading: Address is gone/,
    ],
    [
      'a needed field is gone',
      (server) =>
        server.setFields(
          current,
          cityFields.filter(({ name }) => name !== 'SRType'),
        ),
      /has no field srtype/,
    ],
    [
      'a date is text now',
      (server) =>
        server.setFields(
          current,
          cityFields.map((field) =>
            field.name === 'DueDate' ? { ...field, type: 'esriFieldTypeString' } : field,
          ),
        ),
      /field duedate is now esriFieldTypeString; expected esriFieldTypeDate/,
    ],
    [
      'a layer answers 404',
      (server) => server.removeLayer(year2025),
      /_2025\/FeatureServer\/0 answers error 400: Invalid URL.*Check the address/,
    ],
    [
      'the service is down',
      (_server, folder) => {
        folder.fetch = () => Promise.resolve(new Response('busy', { status: 503 }));
      },
      /HTTP 503, asked 8 times/,
    ],
    [
      'the clock of the service moved',
      (server) => {
        for (const row of server.rows(current).slice(-3))
          server.edit(current, idOf(row), {
            CreatedDate: stamp('2026-11-24T09:00:00'),
            StatusDate: stamp('2026-11-24T09:00:00'),
            CloseDate: null,
            SRStatus: 'Open',
          });
      },
      /"Values are possible": saw 3 impossible/,
    ],
    [
      'a withheld number is mistyped',
      (_server, folder) => writeFileSync(join(folder.root, 'state', 'withheld.txt'), '26-123\n'),
      /withheld\.txt, line 1 is "26-123"; expected a request number/,
    ],
  ];

  it.each(refusals)(
    '(%s) says why, ends with 1, and leaves the record as it was',
    async (_what, spoil, says) => {
      const server = twoYears();
      const folder = new NightFolder(server, [2025, 'current']);
      await folder.nightly();
      const before = folder.contents();
      folder.wait(1);
      spoil(server, folder);
      const run = await folder.nightly();
      expect(run.output).toMatch(says);
      expect(run.exitCode).toBe(1);
      expect(folder.contents()).toEqual(before);
    },
  );

  it('goes on the night after, from the last good record', async () => {
    const server = twoYears();
    const folder = new NightFolder(server, [2025, 'current']);
    await folder.nightly();
    const lost = server.rows(year2025).slice(0, 60);
    for (const row of lost) server.remove(year2025, idOf(row));
    folder.wait(1);
    expect(await folder.nightly()).toMatchObject({ exitCode: 1 });
    for (const row of lost) server.insert(year2025, row);
    expect(await folder.nightly()).toMatchObject({ exitCode: 0 });
    expect(await folder.told()).toEqual(folder.truth([year2025, current]));
    expect(await (await folder.open())('SELECT * FROM changes'), 'nothing was deleted').toEqual([]);
  });

  it('takes a changed field set when the operator says so', async () => {
    const server = twoYears();
    const folder = new NightFolder(server, [2025, 'current']);
    await folder.nightly();
    server.setFields(
      current,
      cityFields.filter(({ name }) => name !== 'Address'),
    );
    expect(await folder.nightly('--accept-fields')).toMatchObject({ exitCode: 0 });
    expect(await folder.nightly()).toMatchObject({ exitCode: 0 });
  });

  it('sets unreadable rows aside with their reason and publishes the rest', async () => {
    const rows = makeCityRows({ seed: 50, rows: 90, from: '2026-10-01', to: '2026-11-22' });
    const server = new FakeFeatureServer({
      layers: {
        [current]: rows.map((row, index) =>
          index < 2 ? { ...row, ServiceRequestNum: index === 0 ? null : 'X' } : row,
        ),
      },
    });
    const folder = new NightFolder(server, ['current']);
    expect(await folder.nightly()).toMatchObject({ exitCode: 0 });
    expect(folder.manifest().counts).toEqual({
      received: 90,
      merged: 0,
      quarantined: 2,
      withheld: 0,
      published: 88,
    });
    expect(readFileSync(join(folder.root, 'state', 'quarantined.csv'), 'utf8')).toMatch(/no request number/);
  });
});

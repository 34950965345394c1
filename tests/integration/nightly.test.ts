import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cityFields, makeCityRows, type CityRow } from '../fake/city-row.ts';
import { FakeFeatureServer } from '../fake/feature-server.ts';
import { layerPath, NightFolder } from './night-folder.ts';

const year2025 = layerPath(2025);
const current = layerPath('current');
const day = 86_400_000;

function twoYears(): FakeFeatureServer {
  return new FakeFeatureServer({
    layers: {
      [year2025]: makeCityRows({ seed: 1, rows: 120, from: '2025-10-01', to: '2025-12-31' }),
      [current]: makeCityRows({ seed: 2, rows: 150, from: '2026-09-01', to: '2026-11-22' }),
    },
  });
}

const stamp = (moment: string): number => Date.parse(`${moment}Z`);

function openRow(server: FakeFeatureServer, path: string, isOpen = true): CityRow {
  const row = server.rows(path).find(({ SRStatus }) => String(SRStatus).startsWith('Closed') !== isOpen);
  if (row === undefined) throw new Error('no such row');
  return row;
}

const idOf = (row: CityRow): number => Number(row['ESRI_OID']);
const numberOf = (row: CityRow): string => String(row['ServiceRequestNum']);

describe('a night', () => {
  it('publishes what the service holds, and the next one only what changed', async () => {
    const server = twoYears();
    const folder = new NightFolder(server, [2025, 'current']);
    expect(await folder.nightly()).toMatchObject({ exitCode: 0 });
    expect(await folder.told()).toEqual(folder.truth([year2025, current]));
    const before = folder.manifest();

    const row = openRow(server, current);
    const now = stamp('2026-11-23T12:00:00');
    server.edit(current, idOf(row), {
      SRStatus: 'Closed',
      CloseDate: now,
      StatusDate: now,
      Outcome: 'Work completed',
    });
    const added = makeCityRows({ seed: 3, rows: 5, from: '2026-11-23', to: '2026-11-23' });
    for (const one of added) server.insert(current, one);
    const asked = server.requests.length;
    folder.wait(1);
    const run = await folder.nightly();
    expect(run).toMatchObject({ exitCode: 0 });
    expect(run.output).toMatch(/0 whole: 6 rows new or changed/);
    expect(await folder.told()).toEqual(folder.truth([year2025, current]));

    const pages = server.requests.slice(asked).filter((url) => url.includes('outFields'));
    expect(
      pages.every((url) => url.includes('TIMESTAMP')),
      'no whole reading',
    ).toBe(true);
    const named = (manifest: typeof before): Set<string> =>
      new Set(manifest.tables['detail']?.files.map(({ path }) => path));
    const [old, fresh] = [named(before), named(folder.manifest())];
    const kept = [...fresh].filter((path) => old.has(path));
    expect(kept.length, 'untouched months keep their files').toBeGreaterThanOrEqual(3);
  });

  it('equals a whole reading of the same rows, byte for byte', async () => {
    const server = twoYears();
    const [stepwise, atOnce] = [
      new NightFolder(server, [2025, 'current']),
      new NightFolder(server, [2025, 'current']),
    ];
    await stepwise.nightly();
    for (let night = 1; night <= 3; night += 1) {
      stepwise.wait(1);
      const now = stamp(stepwise.now.toISOString().slice(0, 19));
      for (const one of makeCityRows({
        seed: 10 + night,
        rows: 4,
        from: `2026-11-2${2 + night}`,
        to: `2026-11-2${2 + night}`,
      }))
        server.insert(current, one);
      const row = openRow(server, night === 2 ? year2025 : current);
      server.edit(night === 2 ? year2025 : current, idOf(row), {
        SRStatus: 'Closed',
        CloseDate: now,
        StatusDate: now,
      });
      server.remove(current, idOf(openRow(server, current, false)));
      expect(await stepwise.nightly()).toMatchObject({ exitCode: 0 });
    }
    atOnce.now = stepwise.now;
    expect(await atOnce.nightly()).toMatchObject({ exitCode: 0 });
    const files = (folder: NightFolder): unknown =>
      Object.fromEntries(
        Object.entries(folder.manifest().tables)
          .filter(([name]) => name !== 'changes')
          .map(([name, table]) => [name, table.files]),
      );
    expect(files(stepwise)).toEqual(files(atOnce));
  });

  it('notes what the City changed about requests it had shown before, with both values and both nights', async () => {
    const server = twoYears();
    const folder = new NightFolder(server, [2025, 'current']);
    await folder.nightly();
    const now = stamp('2026-11-23T10:00:00');
    const [reopened, gone] = server.rows(current).filter(({ SRStatus }) => SRStatus === 'Closed');
    const [moved, retyped, late] = server
      .rows(current)
      .filter(({ SRStatus }) => SRStatus === 'Open' || SRStatus === 'New');
    if (!reopened || !gone || !moved || !retyped || !late) throw new Error('too few rows');
    server.edit(current, idOf(reopened), { SRStatus: 'Open', CloseDate: null, StatusDate: now });
    server.edit(current, idOf(moved), { DueDate: stamp('2027-01-01T00:00:00'), StatusDate: now });
    server.edit(current, idOf(retyped), { SRType: 'SW-Dirty Street', StatusDate: now });
    server.edit(current, idOf(late), {
      SRStatus: 'Closed',
      CloseDate: Number(late['CreatedDate']) + 60_000,
      StatusDate: now,
    });
    server.remove(current, idOf(gone));
    folder.wait(1);
    await folder.nightly();
    const ask = await folder.open();
    const rows = await ask(
      'SELECT request_number, change, value_before, value_after, seen_before_at, seen_at FROM changes',
    );
    const of = (row: CityRow): unknown[] =>
      rows.filter(({ request_number: number }) => number === numberOf(row));
    const nights = { seen_before_at: '2026-11-23 05:10:00', seen_at: '2026-11-24 05:10:00' };
    expect(of(reopened)).toEqual([
      expect.objectContaining({ change: 'reopened', value_before: 'Closed', value_after: 'Open', ...nights }),
    ]);
    expect(of(moved)).toEqual([
      expect.objectContaining({ change: 'due_date_moved', value_after: '2027-01-01 00:00:00', ...nights }),
    ]);
    expect(of(retyped)).toEqual([
      expect.objectContaining({
        change: 'type_changed',
        value_before: retyped['SRType'],
        value_after: 'SW-Dirty Street',
      }),
    ]);
    expect(of(late)).toEqual([
      expect.objectContaining({ change: 'closed_in_hindsight', value_before: late['SRStatus'] }),
    ]);
    expect(of(gone)).toEqual([
      expect.objectContaining({ change: 'deleted', value_before: 'Closed', value_after: null }),
    ]);
    folder.wait(1);
    await folder.nightly();
    const later = await (await folder.open())('SELECT count(*)::INTEGER AS n FROM changes');
    expect(later, 'kept from the first night on').toEqual([{ n: rows.length }]);
  });

  it('finds a correction without a stamp at the weekly whole reading', async () => {
    const server = twoYears();
    const folder = new NightFolder(server, [2025, 'current']);
    await folder.nightly();
    const row = server.rows(year2025)[7] ?? {};
    server.edit(year2025, idOf(row), { Neighborhood: 'Eastside', SRType: 'SW-Dirty Street' });
    folder.wait(1);
    await folder.nightly();
    expect(await folder.told()).not.toEqual(folder.truth([year2025, current]));
    // Nothing new came for a week; only the freshness of the newest day would refuse.
    for (const one of makeCityRows({ seed: 5, rows: 3, from: '2026-11-29', to: '2026-11-29' }))
      server.insert(current, one);
    folder.wait(6);
    expect((await folder.nightly()).output).toMatch(/2 whole/);
    expect(await folder.told()).toEqual(folder.truth([year2025, current]));
  });

  it('reads a layer whole when its ids were given anew', async () => {
    const server = twoYears();
    const folder = new NightFolder(server, [2025, 'current']);
    await folder.nightly();
    const rows = [...server.rows(current)].reverse().map((row, index) => ({ ...row, ESRI_OID: index + 1 }));
    server.removeLayer(current);
    server.addLayer(current, rows);
    folder.wait(1);
    expect(await folder.nightly()).toMatchObject({ exitCode: 0 });
    expect(await folder.told()).toEqual(folder.truth([year2025, current]));
    const changes = await (await folder.open())('SELECT * FROM changes');
    expect(changes, 'a new id is no change of a request').toEqual([]);
  });
});

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

describe('privacy', () => {
  it('takes a withheld request out of everything the same night, the snapshots before it included', async () => {
    const server = twoYears();
    const folder = new NightFolder(server, [2025, 'current']);
    await folder.nightly();
    const number = numberOf(openRow(server, current));
    folder.wait(1);
    server.edit(current, idOf(openRow(server, current)), {
      SRType: 'SW-Dirty Street',
      StatusDate: stamp('2026-11-24T01:00:00'),
    });
    await folder.nightly();
    writeFileSync(join(folder.root, 'state', 'withheld.txt'), `# a court order\n${number}\n`);
    expect(await folder.nightly()).toMatchObject({ exitCode: 0 });
    expect(folder.manifest().counts).toMatchObject({ withheld: 1, published: 269 });
    const ask = await folder.open();
    for (const table of ['detail', 'changes'])
      expect(await ask(`SELECT * FROM ${table} WHERE request_number = '${number}'`), table).toEqual([]);
    const told = new Set(folder.manifest().tables['detail']?.files.map(({ path }) => path));
    const onDisk = [...folder.contents().keys()].filter((path) => path.includes('detail-'));
    expect(
      onDisk.every((path) => told.has(path.split('/').at(-1) ?? '')),
      'no older file is left',
    ).toBe(true);
    expect(await folder.run('rollback')).toMatchObject({ exitCode: 1 });
  });

  it('shows the block of sensitive requests, never the house, and no text written by hand', async () => {
    const rows = makeCityRows({ seed: 40, rows: 80, from: '2026-10-01', to: '2026-11-22' });
    const server = new FakeFeatureServer({
      layers: {
        [current]: rows.map((row, index) =>
          index === 3 ? { ...row, Outcome: 'Spoke with Ms. Smith, call 410-555-0100' } : row,
        ),
      },
    });
    const folder = new NightFolder(server, ['current']);
    await folder.nightly();
    const ask = await folder.open();
    const shown = await ask(
      "SELECT address, longitude, latitude FROM detail WHERE request_type LIKE 'HLTH%' AND longitude IS NOT NULL",
    );
    expect(shown.length).toBeGreaterThan(3);
    for (const { address, longitude, latitude } of shown) {
      expect(address).toMatch(/^(unit|\d*00) block of /);
      expect(
        [Number(longitude), Number(latitude)].map((degrees) => Math.round(degrees * 1000) / 1000),
      ).toEqual([longitude, latitude]);
    }
    const all = [...folder.contents()]
      .map(([, bytes]) => Buffer.from(bytes, 'base64').toString('latin1'))
      .join('');
    expect(all).not.toContain('Ms. Smith');
    expect(folder.manifest().checks).toContainEqual(
      expect.objectContaining({
        id: 'outcomes_reviewed',
        status: 'warn',
        values: { requests: 1, wordings: 1 },
      }),
    );
  });
});

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
      /"What was published before is still there": saw 270 before, 210 now, 60 lost; expected at least 99\.5 %/,
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
      /"Values lie where they can": saw 3 outside/,
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

describe('snapshots', () => {
  it('of seven nights are kept, and rollback goes back one at a time, to the same bytes', async () => {
    const server = twoYears();
    const folder = new NightFolder(server, [2025, 'current']);
    const manifests: string[] = [];
    for (let night = 0; night < 9; night += 1) {
      for (const one of makeCityRows({
        seed: 60 + night,
        rows: 2,
        from: folder.now.toISOString().slice(0, 10),
        to: folder.now.toISOString().slice(0, 10),
      }))
        server.insert(current, {
          ...one,
          CreatedDate: folder.now.getTime() - 12 * 3_600_000,
          StatusDate: folder.now.getTime() - 12 * 3_600_000,
          CloseDate: null,
          SRStatus: 'New',
          LastActivityDate: null,
        });
      expect(await folder.nightly()).toMatchObject({ exitCode: 0 });
      manifests.push(readFileSync(join(folder.published, 'manifest.json'), 'utf8'));
      folder.wait(1);
    }
    for (let back = 1; back <= 6; back += 1) {
      expect(await folder.run('rollback')).toMatchObject({ exitCode: 0 });
      expect(readFileSync(join(folder.published, 'manifest.json'), 'utf8')).toBe(manifests[8 - back]);
      expect(await folder.run('verify')).toMatchObject({ exitCode: 0 });
    }
    const refused = await folder.run('rollback');
    expect(refused.exitCode).toBe(1);
    expect(refused.output).toMatch(/oldest snapshot kept/);
    expect(await folder.nightly(), 'and the next night goes forward').toMatchObject({ exitCode: 0 });
    expect(await folder.told()).toEqual(folder.truth([year2025, current]));
  });
});

function byNumber(
  first: { request_number: string | null },
  second: { request_number: string | null },
): number {
  return (first.request_number ?? '') < (second.request_number ?? '') ? -1 : 1;
}

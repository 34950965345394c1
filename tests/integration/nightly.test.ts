import { describe, expect, it } from 'vitest';
import { makeCityRows, type CityRow } from '../fake/city-row.ts';
import { NightFolder } from './night-folder.ts';
import { current, idOf, numberOf, openRow, stamp, twoYears, year2025 } from './two-years.ts';

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
          // These two tell of the nights themselves.
          .filter(([name]) => name !== 'changes' && name !== 'snapshots')
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

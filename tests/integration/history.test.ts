import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { toldSnapshots } from '../../src/contract/snapshot-columns.ts';
import { makeCityRows } from '../fake/city-row.ts';
import { NightFolder } from './night-folder.ts';
import { PublishedFolder } from './published-folder.ts';
import { exportLine, writeSmallCity } from './small-export.ts';
import { current, idOf, openRow, stamp, twoYears } from './two-years.ts';

const history = async (folder: PublishedFolder): Promise<Record<string, unknown>[]> =>
  (await folder.open())('SELECT * FROM snapshots ORDER BY number');

/** Changes what a run keeps for the next one. */
async function alter(folder: PublishedFolder, sql: string): Promise<void> {
  const instance = await DuckDBInstance.create(join(folder.root, 'state', 'record.duckdb'));
  const connection = await instance.connect();
  await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}

/** Another night, with so many requests opened on its day. */
async function nextNight(folder: NightFolder, rows: number): Promise<void> {
  const day = folder.now.toISOString().slice(0, 10);
  for (const one of makeCityRows({ seed: Number(day.slice(-2)), rows, from: day, to: day }))
    folder.server.insert(current, one);
  folder.wait(1);
  expect(await folder.nightly()).toMatchObject({ exitCode: 0 });
}

/** A city that adds 5 requests, closes one and deletes one before its second night. */
async function twoNights(): Promise<{ folder: NightFolder; firstId: string }> {
  const server = twoYears();
  const folder = new NightFolder(server, [2025, 'current']);
  await folder.nightly();
  const firstId = folder.manifest().snapshot.id;
  const now = stamp('2026-11-23T12:00:00');
  server.edit(current, idOf(openRow(server, current)), {
    SRStatus: 'Closed',
    CloseDate: now,
    StatusDate: now,
  });
  server.remove(current, idOf(openRow(server, current, false)));
  await nextNight(folder, 5);
  return { folder, firstId };
}

const notCompared = { requests_new: null, requests_changed: null, requests_gone: null };

describe('the history of publications', () => {
  it('tells of each with its counts, and of what a night changed', async () => {
    const { folder, firstId } = await twoNights();
    const { snapshot, counts, tables } = folder.manifest();
    const rows = await history(folder);
    expect(rows).toEqual([
      expect.objectContaining({
        number: 1,
        snapshot_id: firstId,
        source: 'open-baltimore',
        read_at: '2026-11-23 05:10:00',
        published: 270,
        ...notCompared,
        months_rewritten: 6,
        taken_back: false,
      }),
      expect.objectContaining({
        number: 2,
        snapshot_id: snapshot.id,
        data_through: snapshot.dataThrough.replace('T', ' '),
        ...counts,
        requests_new: 5,
        requests_changed: 1,
        requests_gone: 1,
        taken_back: false,
      }),
    ]);
    expect(rows[0]).toMatchObject({ files_new: expect.any(Number) as number });
    const months = new Set(tables['detail']?.files.map(({ month }) => month)).size;
    expect(Number(rows[1]?.['months_rewritten'])).toBeLessThan(months);
    folder.wait(1);
    await folder.nightly();
    expect((await history(folder)).at(-1)).toMatchObject({
      requests_new: 0,
      requests_changed: 0,
      requests_gone: 0,
      published: counts.published,
    });
  });

  it('keeps one that was taken back, marked, and does not compare the next with what readers never had', async () => {
    const { folder, firstId } = await twoNights();
    const takenBack = folder.manifest().snapshot.id;
    await folder.run('rollback');
    expect(folder.manifest().snapshot.id).toBe(firstId);
    expect(await history(folder), 'the very file of that time').toHaveLength(1);
    await nextNight(folder, 4);
    expect(await history(folder)).toMatchObject([
      { number: 1, snapshot_id: firstId, taken_back: false },
      { number: 2, snapshot_id: takenBack, taken_back: true },
      { number: 3, taken_back: false, ...notCompared },
    ]);
    await nextNight(folder, 3);
    expect((await history(folder)).at(-1)).toMatchObject({ number: 4, requests_new: 3 });
  });

  it('goes on through a rebuild, which compares nothing, and through a store that was lost', async () => {
    const folder = new PublishedFolder();
    const { exports, config } = writeSmallCity(folder.root, [exportLine({})]);
    const rebuild = async (): Promise<Record<string, unknown>[]> => {
      expect(await folder.run('rebuild', '--from', exports, '--config', config)).toMatchObject({
        exitCode: 0,
      });
      return history(folder);
    };
    const first = await rebuild();
    folder.now = new Date('2026-11-24T05:10:00Z');
    const second = await rebuild();
    expect(second).toEqual([
      ...first,
      expect.objectContaining({ number: 2, source: 'files', ...notCompared }),
    ]);
    expect(second[1]).toMatchObject({ months_rewritten: 0, files_new: 0 });
    rmSync(join(folder.root, 'state', 'record.duckdb'));
    folder.now = new Date('2026-11-25T05:10:00Z');
    const third = await rebuild();
    expect(third.slice(0, 2)).toEqual(second);
    expect(third).toHaveLength(3);
    expect(await rebuild(), 'the same publication again').toEqual(third);
  });

  it('does not tell of one that no reader saw, and tells of the newest only', async () => {
    const { folder } = await twoNights();
    await alter(
      folder,
      `UPDATE snapshots SET number = number + 1000;
       INSERT INTO snapshots
       SELECT i, 'x' || i, snapshots.* EXCLUDE (number, snapshot_id, shown), i < 500 FROM snapshots, range(1, 501) AS more(i) WHERE number = 1002`,
    );
    folder.wait(1);
    await folder.nightly();
    const rows = await history(folder);
    expect(rows).toHaveLength(toldSnapshots);
    expect(rows.at(-1)).toMatchObject({ number: 1003, snapshot_id: folder.manifest().snapshot.id });
    expect(rows.map(({ snapshot_id: id }) => id)).not.toContain('x500');
    expect(rows.map(({ snapshot_id: id }) => id)).toContain('x499');
  });

  it('does not count what an operator keeps back among what a night changed', async () => {
    const { folder } = await twoNights();
    const server = folder.server;
    const row = openRow(server, current);
    const now = stamp('2026-11-24T12:00:00');
    server.edit(current, idOf(row), { SRStatus: 'Closed', CloseDate: now, StatusDate: now });
    appendFileSync(join(folder.root, 'state', 'withheld.txt'), `${String(row['ServiceRequestNum'])}\n`);
    folder.wait(1);
    expect(await folder.nightly()).toMatchObject({ exitCode: 0 });
    expect((await history(folder)).at(-1)).toMatchObject({
      withheld: 1,
      requests_changed: 0,
      requests_gone: 0,
    });
  });

  it('of a sample is one row that says so', async () => {
    const folder = new PublishedFolder();
    await folder.run('sample', '--rows', '5000', '--through', '2026-11-15');
    folder.now = new Date('2026-11-24T05:10:00Z');
    await folder.run('sample', '--rows', '5000', '--through', '2026-11-15');
    const { snapshot, counts } = folder.manifest();
    expect(await history(folder)).toEqual([
      expect.objectContaining({
        number: 1,
        snapshot_id: snapshot.id,
        source: 'sample',
        ...counts,
        ...notCompared,
      }),
    ]);
  });
});

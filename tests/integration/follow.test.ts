import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { FollowEntry } from '../../src/data/follow.ts';
import { NightFolder } from './night-folder.ts';
import { PublishedFolder } from './published-folder.ts';
import { exportLine, writeSmallCity } from './small-export.ts';
import { current, idOf, openRow, stamp, twoYears } from './two-years.ts';

/** What feeds would say of a place, by the first day of the period. */
async function follow(
  folder: PublishedFolder,
  name: string,
  every = 'weekly',
): Promise<Map<string, FollowEntry>> {
  vi.stubEnv('PUBLISH_DIR', folder.published);
  // Pages are built once from one record; each test has its own.
  vi.resetModules();
  const { readFollow } = await import('../../src/data/follow.ts');
  const { readPublished } = await import('../../src/data/published.ts');
  const area = (await readPublished()).areas.find((one) => one.kind === 'neighborhood' && one.name === name);
  if (area === undefined) throw new Error(`no ${name}`);
  const entries = (await readFollow()).get(area.area_id) ?? [];
  return new Map(entries.filter((entry) => entry.every === every).map((entry) => [entry.from, entry]));
}

let number = 0;
/** A resident's request of 2018; what is not given is open, late to nobody, and at an address of its own. */
function asked(fields: Partial<Record<string, string>>): string {
  number += 1;
  const open = { srstatus: 'New', closedate: '', outcome: '', duedate: '', address: `${number} A ST` };
  return exportLine({ ...open, servicerequestnum: `18-${String(number).padStart(8, '0')}`, ...fields });
}
const closed = (moment: string): Partial<Record<string, string>> => ({
  srstatus: 'Closed',
  closedate: `${moment}+00`,
  statusdate: `${moment}+00`,
});

describe('what feeds tell of a place', () => {
  it('is what happened to residents’ requests in each week, counted by hand', async () => {
    const folder = new PublishedFolder();
    const alley = { srtype: 'SW-Dirty Alley', address: '2 B ST' };
    const { exports, config } = writeSmallCity(folder.root, [
      // A pothole closed, and reported again two days later: new, late, still open.
      asked({ createddate: '2018/05/08 07:51:45+00', ...closed('2018/05/08 08:24:00'), address: '1 B ST' }),
      asked({ createddate: '2018/05/10 09:00:00+00', duedate: '2018/05/12 09:00:00+00', address: '1 B ST' }),
      // A duplicate and a transferred one are new, and nothing else.
      asked({
        createddate: '2018/05/09 10:00:00+00',
        ...closed('2018/05/10 10:00:00'),
        srstatus: 'Closed (Duplicate)',
      }),
      asked({
        createddate: '2018/05/09 11:00:00+00',
        ...closed('2018/05/10 11:00:00'),
        srstatus: 'Closed (Transferred)',
      }),
      // An appointment is never late.
      asked({
        createddate: '2018/05/09 12:00:00+00',
        duedate: '2018/05/11 12:00:00+00',
        srtype: 'SW-Bulk Scheduled',
      }),
      // The City's own round is not a resident's.
      asked({
        createddate: '2018/05/09 13:00:00+00',
        srtype: 'SW-Rat Rubout Proactive',
        methodreceived: 'Internal',
      }),
      // Opened the week before, due and closed in this one.
      asked({
        createddate: '2018/05/04 09:00:00+00',
        duedate: '2018/05/07 09:00:00+00',
        ...alley,
        ...closed('2018/05/09 09:00:00'),
      }),
      // Reported within a day of the close: a caller who had not heard. Then again, and once more: the first counts.
      asked({ createddate: '2018/05/09 20:00:00+00', ...alley }),
      asked({ createddate: '2018/05/15 20:00:00+00', ...alley }),
      asked({ createddate: '2018/05/16 20:00:00+00', ...alley }),
      // At the City's mail room: nowhere.
      asked({
        createddate: '2018/05/09 14:00:00+00',
        latitude: '39.0',
        longitude: '-77.0',
        neighborhood: '',
      }),
      // At the last minute of Sunday, so that the week of May 14 is full; one at its first moment, one just before.
      asked({ createddate: '2018/05/20 23:59:59+00' }),
      asked({ createddate: '2018/05/14 00:00:00+00' }),
      asked({ createddate: '2018/05/13 23:59:59+00' }),
      asked({ createddate: '2018/04/30 00:00:00+00', longitude: '-76.595', neighborhood: 'Eastside' }),
    ]);
    expect(await folder.run('rebuild', '--from', exports, '--config', config)).toMatchObject({ exitCode: 0 });
    const weeks = await follow(folder, 'Westside');
    expect([...weeks.keys()]).toEqual(['2018-05-14', '2018-05-07', '2018-04-30']);
    const numbers = ({ opened, closed, late, againDefect, againNuisance, open }: FollowEntry): object => ({
      opened,
      closed,
      late,
      againDefect,
      againNuisance,
      open,
    });
    expect([...weeks.values()].map(numbers)).toEqual([
      { opened: 4, closed: 0, late: 0, againDefect: 0, againNuisance: 1, open: 8 },
      { opened: 7, closed: 2, late: 2, againDefect: 1, againNuisance: 0, open: 4 },
      { opened: 1, closed: 0, late: 0, againDefect: 0, againNuisance: 0, open: 1 },
    ]);
    expect(weeks.get('2018-05-07')?.kinds).toEqual([
      expect.objectContaining({ name_en: 'Pothole', requests: 5 }),
      expect.objectContaining({ name_en: 'Bulk trash pickup appointment', requests: 1 }),
      expect.objectContaining({ name_en: 'Dirty alley', requests: 1 }),
    ]);
    const nights = await follow(folder, 'Westside', 'nightly');
    expect(nights.size).toBe(14);
    const within = [...nights.values()].filter(({ from }) => from <= '2018-05-13');
    expect(within.reduce((sum, { opened }) => sum + opened, 0)).toBe(7);
    expect((await follow(folder, 'Eastside')).get('2018-04-30')).toMatchObject({ opened: 1, open: 1 });
  });

  it('is told under names as they are, however hostile', async () => {
    const folder = new PublishedFolder();
    const name = `<img src=x onerror=alert(1)> & 'co' \u202Eold`;
    const { exports, config } = writeSmallCity(folder.root, [
      asked({ createddate: '2018/05/13 23:30:00+00' }),
    ]);
    const boundaries = join(folder.root, 'neighborhoods.geojson');
    writeFileSync(boundaries, readFileSync(boundaries, 'utf8').replace('"Westside"', JSON.stringify(name)));
    expect(await folder.run('rebuild', '--from', exports, '--config', config)).toMatchObject({ exitCode: 0 });
    const weeks = await follow(folder, name, 'nightly');
    expect(weeks.get('2018-05-13')).toMatchObject({ opened: 1 });
  });
});

describe('the date of an entry', () => {
  it('stays from night to night, and moves only for what the City changed in hindsight', async () => {
    const server = twoYears();
    const folder = new NightFolder(server, [2025, 'current']);
    await folder.nightly();
    const dates = async (): Promise<Map<string, string>> => {
      const all = ['Westside', 'Eastside'].map(async (name) =>
        [...(await follow(folder, name)).values()].map(
          ({ from, settledAtMs }) => [`${name} ${from}`, new Date(settledAtMs).toISOString()] as const,
        ),
      );
      return new Map((await Promise.all(all)).flat());
    };
    const before = await dates();
    expect(before.size).toBeGreaterThan(20);

    const now = stamp('2026-11-23T12:00:00');
    const row = server
      .rows(current)
      .find(
        ({ SRStatus, SRType, MethodReceived, CreatedDate, DueDate, Latitude }) =>
          (SRStatus === 'New' || SRStatus === 'Open') &&
          /Pothole|StLight|Property/.test(String(SRType)) &&
          (MethodReceived === 'Phone' || MethodReceived === 'API') &&
          Latitude !== null &&
          Number(CreatedDate) > stamp('2026-09-07T00:00:00') &&
          Number(DueDate) < stamp('2026-11-16T00:00:00'),
      );
    if (row === undefined) throw new Error('no such row');
    const closeAt = Number(row['CreatedDate']) + 60_000;
    server.edit(current, idOf(row), { SRStatus: 'Closed', CloseDate: closeAt, StatusDate: now });
    // Closed in time: nothing that an entry of an earlier week says has changed.
    const other = openRow(server, current);
    server.edit(current, idOf(other), { SRStatus: 'Closed', CloseDate: now, StatusDate: now });
    folder.wait(1);
    expect(await folder.nightly()).toMatchObject({ exitCode: 0 });

    const after = await dates();
    const moved = [...before.keys()].filter((key) => after.has(key) && after.get(key) !== before.get(key));
    const weekOf = (ms: number): string =>
      new Date(ms - ((new Date(ms).getUTCDay() + 6) % 7) * 86_400_000).toISOString().slice(0, 10);
    // The week that gained a close, and the one in which the request no longer counts as late.
    const weeks = new Set([weekOf(closeAt), weekOf(Number(row['DueDate']))]);
    expect(new Set(moved.map((key) => key.slice(-10)))).toEqual(weeks);
    for (const key of moved) expect(after.get(key)).toBe('2026-11-24T05:10:00.000Z');
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { makeCityRows } from '../fake/city-row.ts';
import { FakeFeatureServer } from '../fake/feature-server.ts';
import { NightFolder } from './night-folder.ts';
import { current, idOf, numberOf, openRow, stamp, twoYears } from './two-years.ts';

/** The text of every small part that lies in a folder, of the live snapshot or of an older one. */
const unpacked = (folder: NightFolder): string =>
  [...folder.contents()]
    .filter(([path]) => path.endsWith('.json.gz'))
    .map(([, bytes]) => gunzipSync(Buffer.from(bytes, 'base64')).toString())
    .join('\n');

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
    expect(unpacked(folder), 'nor in a part of any snapshot').not.toContain(number);
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
    const parts = unpacked(folder);
    expect(parts).not.toContain('Ms. Smith');
    const houses = server
      .rows(current)
      .filter(({ SRType }) => String(SRType).startsWith('HLTH'))
      .map(({ Address }) => JSON.stringify(Address));
    expect(houses.length).toBeGreaterThan(3);
    expect(houses.filter((house) => parts.includes(house))).toEqual([]);
    expect(folder.manifest().checks).toContainEqual(
      expect.objectContaining({
        id: 'outcomes_reviewed',
        status: 'warn',
        values: { requests: 1, wordings: 1 },
      }),
    );
  });
});

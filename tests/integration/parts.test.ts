import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { partsOf } from '../../data-pipeline/part-index.ts';
import { placeInCell } from '../../src/contract/cell.ts';
import { dispositions, locations, origins, statuses, workRecords } from '../../src/contract/code.ts';
import { lookupBlock, lookupYear, nearbyDays } from '../../src/contract/part.ts';
import { lookup, nearby } from '../../src/contract/part-columns.ts';
import { makeCityRows } from '../fake/city-row.ts';
import { NightFolder } from './night-folder.ts';
import { PublishedFolder } from './published-folder.ts';
import { exportLine, writeSmallCity } from './small-export.ts';
import { current, idOf, numberOf, openRow, stamp, twoYears, year2025 } from './two-years.ts';

type Row = Record<string, string | number | null>;

/** Every row of a table's parts, with the columns' names, and the index and key of the part it stands in. */
function rowsOf(folder: PublishedFolder, table: 'lookup' | 'nearby'): Row[] {
  const columns = table === 'lookup' ? lookup : nearby;
  return folder.parts(table).flatMap(({ index, key, words, rows }) =>
    rows.map((row) => {
      const named: Row = { index, key };
      columns.forEach((column, at) => (named[column.name] = row[at] ?? null));
      for (const [list, own] of Object.entries(words)) {
        const position = named[list];
        named[list] = typeof position === 'number' ? (own[position] ?? 'no such word') : null;
      }
      return named;
    }),
  );
}

const seconds = 'epoch(created_at)::BIGINT';
const round = (value: unknown): number | null =>
  value === null || value === undefined ? null : Math.round(Number(value) * 1e5) / 1e5;

describe('the small parts of a record', () => {
  const folder = new PublishedFolder();
  let ask: Awaited<ReturnType<PublishedFolder['open']>>;

  beforeAll(async () => {
    expect(
      await folder.run('sample', '--rows', '20000', '--seed', '5', '--through', '2026-11-20'),
    ).toMatchObject({ exitCode: 0 });
    ask = await folder.open();
  });

  it('have every published request, with the values that detail has', async () => {
    const areas = new Map(
      (await ask('SELECT area_id, name FROM areas')).map(({ area_id: id, name }) => [id, name]),
    );
    const types = new Map(
      (await ask('SELECT request_type_id AS id, request_type AS name FROM request_types')).map(
        ({ id, name }) => [id, name],
      ),
    );
    const expected = await ask(`
      SELECT *, ${seconds} AS opened, date_diff('second', created_at, due_at) AS due,
        date_diff('second', created_at, closed_at) AS closed, date_diff('second', created_at, updated_at) AS updated
      FROM detail ORDER BY request_number`);
    const found = rowsOf(folder, 'lookup').sort((one, other) =>
      String(one['request_number']) < String(other['request_number']) ? -1 : 1,
    );
    expect(found).toHaveLength(expected.length);
    for (const [at, row] of expected.entries()) {
      const own = found[at] ?? {};
      const number = String(row['request_number']);
      const due = row['due_minutes'] === null ? null : Number(row['due']);
      expect(
        {
          ...own,
          request_type: types.get(own['request_type']),
          origin: origins[Number(own['origin'])],
          status: statuses[Number(own['status'])],
          disposition: dispositions[Number(own['disposition'])],
          work_recorded: workRecords[Number(own['work_recorded'])],
          location: locations[Number(own['location'])],
          neighborhood: areas.get(own['neighborhood']) ?? null,
          council_district: areas.get(own['council_district']) ?? null,
          community_statistical_area: areas.get(own['community_statistical_area']) ?? null,
        },
        number,
      ).toEqual({
        index: `lookup-${lookupYear(number)}`,
        key: lookupBlock(number),
        request_number: number,
        ...Object.fromEntries(
          [
            'request_type',
            'origin',
            'status',
            'disposition',
            'outcome',
            'work_recorded',
            'agency',
            'method',
            'address',
            'location',
            'neighborhood',
            'council_district',
            'community_statistical_area',
            'parent_number',
            'successor_number',
          ].map((name) => [name, row[name]]),
        ),
        created_at: Number(row['opened']),
        due_after: due,
        closed_after: row['closed'] === null ? null : Number(row['closed']),
        updated_after: row['updated'] === null ? null : Number(row['updated']),
        longitude: round(row['longitude']),
        latitude: round(row['latitude']),
        place_is_block: Number(row['place_is_block']),
        closed_instantly: Number(row['closed_instantly']),
        closed_in_batch: Number(row['closed_in_batch']),
      });
    }
  });

  it('have the point of every located request of the last 730 days, in the cell it lies in', async () => {
    const expected = await ask(`
      SELECT request_number, longitude, latitude, place_is_block FROM detail
      WHERE location = 'point' AND created_at >= (SELECT max(created_at)::DATE FROM detail) - ${nearbyDays}
      ORDER BY request_number`);
    const found = new Map(rowsOf(folder, 'nearby').map((row) => [row['request_number'], row]));
    expect(found.size).toBe(expected.length);
    for (const row of expected) {
      const own = found.get(String(row['request_number']));
      const [longitude, latitude] = placeInCell(
        String(own?.['key']),
        Number(own?.['east']),
        Number(own?.['north']),
      );
      expect([longitude, latitude, own?.['place_is_block']]).toEqual([
        round(row['longitude']),
        round(row['latitude']),
        Number(row['place_is_block']),
      ]);
    }
  });

  it('say that they are a sample', () => {
    const texts = partsOf(folder.published, folder.manifest())
      .slice(0, 5)
      .map(({ path }) => gunzipSync(readFileSync(join(folder.published, path))).toString());
    expect(texts.every((text) => text.startsWith('{"notice":"Sample data'))).toBe(true);
  });

  it('are re-read by verify, which names one that is changed, other than it says, or gone', async () => {
    expect(await folder.run('verify')).toMatchObject({ exitCode: 0 });
    const parts = partsOf(folder.published, folder.manifest());
    const [part] = parts.filter(({ path }) => path.startsWith('lookup'));
    const path = join(folder.published, part?.path ?? '');
    const bytes = readFileSync(path);
    appendFileSync(path, 'x');
    expect((await folder.run('verify')).output).toContain(part?.path);
    const other = Buffer.from(bytes);
    other[other.length - 12] = (other[other.length - 12] ?? 0) ^ 1;
    writeFileSync(path, other);
    expect((await folder.run('verify')).output).toMatch(/its index says/);
    rmSync(path);
    expect((await folder.run('verify')).output).toMatch(/is missing/);
    writeFileSync(path, bytes);
    expect(await folder.run('verify')).toMatchObject({ exitCode: 0 });
  });

  it('keep their bytes when the record is made again', async () => {
    const before = partsOf(folder.published, folder.manifest());
    expect(
      await folder.run('sample', '--rows', '20000', '--seed', '5', '--through', '2026-11-20'),
    ).toMatchObject({ exitCode: 0 });
    expect(partsOf(folder.published, folder.manifest())).toEqual(before);
  });
});

describe('the parts of a night', () => {
  /** Parts by index and key, without regard to which files were written when. */
  const named = (folder: PublishedFolder): Map<string, string> =>
    new Map(partsOf(folder.published, folder.manifest()).map(({ path }) => [path.replace(/\..*/, ''), path]));

  it('are the old ones, but for the blocks of numbers with a change; and those of snapshots stay on disk', async () => {
    const server = twoYears();
    const folder = new NightFolder(server, [2025, 'current']);
    await folder.nightly();
    const before = named(folder);
    const row = openRow(server, year2025);
    server.edit(year2025, idOf(row), {
      SRStatus: 'Closed',
      CloseDate: stamp('2026-11-23T12:00:00'),
      StatusDate: stamp('2026-11-23T12:00:00'),
    });
    folder.wait(1);
    expect(await folder.nightly()).toMatchObject({ exitCode: 0 });
    const after = named(folder);
    const moved = [...after].filter(([key, path]) => key.startsWith('lookup') && before.get(key) !== path);
    const number = numberOf(row);
    expect(moved.map(([key]) => key)).toEqual([`lookup-${lookupYear(number)}-${lookupBlock(number)}`]);
    const onDisk = new Set([...folder.contents().keys()].map((path) => path.split('/').at(-1)));
    for (const path of [...before.values(), ...after.values()]) expect(onDisk).toContain(path);
    expect(await folder.run('rollback')).toMatchObject({ exitCode: 0 });
    expect(named(folder)).toEqual(before);
    expect(await folder.run('verify')).toMatchObject({ exitCode: 0 });
    const left = [...folder.contents().keys()].map((path) => path.split('/').at(-1));
    const gone = [...after.values()].filter((path) => ![...before.values()].includes(path));
    expect(left.filter((path) => gone.includes(path ?? ''))).toEqual([]);
  });

  it('equal those of a whole reading, whatever changed', async () => {
    const server = twoYears();
    const makeFolder = (list: string): NightFolder => {
      const folder = new NightFolder(server, [2025, 'current'], { withheld: 'withheld.txt' });
      writeFileSync(join(folder.root, 'withheld.txt'), list);
      return folder;
    };
    const stepwise = makeFolder('');
    const plain = server.rows(year2025).find(({ SRStatus }) => SRStatus === 'Closed') ?? {};
    const withheld = `26-91000000\n${numberOf(plain)}\n`;
    await stepwise.nightly();
    for (let night = 1; night <= 4; night += 1) {
      stepwise.wait(1);
      const now = stamp(stepwise.now.toISOString().slice(0, 19));
      for (const one of makeCityRows({
        seed: 30 + night,
        rows: 4,
        from: `2026-11-2${2 + night}`,
        to: `2026-11-2${2 + night}`,
      }))
        server.insert(current, one);
      const parent = openRow(server, current);
      // A duplicate beside its parent, a new agency, a request that moves, one that is deleted.
      server.insert(current, {
        ...parent,
        ESRI_OID: 90_000 + night,
        ServiceRequestNum: `26-9${night}000000`,
        SRStatus: 'New (Duplicate)',
        CreatedDate: now - 8 * 3_600_000,
        StatusDate: now,
      });
      if (night === 2)
        server.edit(year2025, idOf(openRow(server, year2025)), { Agency: 'Bureau of Maps', StatusDate: now });
      if (night === 3)
        server.edit(current, idOf(parent), {
          Latitude: '39.2805',
          Longitude: '-76.5902',
          SRStatus: 'Closed',
          CloseDate: now,
          StatusDate: now,
        });
      server.remove(current, idOf(openRow(server, current, false)));
      if (night === 4) writeFileSync(join(stepwise.root, 'withheld.txt'), withheld);
      expect(await stepwise.nightly()).toMatchObject({ exitCode: 0 });
    }
    const atOnce = makeFolder(withheld);
    atOnce.now = stepwise.now;
    expect(await atOnce.nightly()).toMatchObject({ exitCode: 0 });
    expect(named(stepwise)).toEqual(named(atOnce));
    const told = rowsOf(stepwise, 'lookup').map(({ request_number: number }) => number);
    expect(told).not.toContain('26-91000000');
    expect(told).toContain('26-92000000');
  });
});

describe('a second rebuild', () => {
  it('shows what its files say now, in every table', async () => {
    const folder = new PublishedFolder();
    const lines = (method: string): string[] => [
      exportLine({ methodreceived: method }),
      exportLine({ servicerequestnum: '18-00000002' }),
    ];
    for (const method of ['Phone', 'API']) {
      const { exports, config } = writeSmallCity(folder.root, lines(method));
      expect(await folder.run('rebuild', '--from', exports, '--config', config)).toMatchObject({
        exitCode: 0,
      });
      const [row] = await (
        await folder.open()
      )("SELECT method FROM detail WHERE request_number = '18-00000001'");
      expect(row).toEqual({ method });
      expect(rowsOf(folder, 'lookup')[0]).toMatchObject({ request_number: '18-00000001', method });
    }
    const packed = partsOf(folder.published, folder.manifest()).map(({ path }) =>
      readFileSync(join(folder.published, path)),
    );
    for (const bytes of packed)
      expect(bytes.equals(gzipSync(gunzipSync(bytes), { level: 4 })), 'no time stamp in it').toBe(true);
  });
});

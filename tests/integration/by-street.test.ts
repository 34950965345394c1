import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { partsOf } from '../../data-pipeline/part-index.ts';
import { degreesOfSteps } from '../../src/contract/cell.ts';
import { dispositions, origins, statuses, workRecords } from '../../src/contract/code.ts';
import { readStreet, sayPlace, streetsOfAddress, unpackState } from '../../src/contract/street-part.ts';
import { PublishedFolder } from './published-folder.ts';

type Row = Record<string, unknown>;

const folder = new PublishedFolder();
let ask: Awaited<ReturnType<PublishedFolder['open']>>;

beforeAll(async () => {
  const run = await folder.run('sample', '--rows', '20000', '--seed', '5', '--through', '2026-11-20');
  expect(run).toMatchObject({ exitCode: 0 });
  ask = await folder.open();
});

const inOrder = (rows: Row[]): Row[] =>
  rows.sort((one, other) =>
    `${one['street']} ${one['number']}` < `${other['street']} ${other['number']}` ? -1 : 1,
  );

/** Every request of every street, in words. */
function told(): Row[] {
  return folder.streets().flatMap(({ index, street, words, columns }) =>
    readStreet(columns).map(({ state, east, north, place, outcome, agency, ...row }) => {
      const codes = unpackState(state);
      const digits = String(row.number).padStart(10, '0');
      return {
        ...row,
        index,
        street,
        number: `${digits.slice(0, 2)}-${digits.slice(2)}`,
        origin: origins[codes.origin],
        status: statuses[codes.status],
        disposition: dispositions[codes.disposition],
        work: workRecords[codes.work],
        outcome: outcome === null ? null : words['outcome']?.[outcome],
        agency: agency === null ? null : words['agency']?.[agency],
        place: sayPlace(place, street),
        point: east === null || north === null ? null : degreesOfSteps(east, north),
      };
    }),
  );
}

describe('the requests of each street', () => {
  it('are those of detail whose address names it, with the values that detail has, and nothing else', async () => {
    const detail = await ask(`
      SELECT detail.*, (epoch(created_at)::BIGINT // 60)::INTEGER AS opened, year(created_at)::INTEGER AS year,
        request_type_id, n.area_id AS n, d.area_id AS d
      FROM detail
      JOIN request_types USING (request_type)
      LEFT JOIN areas n ON n.kind = 'neighborhood' AND n.name = neighborhood AND location <> 'placeholder'
      LEFT JOIN areas d ON d.kind = 'council_district' AND d.name = council_district AND location <> 'placeholder'
      WHERE address IS NOT NULL`);
    const round = (degrees: unknown): number => Math.round(Number(degrees) * 1e5) / 1e5;
    const expected = detail.flatMap((row) => {
      const address = String(row['address']);
      return streetsOfAddress(address).map(({ street }) => ({
        index: `by_street-${row['year']}`,
        street,
        number: row['request_number'],
        opened: row['opened'],
        type: row['request_type_id'],
        origin: row['origin'],
        status: row['status'],
        disposition: row['disposition'],
        work: row['work_recorded'],
        due: row['due_minutes'],
        closed: row['minutes_to_close'],
        outcome: row['outcome'],
        agency: row['agency'],
        place: address.split(',')[0]?.trim(),
        neighborhood: row['n'] ?? 0,
        district: row['d'] ?? 0,
        point: row['location'] === 'point' ? [round(row['longitude']), round(row['latitude'])] : null,
      }));
    });
    expect(expected.length).toBeGreaterThan(15_000);
    const found = inOrder(told());
    expect(found).toHaveLength(expected.length);
    for (const [at, row] of inOrder(expected).entries()) expect(found[at]).toEqual(row);
  });

  it('stand in the order of opening', () => {
    for (const { street, columns } of folder.streets()) {
      const opened = readStreet(columns).map((row) => row.opened);
      expect(opened, street).toEqual([...opened].sort((one, other) => one - other));
    }
  });

  it('are counted in the list of streets, each street once', async () => {
    const counts = new Map<string, number>();
    for (const { street } of told()) counts.set(String(street), (counts.get(String(street)) ?? 0) + 1);
    const listed = await ask('SELECT street, requests FROM streets');
    expect(listed.length).toBe(counts.size);
    expect(new Map(listed.map(({ street, requests }) => [street, requests]))).toEqual(counts);
    const names = listed.map(({ street }) => String(street));
    expect(names).toEqual([...names].sort());
  });

  it('tell no house of a sensitive kind, only its block', async () => {
    const sensitive = new Set(
      (await ask('SELECT request_number AS number FROM detail WHERE place_is_block')).map(
        ({ number }) => number,
      ),
    );
    const places = folder.streets().flatMap(({ columns }) =>
      readStreet(columns)
        .filter(({ number }) => sensitive.has(String(number).padStart(10, '0').replace(/^../, '$&-')))
        .map(({ place }) => place),
    );
    expect(places.length).toBeGreaterThan(50);
    expect(places.filter((place) => !/^((unit|\d*00) block of |[^\d].* & )/.test(String(place)))).toEqual([]);
  });
});

it('verify re-reads the parts of streets and names one that is changed or gone', async () => {
  expect(await folder.run('verify')).toMatchObject({ exitCode: 0 });
  const part = partsOf(folder.published, folder.manifest()).find(({ path }) => path.startsWith('by_street'));
  const path = join(folder.published, part?.path ?? '');
  const bytes = readFileSync(path);
  appendFileSync(path, 'x');
  expect(await folder.run('verify')).toMatchObject({
    exitCode: 1,
    output: expect.stringContaining(part?.path ?? 'no part') as string,
  });
  rmSync(path);
  expect((await folder.run('verify')).output).toContain(`${part?.path} is missing`);
  writeFileSync(path, bytes);
  expect(await folder.run('verify')).toMatchObject({ exitCode: 0 });
});

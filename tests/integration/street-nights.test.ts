import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { partsOf } from '../../data-pipeline/part-index.ts';
import { mostSharedRows, readStreet } from '../../src/contract/street-part.ts';
import { makeCityRows, type CityRow } from '../fake/city-row.ts';
import { FakeFeatureServer } from '../fake/feature-server.ts';
import { NightFolder } from './night-folder.ts';
import { current, idOf, numberOf, stamp, year2025 } from './two-years.ts';

const longStreet = 'N CHARLES ST';

/** One street with as many requests as may share a part, and many with few. */
const city = makeCityRows({ seed: 1, rows: 6500, from: '2025-01-01', to: '2025-09-30' }).map(
  (row, at): CityRow => ({
    ...row,
    SRType: 'TRM-Potholes',
    Address: `${100 + (at % 400)} ${at < mostSharedRows ? longStreet : `E ${at % 30}TH ST`}, BC`,
  }),
);
const server = new FakeFeatureServer({
  layers: {
    [year2025]: city,
    [current]: makeCityRows({ seed: 2, rows: 150, from: '2026-09-01', to: '2026-11-22' }),
  },
  pageSize: 2000,
});

function makeFolder(withheld: string): NightFolder {
  const folder = new NightFolder(server, [2025, 'current'], { withheld: 'withheld.txt' });
  writeFileSync(join(folder.root, 'withheld.txt'), withheld);
  return folder;
}

const folder = makeFolder('');

/** Parts of 2025 by key. */
const parts = (): Map<string, string> =>
  new Map(
    partsOf(folder.published, folder.manifest())
      .map(({ path }) => path)
      .filter((path) => path.startsWith('by_street-2025-'))
      .map((path) => [path.replace('by_street-2025-', '').replace(/\..*/, ''), path]),
  );

/** The key of a street's part in 2025. */
const keyOf = (street: string): string =>
  folder.streets().find((own) => own.index === 'by_street-2025' && own.street === street)?.key ?? 'none';

/** Streets of 2025 that hold a request. */
const streetsWith = (row: CityRow): string[] =>
  folder
    .streets()
    .filter(({ columns }) =>
      readStreet(columns).some(({ number }) => number === Number(numberOf(row).replace('-', ''))),
    )
    .map(({ street }) => street);

const theDay = (): { from: string; to: string } => {
  const day = folder.now.toISOString().slice(0, 10);
  return { from: day, to: day };
};

/** Lets a night with some new requests pass and tells the keys of the parts of 2025 that came, went or changed. */
async function night(): Promise<string[]> {
  const before = parts();
  for (const row of makeCityRows({ seed: folder.now.getUTCDate(), rows: 2, ...theDay() }))
    server.insert(current, row);
  folder.wait(1);
  expect(await folder.nightly()).toMatchObject({ exitCode: 0 });
  const after = parts();
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((key) => before.get(key) !== after.get(key))
    .sort();
}

/** Closes or moves a request of 2025 today. */
function edit(row: CityRow, changes: CityRow): void {
  const now = stamp(folder.now.toISOString().slice(0, 19));
  server.edit(year2025, idOf(row), { ...changes, StatusDate: now, LastActivityDate: now });
}

/** A request of 2025 on a street. */
function rowOn(street: string): CityRow {
  const row = server.rows(year2025).find(({ Address }) => String(Address).includes(` ${street}, `));
  if (row === undefined) throw new Error(`no request on ${street}`);
  return row;
}

describe('a night', () => {
  let streetOf: Record<'000' | '001', string>;

  beforeAll(async () => {
    expect(await folder.nightly()).toMatchObject({ exitCode: 0 });
    expect([...parts().keys()].sort()).toEqual(['000', '001']);
    const short = (key: string): string =>
      folder
        .streets()
        .find((own) => own.key === key && own.index.endsWith('2025') && own.street !== longStreet)?.street ??
      'none';
    streetOf = { '000': short('000'), '001': short('001') };
  });

  it('with no news of a year keeps all its parts', async () => {
    expect(await night()).toEqual([]);
  });

  it('writes again the part of a street on which a request changed, and no other', async () => {
    edit(rowOn(streetOf['001']), { Outcome: 'Work could not be completed' });
    expect(await night()).toEqual(['001']);
  });

  it('writes the parts of both streets when a request moved from one to the other', async () => {
    const row = rowOn(streetOf['000']);
    edit(row, { Address: `7 ${streetOf['001']}, BC` });
    expect(await night()).toEqual(['000', '001']);
    expect(streetsWith(row)).toEqual([streetOf['001']]);
  });

  it('takes a withheld request out of its street', async () => {
    const row = rowOn(streetOf['000']);
    expect(streetsWith(row)).toEqual([streetOf['000']]);
    writeFileSync(join(folder.root, 'withheld.txt'), `${numberOf(row)}\n`);
    await night();
    expect(streetsWith(row)).toEqual([]);
  });

  it('gives a street that outgrows its part one of its own, and takes it away again', async () => {
    const shared = keyOf(longStreet);
    const row = rowOn(streetOf[shared === '000' ? '001' : '000']);
    const address = row['Address'] ?? null;
    edit(row, { Address: `5 ${longStreet}, BC` });
    expect(await night()).toEqual(['000', '001', 's-n-charles-st']);
    expect(keyOf(longStreet)).toBe('s-n-charles-st');
    edit(row, { Address: address });
    expect(await night()).toEqual(['000', '001', 's-n-charles-st']);
    expect(keyOf(longStreet)).toBe(shared);
    edit(row, { Address: `5 ${longStreet}, BC` });
    await night();
  });

  it('leaves the same bytes as a whole reading of the same rows', async () => {
    const atOnce = makeFolder(readFileSync(join(folder.root, 'withheld.txt'), 'utf8'));
    atOnce.now = folder.now;
    expect(await atOnce.nightly()).toMatchObject({ exitCode: 0 });
    // Names of files tell what is in them.
    const byStreet = (own: NightFolder): unknown => [
      own.manifest().tables['by_street']?.files,
      partsOf(own.published, own.manifest()).filter(({ path }) => path.startsWith('by_street')),
    ];
    expect(byStreet(folder)).toEqual(byStreet(atOnce));
    expect(await folder.run('verify')).toMatchObject({ exitCode: 0 });
  });
});

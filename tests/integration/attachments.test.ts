import { describe, expect, it } from 'vitest';
import type { FakeAttachment } from '../fake/city-layer.ts';
import { alwaysFault } from '../fake/fault.ts';
import { FakeFeatureServer } from '../fake/feature-server.ts';
import { makeCityRows } from '../fake/city-row.ts';
import { NightFolder } from './night-folder.ts';
import { current, idOf, numberOf, stamp, twoYears, year2025 } from './two-years.ts';

const photos = { hosts: ['service.test'] };
const jpeg = (id: number, more: Partial<FakeAttachment> = {}): FakeAttachment => ({
  id,
  name: `IMG_${id}.jpg`,
  contentType: 'image/jpeg',
  ...more,
});

/** Rows of plain kinds, so that none of them is kept back as sensitive. */
function plainRows(server: FakeFeatureServer, path: string, isClosed: boolean) {
  return server
    .rows(path)
    .filter(({ SRType }) => String(SRType).startsWith('TRM'))
    .filter(({ SRStatus }) => (SRStatus === 'Closed') === isClosed);
}

async function shown(folder: NightFolder): Promise<unknown[]> {
  const ask = await folder.open();
  return (await ask('SELECT request_number, moment, address, bytes FROM photos')).map(Object.values);
}

describe('pictures attached to a layer', () => {
  it('are not there in a layer that says so, and no question is asked for them', async () => {
    const server = twoYears();
    const folder = new NightFolder(server, [2025, 'current'], { photos });
    await folder.nightly();
    expect(folder.manifest().photos).toMatchObject({
      pictures: 0,
      layers: { asked: 2, carrying: 0, read: 0, pictures: 0 },
    });
    expect(server.requests.filter((url) => url.includes('queryAttachments'))).toEqual([]);
  });

  it('are published by their moment: told by keyword, by name, by the date against the closing', async () => {
    const server = twoYears();
    const [byWord, byDate, unclear] = plainRows(server, current, true);
    const [open] = plainRows(server, current, false);
    if (!byWord || !byDate || !unclear || !open) throw new Error('too few rows');
    const closedMs = stamp('2026-11-20T15:00:00');
    for (const row of [byDate, unclear])
      server.edit(current, idOf(row), { CreatedDate: stamp('2026-11-15T09:00:00'), CloseDate: closedMs });
    server.attach(current, {
      [idOf(byWord)]: [
        jpeg(1, { keywords: 'Closed photo', size: 5000 }),
        jpeg(2, { name: 'ReportedCondition_2.png', contentType: 'image/png' }),
        jpeg(3, { name: 'notes.pdf', contentType: 'application/pdf' }),
        jpeg(4, { name: 'drawing.svg', contentType: 'image/svg+xml' }),
      ],
      [idOf(byDate)]: [
        jpeg(5, { taken: '2026:11:20 15:10:00' }),
        jpeg(6, { taken: '2026:11:15 08:00:00' }),
        jpeg(7, { taken: '2026:11:16 08:00:00' }),
      ],
      [idOf(unclear)]: [jpeg(8, { taken: '2026:11:20 14:50:00' }), jpeg(9)],
      [idOf(open)]: [jpeg(10)],
    });
    const folder = new NightFolder(server, [2025, 'current'], { photos });
    expect(await folder.nightly()).toMatchObject({ exitCode: 0 });
    const address = (row: typeof byWord, id: number): string =>
      `https://service.test/arcgis/rest/services/${current}/${idOf(row)}/attachments/${id}`;
    expect((await shown(folder)).sort()).toEqual(
      [
        [numberOf(byWord), 'after', address(byWord, 1), 5000],
        [numberOf(byWord), 'before', address(byWord, 2), 100_000],
        [numberOf(byDate), 'after', address(byDate, 5), 100_000],
        [numberOf(byDate), 'before', address(byDate, 6), 100_000],
        [numberOf(open), 'before', address(open, 10), 100_000],
      ].sort(),
    );
    expect(folder.manifest().photos).toMatchObject({
      requests: 3,
      pictures: 5,
      hosts: ['service.test'],
      layers: { asked: 2, carrying: 1, read: 1, pictures: 8 },
      leftOut: { moment_unknown: 2, another_of_same_moment: 1 },
    });
  });

  it('are read whole first, later of the rows that were touched, and vanish with their row', async () => {
    const server = twoYears();
    const [first, second, third] = plainRows(server, current, true);
    if (!first || !second || !third) throw new Error('too few rows');
    const after = (id: number): FakeAttachment[] => [jpeg(id, { keywords: 'after' })];
    server.attach(current, { [idOf(first)]: after(1), [idOf(second)]: after(2) });
    const folder = new NightFolder(server, ['current'], { photos });
    await folder.nightly();
    const asked = server.requests.length;
    server.attach(current, { [idOf(first)]: after(1), [idOf(second)]: after(22), [idOf(third)]: after(3) });
    server.edit(current, idOf(third), { StatusDate: stamp('2026-11-23T09:00:00') });
    server.remove(current, idOf(first));
    folder.wait(1);
    await folder.nightly();
    const questions = server.requests.slice(asked).filter((url) => url.includes('queryAttachments'));
    expect(questions.length).toBeGreaterThan(0);
    expect(questions.every((url) => url.includes('objectIds='))).toBe(true);
    const names = (rows: unknown[]): unknown[] =>
      rows.map((row) => (row as unknown[])[2]).map((url) => String(url).split('/').at(-1));
    expect(names(await shown(folder)).sort()).toEqual(['2', '3']);
    folder.wait(1);
    await folder.nightly('--whole');
    expect(names(await shown(folder)).sort()).toEqual(['22', '3']);
    server.attach(current, null);
    await folder.nightly();
    expect(await shown(folder)).toEqual([]);
  });

  it('are complete where the service cuts its answers short', async () => {
    const rows = makeCityRows({ seed: 7, rows: 90, from: '2026-09-01', to: '2026-11-22' });
    const server = new FakeFeatureServer({ layers: { [current]: rows }, pageSize: 20 });
    const plain = rows.filter(({ SRType }) => !String(SRType).startsWith('HLTH'));
    server.attach(
      current,
      Object.fromEntries(
        plain.map((row) => [
          idOf(row),
          [jpeg(idOf(row) * 10, { keywords: 'before' }), jpeg(idOf(row) * 10 + 1, { keywords: 'after' })],
        ]),
      ),
    );
    const folder = new NightFolder(server, ['current'], { photos });
    expect(await folder.nightly()).toMatchObject({ exitCode: 0 });
    expect(await shown(folder)).toHaveLength(2 * plain.length);
  });

  it('of a host that is not listed are not asked for, and the record says so', async () => {
    const server = twoYears();
    server.attach(year2025, {});
    server.attach(current, { [idOf(plainRows(server, current, true)[0] ?? {})]: [jpeg(1)] });
    const folder = new NightFolder(server, [2025, 'current']);
    await folder.nightly();
    expect(folder.manifest().photos).toMatchObject({
      pictures: 0,
      layers: { asked: 2, carrying: 2, read: 0 },
    });
    expect(server.requests.filter((url) => url.includes('queryAttachments'))).toEqual([]);
  });

  it('that cannot be read stop no night: those of earlier nights stay, and all are asked for again', async () => {
    let broken = false;
    const fault = alwaysFault('http_500', /queryAttachments/);
    const rows = makeCityRows({ seed: 2, rows: 150, from: '2026-09-01', to: '2026-11-22' });
    const server = new FakeFeatureServer({
      layers: { [current]: rows },
      faults: { next: (request) => (broken ? fault.next(request) : null) },
    });
    const [first, second] = plainRows(server, current, true);
    if (!first || !second) throw new Error('too few rows');
    server.attach(current, { [idOf(first)]: [jpeg(1, { keywords: 'after' })] });
    const folder = new NightFolder(server, ['current'], { photos });
    await folder.nightly();
    broken = true;
    server.attach(current, { [idOf(second)]: [jpeg(2, { keywords: 'after' })] });
    server.edit(current, idOf(second), { StatusDate: stamp('2026-11-23T09:00:00') });
    folder.wait(1);
    const run = await folder.nightly();
    expect(run).toMatchObject({ exitCode: 0 });
    expect(run.output).toContain('pictures were not read, those of earlier nights stay');
    expect((await shown(folder)).map((row) => (row as unknown[])[0])).toEqual([numberOf(first)]);
    expect(folder.manifest().photos?.layers).toMatchObject({ carrying: 1, read: 0 });
    broken = false;
    folder.wait(1);
    await folder.nightly();
    expect((await shown(folder)).map((row) => (row as unknown[])[0])).toEqual([numberOf(second)]);
    expect(folder.manifest().photos?.layers).toMatchObject({ carrying: 1, read: 1 });
  });

  it('of sensitive and withheld requests are never published', async () => {
    const server = twoYears();
    const bite = server.rows(current).find(({ SRType }) => String(SRType).startsWith('HLTH'));
    if (!bite) throw new Error('no such row');
    server.attach(current, { [idOf(bite)]: [jpeg(1, { keywords: 'before' })] });
    const folder = new NightFolder(server, ['current'], { photos });
    await folder.nightly();
    expect(folder.manifest().photos).toMatchObject({ pictures: 0, leftOut: { sensitive_type: 1 } });
    const everything = [...folder.contents().values()].map((bytes) =>
      Buffer.from(bytes, 'base64').toString('latin1'),
    );
    expect(everything.join('')).not.toContain('/attachments/');
  });
});

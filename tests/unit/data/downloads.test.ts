import { describe, expect, it } from 'vitest';
import type { Manifest, PublishedFile } from '../../../src/contract/manifest.ts';
import { changesSince, goneSince, otherTables, yearsOf } from '../../../src/data/downloads.ts';

const file = (path: string, month?: string): PublishedFile => ({
  path,
  rows: 10,
  bytes: 100,
  sha256: 'a'.repeat(64),
  ...(month === undefined ? {} : { month }),
});

const record = (tables: Record<string, PublishedFile[]>): Manifest => ({
  schema: 1,
  snapshot: { id: 'a', source: 'sample', fetchedAt: '', dataThrough: '2026-01-31T00:00:00' },
  counts: { received: 0, merged: 0, quarantined: 0, withheld: 0, published: 0 },
  tables: Object.fromEntries(Object.entries(tables).map(([name, files]) => [name, { columns: [], files }])),
  checks: [],
});

const live = record({
  detail: [
    file('detail-2025-12.aaaaaaaa.parquet', '2025-12'),
    file('detail-2026-01.bbbbbbbb.parquet', '2026-01'),
    file('detail-2026-02.cccccccc.parquet', '2026-02'),
  ],
  core: [file('core-2025-12.aaaaaaaa.parquet', '2025-12')],
  areas: [file('areas.dddddddd.parquet')],
});
const before = record({
  detail: [
    file('detail-2025-12.aaaaaaaa.parquet', '2025-12'),
    file('detail-2026-01.eeeeeeee.parquet', '2026-01'),
  ],
  old: [file('old.ffffffff.parquet')],
});

describe('the page of downloads', () => {
  it('has years and months, newest first, each with its files and sums', () => {
    const years = yearsOf(live);
    expect(years.map(({ year, rows, bytes }) => [year, rows, bytes])).toEqual([
      ['2026', 20, 200],
      ['2025', 10, 100],
    ]);
    expect(years[0]?.months.map(({ month }) => month)).toEqual(['2026-02', '2026-01']);
    expect(years[1]?.months[0]?.core?.path).toBe('core-2025-12.aaaaaaaa.parquet');
    expect(years[0]?.months[0]?.core).toBeUndefined();
  });

  it('lists every other table', () => {
    expect(otherTables(live).map(({ name }) => name)).toEqual(['areas']);
  });

  it('tells what is new, written anew, the same and gone since the snapshot before', () => {
    const changeOf = changesSince(before);
    expect(live.tables['detail']?.files.map(changeOf)).toEqual(['same', 'rewritten', 'new']);
    expect(goneSince(before, live).map(({ path }) => path)).toEqual(['old.ffffffff.parquet']);
  });
});

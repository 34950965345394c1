import { describe, expect, it } from 'vitest';
import { parseManifest } from '../../../src/contract/manifest.ts';

const manifest = {
  schema: 1,
  snapshot: {
    id: 'x',
    source: 'sample',
    fetchedAt: '2026-11-23T05:00:00Z',
    dataThrough: '2026-11-22T23:58:42',
  },
  counts: { received: 1, merged: 0, quarantined: 0, withheld: 0, published: 1 },
  tables: {
    core: {
      columns: [],
      files: [
        {
          path: 'core-2026-11.0123abcd.parquet',
          rows: 1,
          bytes: 9,
          sha256: 'a'.repeat(64),
          month: '2026-11',
        },
      ],
    },
  },
  checks: [],
};

describe('a manifest', () => {
  it('that fits is read as it stands', () => {
    expect(parseManifest(manifest)).toEqual(manifest);
  });

  it('that does not fit is refused, naming the field and what was seen', () => {
    expect(() => parseManifest({ ...manifest, schema: 2 })).toThrow(/schema is 2, expected 1/);
    expect(() => parseManifest({ ...manifest, counts: { ...manifest.counts, merged: -1 } })).toThrow(
      /counts\.merged/,
    );
    expect(() => parseManifest(null)).toThrow(/manifest/);
  });

  it('from before checks had ids and values is read all the same: the next publication starts from it', () => {
    const old = { name: 'request numbers are unique', status: 'pass', observed: '0', expected: 'none' };
    expect(parseManifest({ ...manifest, checks: [old] }).checks).toEqual([
      { ...old, id: '', reason: '', values: {} },
    ]);
  });

  it('cannot name a file outside its own folder', () => {
    const file = { ...manifest.tables.core.files[0], path: '../secret.0123abcd.parquet' };
    expect(() => parseManifest({ ...manifest, tables: { core: { columns: [], files: [file] } } })).toThrow(
      /path/,
    );
  });
});

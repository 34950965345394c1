import { describe, expect, it } from 'vitest';
import { fateOf, parseSnapshotList, readAtOf } from '../../../src/contract/snapshot-list.ts';

const live = {
  id: '2026-11-16T10:10Z-00000001',
  dataThrough: '2026-11-15T23:58:00',
  fetchedAt: '2026-11-16T10:10:00Z',
};
const before = {
  id: '2026-11-15T10:10Z-00000002',
  dataThrough: '2026-11-14T23:58:00',
  fetchedAt: '2026-11-15T10:10:00Z',
};
const list = { live: live.id, carried: [live, before], earlier: ['2026-10-01T10:10Z-00000003'] };

describe('a snapshot that an address names', () => {
  it('is carried, gone or unknown', () => {
    expect(fateOf(before.id, list)).toEqual({ fate: 'carried', snapshot: before });
    expect(fateOf('2026-10-01T10:10Z-00000003', list)).toEqual({ fate: 'gone' });
    expect(fateOf('2026-10-01T10:10Z-00000004', list)).toEqual({ fate: 'unknown' });
    expect(fateOf('__proto__', list)).toEqual({ fate: 'unknown' });
  });

  it('tells when its record was read, if it is one', () => {
    expect(readAtOf(live.id)).toBe('2026-11-16T10:10Z');
    for (const text of ['', 'x', '2026-11-16', '2026-99-99T10:10Z-00000001', `${live.id} `])
      expect(readAtOf(text), text).toBeNull();
  });
});

describe('a list of snapshots', () => {
  it('is read as it is written, and refused when it is something else', () => {
    expect(parseSnapshotList(JSON.parse(JSON.stringify(list)))).toEqual(list);
    for (const other of [null, [], {}, { ...list, carried: ['x'] }, { ...list, earlier: [1] }])
      expect(() => parseSnapshotList(other)).toThrow();
  });
});

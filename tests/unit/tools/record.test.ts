import { expect, test } from 'vitest';
import { dayBefore, isStaleSample } from '../../../.tools/record.mjs';

const manifest = (source: string, dataThrough: string) => ({ snapshot: { source, dataThrough } });

test('yesterday is Baltimore’s, not the machine’s', () => {
  expect(dayBefore(new Date('2026-11-23T03:00:00Z'))).toBe('2026-11-21');
  expect(dayBefore(new Date('2026-11-23T12:00:00Z'))).toBe('2026-11-22');
  expect(dayBefore(new Date('2026-03-01T12:00:00Z'))).toBe('2026-02-28');
});

test('only a sample that ends before yesterday, or was made by an earlier version, is made anew', () => {
  const sample = manifest('sample', '2026-11-22T00:00:01');
  expect(isStaleSample(sample, '2026-11-22', true)).toBe(false);
  expect(isStaleSample(sample, '2026-11-22', false)).toBe(true);
  expect(isStaleSample(manifest('sample', '2026-11-21T23:58:10'), '2026-11-22', true)).toBe(true);
  expect(isStaleSample(manifest('open-baltimore', '2020-01-01T00:00:00'), '2026-11-22', false)).toBe(false);
});

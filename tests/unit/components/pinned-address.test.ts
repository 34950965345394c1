import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownId, withoutSnapshot } from '../../../src/components/pinned-address.ts';

describe('the address of a view', () => {
  it('loses the snapshot it was made from, and nothing else', () => {
    expect(withoutSnapshot('')).toBe('');
    expect(withoutSnapshot('?snapshot=2026-11-15T12:00Z-0a1b2c3d')).toBe('');
    expect(withoutSnapshot('?level=council_district&snapshot=a&type=X&type=Y&snapshot=b')).toBe(
      '?level=council_district&type=X&type=Y',
    );
  });

  it('stays as it is written where it names none', () => {
    expect(withoutSnapshot('?street=CHARLES%20ST&order=')).toBe('?street=CHARLES%20ST&order=');
  });
});

describe('an id that an address holds', () => {
  it('is shown as it is when it is one', () => {
    expect(shownId('2026-11-15T12:00Z-0a1b2c3d')).toBe('2026-11-15T12:00Z-0a1b2c3d');
  });

  it('is cut, and can neither turn nor hide the text around it, whatever it is', () => {
    expect(shownId('x'.repeat(10_000))).toBe(`${'x'.repeat(40)}…`);
    expect(shownId('\u202Eabc\u200F\0')).toBe('\uFFFDabc\uFFFD\uFFFD');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        expect(shownId(text)).toMatch(/^[\x20-\x7e…\uFFFD]{0,41}$/);
      }),
    );
  });
});

import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { citation } from '../../../src/components/citation.ts';
import { embedCode } from '../../../src/components/embed-code.ts';
import { translator } from '../../../src/i18n/messages.ts';

const view = {
  portal: 'Open 311 Baltimore',
  title: 'Is it fair?',
  notice: '',
  dataThrough: '2026-11-21T23:58:42',
  snapshot: '2026-11-22T05:10Z-1a2b3c4d',
  address: 'https://311.example/equity/?snapshot=2026-11-22T05%3A10Z-1a2b3c4d#gap',
};

describe('a citation', () => {
  const now = new Date(2026, 10, 24, 23, 59);

  it('names portal, view, how far the data goes, snapshot, address and the day it was read', () => {
    expect(citation(view, now, 'en', translator('en'))).toBe(
      'Open 311 Baltimore, “Is it fair?”, data through Nov 21, 2026, 11:58 PM, snapshot 2026-11-22T05:10Z-1a2b3c4d, https://311.example/equity/?snapshot=2026-11-22T05%3A10Z-1a2b3c4d#gap, read on Nov 24, 2026.',
    );
    expect(citation(view, now, 'es', translator('es'))).toMatch(
      /“Is it fair\?”, datos hasta el 21 de noviembre de 2026, 11:58\s?p\.\s?m\., versión .*, consultado el 24 de noviembre de 2026\.$/,
    );
  });

  it('of sample data says so', () => {
    expect(citation({ ...view, notice: 'Sample data.' }, now, 'en', translator('en'))).toMatch(
      /\. Sample data\.$/,
    );
  });
});

describe('the code to embed', () => {
  it('frames one figure of today’s record, whatever a title or an address holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.webQueryParameters(), (title, query) => {
        const page = new URL('https://311.example/equity/');
        page.search = query;
        page.searchParams.set('snapshot', view.snapshot);
        const code = embedCode({ page: page.href, mark: 'gap', title, height: 560 });
        expect(code).toMatch(/^<iframe [^<>]*><\/iframe>$/s);
        const frame = parseHTML(`<body>${code}</body>`).document.querySelector('iframe')!;
        const address = new URL(frame.getAttribute('src')!);
        expect(address.hash).toBe('#embed-gap');
        expect(address.searchParams.has('snapshot')).toBe(false);
        expect(frame.getAttribute('loading')).toBe('lazy');
        page.searchParams.delete('snapshot');
        expect([...address.searchParams]).toEqual([...page.searchParams]);
      }),
    );
  });
});

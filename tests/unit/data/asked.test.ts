import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statusChoices, whoseChoices } from '../../../src/contract/metric.ts';
import { addDays } from '../../../src/contract/period.ts';
import {
  askedPlaceKinds,
  asksNothing,
  daysOf,
  nothingAsked,
  orders,
  readAsked,
  writeAsked,
  type Asked,
} from '../../../src/data/asked.ts';

const day = fc.integer({ min: -15_000, max: 60_000 }).map((days) => addDays('2000-01-01', days));
const word = fc.oneof(
  fc.constant(''),
  fc.string({ maxLength: 100 }),
  fc.constantFrom('SW-Dirty Alley', '"HLTH-Animal", Known Owner', 'a&b=c#d?e+f%20', 'Año Ñandú 東京 🐀'),
);
const named = word.filter((text) => text !== '');

/** What a page can ask for. */
const anyAsked: fc.Arbitrary<Asked> = fc.record({
  types: fc.uniqueArray(named, { maxLength: 8 }),
  places: fc.uniqueArray(
    fc.record({
      kind: fc.constantFrom(...askedPlaceKinds),
      slug: fc.stringMatching(/^[a-z0-9-]{1,20}$/),
    }),
    { maxLength: 8, selector: ({ kind, slug }) => `${kind}:${slug}` },
  ),
  street: fc.constantFrom('', 'N CALVERT ST', 'BROADWAY', 'E 25 1/2 ST'),
  house: fc.option(fc.nat(99_999)),
  agency: word,
  outcome: word,
  whose: fc.constantFrom(...whoseChoices),
  status: fc.constantFrom(...statusChoices),
  days: fc.option(
    fc
      .tuple(fc.oneof(day, fc.constant('1990-01-01')), fc.oneof(day, fc.constant('2099-12-31')))
      .map((ends) => ends.sort())
      .map(([from = '', to = '']) => ({ from, to })),
  ),
  text: word.map((text) => text.trim()),
});

describe('the address of a search', () => {
  it('asks again for what was asked', () => {
    fc.assert(
      fc.property(
        anyAsked,
        fc.constantFrom(...orders),
        fc.integer({ min: 1, max: 999_999 }),
        (asked, order, page) => {
          expect(readAsked(writeAsked(asked, order, page))).toEqual({ asked, order, page });
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is empty when nothing is asked, and says no more than what is', () => {
    expect(writeAsked(nothingAsked, 'newest', 1)).toBe('');
    expect(readAsked('')).toEqual({ asked: nothingAsked, order: 'newest', page: 1 });
    expect(writeAsked({ ...nothingAsked, text: 'rats' }, 'best', 1)).toBe('?q=rats');
    expect(
      writeAsked({ ...nothingAsked, street: 'N CALVERT ST', house: 101, status: 'late' }, 'oldest', 3),
    ).toBe('?street=N+CALVERT+ST&house=101&status=late&order=oldest&page=3');
  });

  it('is read by people’s hands: in small letters, twice over, with half a period', () => {
    const { asked, order } = readAsked(
      '?street=n%20calvert%20st&type=A&type=A&type=&from=2025-02-01&q=%20rat%20',
    );
    expect(asked).toEqual({
      ...nothingAsked,
      street: 'N CALVERT ST',
      types: ['A'],
      days: { from: '2025-02-01', to: '2099-12-31' },
      text: 'rat',
    });
    expect(order).toBe('best');
  });

  it.each([
    ['place=planet:mars&place=neighborhood&place=:canton&place=neighborhood:a:b'],
    ['house=-1'],
    ['house=1e3'],
    ['house=123456'],
    ['whose=mine&status=STUCK&order=random'],
    ['from=2025-02-30'],
    ['from=yesterday&to=tomorrow'],
    ['from=2025-02-02&to=2025-02-01'],
    ['page=0'],
    ['page=-3'],
    ['page=1e9'],
    ['page=Infinity'],
    ['%E0%A4%A'],
    ['__proto__=1&constructor=2'],
  ])('asks nothing where it makes no sense: %s', (search) => {
    expect(readAsked(`?${search}`)).toEqual({ asked: nothingAsked, order: 'newest', page: 1 });
  });

  it('however long or hostile, is read as a search of bounded size that its own address asks for again', () => {
    const names = ['type', 'place', 'street', 'house', 'agency', 'outcome', 'whose', 'status'].concat([
      'from',
      'to',
      'q',
      'order',
      'page',
    ]);
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom(
        'neighborhood:x',
        'neighborhood:x:y',
        '1990-01-01',
        '2099-12-31',
        '007',
        '<b>',
        "'; --",
      ),
      fc.string({ minLength: 1, maxLength: 3, unit: 'grapheme' }).map((text) => text.repeat(150)),
      fc.constantFrom(`${'a'.repeat(199)} b`, `${'a'.repeat(199)}🐀`, 'ß'.repeat(200), 'ﬃ'.repeat(200)),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 120 }), (pairs) => {
        const read = readAsked(`?${new URLSearchParams(pairs).toString()}`);
        expect(readAsked(writeAsked(read.asked, read.order, read.page))).toEqual(read);
        const { types, places, street, agency, outcome, text } = read.asked;
        expect(Math.max(types.length, places.length)).toBeLessThanOrEqual(50);
        for (const word of [street, agency, outcome, text]) expect([...word].length).toBeLessThanOrEqual(200);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a search', () => {
  it('asks nothing unless something narrows it', () => {
    expect(
      asksNothing({ ...nothingAsked, whose: 'everyone', days: { from: '2025-01-01', to: '2025-01-02' } }),
    ).toBe(true);
    const one = {
      types: ['A'],
      places: [{ kind: 'neighborhood', slug: 'x' }],
      street: 'A ST',
      agency: 'DPW',
    };
    for (const [name, value] of Object.entries({ ...one, outcome: 'Done', status: 'open', text: 'rat' }))
      expect(asksNothing({ ...nothingAsked, [name]: value }), name).toBe(false);
  });

  it('is of the usual days, of the whole record along a street, or of the days asked for within it', () => {
    const [record, usual] = [
      { from: '2020-01-01', to: '2026-11-22' },
      { from: '2025-11-23', to: '2026-11-22' },
    ];
    expect(daysOf(nothingAsked, record, usual)).toEqual(usual);
    expect(daysOf({ ...nothingAsked, street: 'A ST' }, record, usual)).toEqual(record);
    const days = { from: '1990-01-01', to: '2021-01-01' };
    for (const street of ['', 'A ST'])
      expect(daysOf({ ...nothingAsked, street, days }, record, usual)).toEqual({
        from: '2020-01-01',
        to: '2021-01-01',
      });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levels } from '../../../src/components/level.ts';
import {
  isMapInPage,
  mapQuestion,
  measureFor,
  readMapChoice,
  usualChoice,
  writeMapChoice,
  type MapChoice,
  type MapOffer,
} from '../../../src/components/map-choice.ts';
import { metricIds, metricStatement, statusChoices, whoseChoices } from '../../../src/contract/metric.ts';
import { addDays, daysBetween } from '../../../src/contract/period.ts';

const record = { from: '2024-03-09', to: '2026-11-22' };
const offer: MapOffer = {
  types: new Map([
    ['TRM-Potholes', 7],
    ['SW-Dirty Alley', 9],
    ['"HLTH-Animal Failure to Restrain Animal, Known Owner/Known Address"', 1],
  ]),
  record,
  areas: new Map([
    [
      'neighborhood',
      new Map([
        ['canton', 1040],
        ['old-town', 1041],
      ]),
    ],
    ['council_district', new Map([['district-1', 2001]])],
    ['community_statistical_area', new Map([['canton', 3001]])],
  ]),
};

const anyDay = fc.nat(daysBetween(record.from, record.to)).map((days) => addDays(record.from, days));
const anyPosition = fc.record({
  longitude: fc.integer({ min: -7_750_000, max: -7_570_000 }).map((steps) => steps / 100_000),
  latitude: fc.integer({ min: 3_840_000, max: 4_020_000 }).map((steps) => steps / 100_000),
  zoom: fc.integer({ min: 900, max: 1800 }).map((steps) => steps / 100),
});
const anyChoice: fc.Arbitrary<MapChoice> = fc
  .record({
    level: fc.constantFrom(...levels),
    metric: fc.constantFrom(...metricIds),
    types: fc.subarray([...offer.types.keys()]),
    ends: fc.tuple(anyDay, anyDay),
    whose: fc.constantFrom(...whoseChoices),
    status: fc.constantFrom(...statusChoices),
    places: fc.tuple(fc.nat(), fc.nat()),
    position: fc.option(anyPosition),
  })
  .map(({ ends, places: [first, second], ...choice }) => {
    const [from = '', to = ''] = [...ends].sort();
    const slugs = ['', ...(offer.areas.get(choice.level)?.keys() ?? [])];
    const area = slugs[first % slugs.length] ?? '';
    const compare = slugs[second % slugs.length] ?? '';
    return {
      ...choice,
      metric: measureFor(choice.status, choice.metric),
      days: { from, to },
      area,
      compare: compare === area ? '' : compare,
    };
  });

describe('the address of the map', () => {
  it('brings back every choice, on its own page or shared', () => {
    fc.assert(
      fc.property(anyChoice, fc.boolean(), (choice, isToBeShared) => {
        const { choice: read, valid } = readMapChoice(writeMapChoice(choice, offer, isToBeShared), offer);
        expect(valid).toBe(true);
        expect(read).toEqual(choice);
      }),
    );
  });

  it('stays bare for the usual view, and says its days when it is shared', () => {
    const usual = usualChoice(record);
    expect(writeMapChoice(usual, offer)).toBe('');
    expect(isMapInPage(usual, offer)).toBe(true);
    expect(writeMapChoice(usual, offer, true)).toBe('?from=2026-08-25&to=2026-11-22');
  });

  it('understands the first page’s address', () => {
    const { choice, valid } = readMapChoice('?type=TRM-Potholes&period=2025&area=canton', offer);
    expect(valid).toBe(true);
    expect(choice).toMatchObject({
      types: ['TRM-Potholes'],
      days: { from: '2025-01-01', to: '2025-12-31' },
      area: 'canton',
    });
  });

  it('that holds nonsense shows the usual view and says so', () => {
    const names = [
      'level',
      'metric',
      'type',
      'from',
      'to',
      'period',
      'whose',
      'status',
      'area',
      'compare',
      'at',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.string(), (name, text) => {
        fc.pre(!/^\s*\d/.test(text) && text !== 'canton' && text !== 'old-town');
        const { choice, valid } = readMapChoice(
          `?${new URLSearchParams({ [name]: text }).toString()}`,
          offer,
        );
        expect({ choice, valid }).toEqual({ choice: usualChoice(record), valid: false });
      }),
    );
  });

  it.each([
    'from=2026-02-30&to=2026-03-05',
    'from=2026-03-05&to=2026-03-04',
    'from=2031-01-01&to=2031-12-31',
    'to=2020-01-01',
    'at=0,0,14',
    'at=-76.6,39.3,40',
    'at=-76.6,39.3',
  ])('with impossible days or places (%s) does so too', (query) => {
    expect(readMapChoice(`?${query}`, offer)).toEqual({ choice: usualChoice(record), valid: false });
  });

  it('never asks what cannot be answered: with a status only requests are counted', () => {
    const { choice } = readMapChoice('?status=open&metric=on_time_percent', offer);
    expect(choice.metric).toBe('requests_per_1000');
    fc.assert(
      fc.property(anyChoice, (any) => {
        expect(() => metricStatement(mapQuestion(any, offer))).not.toThrow();
      }),
    );
  });
});

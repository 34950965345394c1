import { describe, expect, it } from 'vitest';
import { sayNext } from '../../../src/components/story-next.ts';
import { sayStatus, sayTime, sayUsual, sayWork } from '../../../src/components/story-lead.ts';
import { caseOf, type Story, type TypeFact } from '../../../src/components/story.ts';
import type { LookupRequest } from '../../../src/data/lookup.ts';
import { translator } from '../../../src/i18n/messages.ts';

const t = translator('en');
const at = (moment: string): number => Date.parse(`${moment}Z`);
const pothole: TypeFact = {
  name: 'Pothole',
  family: 'pothole',
  isResponse: true,
  n: 400,
  p50: 2880,
  p90: 14_400,
};

function story(request: Partial<LookupRequest>, type: Partial<TypeFact> = {}): Story {
  return {
    request: {
      number: '26-00000001',
      typeId: 1,
      origin: 'resident',
      status: 'closed',
      disposition: 'none',
      outcome: null,
      workRecorded: 'not_stated',
      createdMs: at('2026-11-01T08:00:00'),
      dueMs: at('2026-11-05T08:00:00'),
      closedMs: at('2026-11-04T08:00:00'),
      updatedMs: null,
      agency: null,
      method: null,
      address: null,
      longitude: null,
      latitude: null,
      placeIsBlock: false,
      location: 'missing',
      neighborhood: null,
      councilDistrict: null,
      statisticalArea: null,
      parentNumber: null,
      successorNumber: null,
      closedInstantly: false,
      closedInBatch: false,
      ...request,
    },
    facts: { types: { 1: { ...pothole, ...type } }, places: {}, agencies: {} },
    parent: null,
    successor: null,
    others: null,
    othersFailed: false,
    again: [],
    photos: null,
    photosFailed: false,
    endMs: at('2026-11-10T23:59:00'),
    isSample: false,
  };
}

const open = { status: 'open', closedMs: null } as const;

describe('where a request stands', () => {
  it('is told against the record’s end, whatever today is', () => {
    const end = at('2026-11-10T23:59:00');
    expect(caseOf({ disposition: 'none', status: 'open', dueMs: end }, end)).toBe('openLate');
    expect(caseOf({ disposition: 'none', status: 'open', dueMs: end + 1 }, end)).toBe('openDue');
    expect(caseOf({ disposition: 'none', status: 'open', dueMs: null }, end)).toBe('openNoDue');
    expect(caseOf({ disposition: 'duplicate', status: 'open', dueMs: null }, end)).toBe('duplicate');
  });

  it.each([
    [story({}), 'The City marked it <strong>closed</strong> on Nov 4, 2026.'],
    [story({ closedMs: null }), 'The City marked it <strong>closed</strong> and gave no date.'],
    [
      story(open),
      'It is <strong>open and late</strong>: it was due on Nov 5, 2026, 5.7 days before this record ends.',
    ],
    [story({ ...open, dueMs: null }), 'It is <strong>open</strong>. The City set no due date for it.'],
  ])('is said first', (told, sentence) => {
    expect(sayStatus(told, 'en', t)).toBe(sentence);
  });

  it('says that work was done only where the City says so', () => {
    expect(sayWork(story({}), t)).toBe(
      'It wrote nothing about the result. It did not say whether work was done.',
    );
    expect(sayWork(story({ outcome: 'Work completed', workRecorded: 'yes' }), t)).toBe(
      'It recorded that work was done.',
    );
    expect(sayWork(story(open), t)).toBeNull();
    expect(sayWork(story({ origin: 'information' }), t)).toBeNull();
  });
});

describe('the time it took', () => {
  it('is held against the due date, where there is one', () => {
    expect(sayTime(story({}), 'en', t).join(' ')).toMatch(/closed 3 days after .* on time: 1 day before/);
    expect(sayTime(story({ closedMs: at('2026-11-07T08:00:00') }), 'en', t).join(' ')).toMatch(
      /late: 2 days after/,
    );
    expect(sayTime(story({ dueMs: null }), 'en', t)).toHaveLength(1);
  });

  it('is not judged for an appointment, a duplicate or a transfer', () => {
    expect(sayTime(story({}, { isResponse: false }), 'en', t)).toEqual([]);
    expect(sayTime(story({ disposition: 'duplicate' }), 'en', t)).toEqual([]);
    expect(sayTime(story({ disposition: 'transferred' }), 'en', t)).toEqual([]);
  });

  it.each([
    [{}, /90 were closed within 10 days; half were closed within 2 days/],
    [{ p50: 20 }, /half were closed in under an hour\.$/],
    [{ p90: null }, /fewer than 90 were closed within 90 days/],
    [{ p50: null, p90: null }, /Fewer than half/],
    [{ n: 9 }, /too few/],
    [{ isResponse: false }, /appointments, sign-ups or questions/],
  ])('is set beside others like it, as far as their number allows', (type, sentence) => {
    expect(sayUsual(story({}, type), 'en', t)[0]).toMatch(sentence);
  });

  it('says “under an hour” within a Spanish sentence too', () => {
    expect(sayUsual(story({}, { p50: 20 }), 'es', translator('es'))[0]).toMatch(
      /90 se cerraron en 10 días o menos; la mitad, en menos de una hora\.$/,
    );
  });

  it('says nothing of 90 in 100 where there are too few', () => {
    const few = story({}, { n: 35 });
    delete few.facts.types['1']?.p90;
    expect(sayUsual(few, 'en', t)[0]).toMatch(/^Half .* too few to say more/);
  });
});

describe('what to do next', () => {
  it.each([
    [story({}), /problem is still there.*26-00000001/],
    [story(open), /ask when it will be done/],
    [story({ ...open, dueMs: at('2026-12-01T08:00:00') }), /Wait until Dec 1, 2026/],
    [story({ disposition: 'duplicate' }), /ask which request it was joined to/],
    [story({ disposition: 'transferred' }), /ask who has it now/],
    [story({ origin: 'information' }), /Nothing more is recorded/],
    [
      {
        ...story({ disposition: 'duplicate' }),
        parent: { number: '26-00000002', request: story({}).request },
      },
      /Follow 26-00000002/,
    ],
  ])('fits the case', (told, sentence) => {
    expect(sayNext(told, 'en', t)[0]).toMatch(sentence);
  });
});

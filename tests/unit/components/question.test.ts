import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  defaultChoice,
  isInPage,
  questionOf,
  readChoice,
  writeChoice,
  type Choice,
  type Offer,
} from '../../../src/components/question.ts';
import { metricIds, whoseChoices } from '../../../src/contract/metric.ts';

const offer: Offer = {
  types: new Map([
    ['TRM-Potholes', 7],
    ['"HLTH-Animal Failure to Restrain Animal, Known Owner/Known Address"', 1],
  ]),
  periods: ['30d', '90d', '365d', '2025'],
  areas: new Map([['canton', 1040]]),
};

const anyChoice: fc.Arbitrary<Choice> = fc.record({
  type: fc.constantFrom('', ...offer.types.keys()),
  period: fc.constantFrom(...offer.periods),
  whose: fc.constantFrom(...whoseChoices),
  metric: fc.constantFrom(...metricIds),
  area: fc.constantFrom('', 'canton'),
});

describe('the address bar', () => {
  it('brings back every choice it was given', () => {
    fc.assert(
      fc.property(anyChoice, (choice) => {
        expect(readChoice(writeChoice(choice), offer)).toEqual({ choice, valid: true });
      }),
    );
  });

  it('stays bare for the usual view', () => {
    expect(writeChoice(defaultChoice)).toBe('');
  });

  it('that asks for what the record lacks shows the usual view and says so', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        const { choice } = readChoice(
          `?${new URLSearchParams({ type: text, period: text, metric: text }).toString()}`,
          offer,
        );
        expect(choice).toEqual(defaultChoice);
      }),
    );
    expect(readChoice('?period=1999', offer).valid).toBe(false);
    expect(readChoice('?unknown=1', offer).valid).toBe(true);
  });
});

describe('a choice', () => {
  it('needs no engine while only the measure or the place differs from the page', () => {
    expect(isInPage({ ...defaultChoice, metric: 'on_time_percent', area: 'canton' })).toBe(true);
    expect(isInPage({ ...defaultChoice, whose: 'city' })).toBe(false);
  });

  it('asks only about requests old enough to judge', () => {
    const question = questionOf(defaultChoice, 'median_days_to_close', 'neighborhood', '2026-11-22', offer);
    expect(question).toMatchObject({
      from: '2026-08-25',
      to: '2026-11-22',
      matureThrough: '2026-10-23',
      horizonDays: 30,
    });
  });
});

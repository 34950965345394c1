import { describe, expect, it } from 'vitest';
import {
  equityQuestion,
  isUsualEquity,
  readEquityChoice,
  usualEquityChoice,
  writeEquityChoice,
} from '../../../src/components/equity-choice.ts';
import { readPairChoice, writePairChoice, type PairOffer } from '../../../src/components/pair-choice.ts';

const offer = { types: new Map([['SW-Dirty Alley', 7]]), periods: ['365d', '2025'] as const };

describe('what a reader compares', () => {
  it('is read from an address and written to it, without what is usual', () => {
    const search =
      '?measure=fixed_target&grouping=black&level=neighborhood&period=2025&type=SW-Dirty+Alley&joined=yes&bulk=no';
    const { choice, valid } = readEquityChoice(search, offer);
    expect(valid).toBe(true);
    expect(writeEquityChoice(choice)).toBe(search);
    expect(isUsualEquity(choice)).toBe(false);
    expect(writeEquityChoice(usualEquityChoice)).toBe('');
  });

  it('falls back to what is usual where an address asks for what is not on offer', () => {
    const { choice, valid } = readEquityChoice(
      "?measure=worst&level=moon&period=1999&type=';DROP&joined=maybe",
      offer,
    );
    expect(valid).toBe(false);
    expect(choice).toEqual(usualEquityChoice);
  });

  it('asks about the days of its period, cut at the record’s end', () => {
    const { choice } = readEquityChoice('?period=2025&type=SW-Dirty+Alley&work=yes', offer);
    expect(equityQuestion(choice, { from: '2024-07-01', to: '2025-06-30' }, offer.types)).toMatchObject({
      from: '2025-01-01',
      to: '2025-06-30',
      requestTypes: [7],
      onlyWorkRecorded: true,
      withoutBulk: false,
    });
    // A record that begins later is asked from its first day on.
    expect(equityQuestion(choice, { from: '2025-03-01', to: '2025-06-30' }, offer.types).from).toBe(
      '2025-03-01',
    );
  });
});

describe('which two places a reader compares', () => {
  const places: PairOffer = {
    slugs: new Map([
      ['council_district', ['district-1', 'district-2', 'district-3']],
      ['neighborhood', ['abell', 'canton']],
    ]),
    periods: ['365d'],
  };

  it('are read from an address and written to it', () => {
    const { choice, valid } = readPairChoice('?level=neighborhood&first=canton&second=abell', places);
    expect(valid).toBe(true);
    expect(writePairChoice(choice, places)).toBe('?level=neighborhood&first=canton&second=abell');
  });

  it('are never the same when only one is named', () => {
    expect(readPairChoice('?first=district-2', places).choice).toMatchObject({
      first: 'district-2',
      second: 'district-1',
    });
    expect(readPairChoice('?first=district-3', places).choice).toMatchObject({
      first: 'district-3',
      second: 'district-2',
    });
  });

  it('are those of the level that is asked for', () => {
    const { choice, valid } = readPairChoice('?level=neighborhood&first=district-1', places);
    expect(valid).toBe(false);
    expect(choice).toMatchObject({ first: 'abell', second: 'canton' });
  });
});

import {
  comparisonLevels,
  daysInRecord,
  measureIds,
  usualComparison,
  type ComparisonLevel,
  type ComparisonQuestion,
  type MeasureId,
} from '../contract/measure.ts';
import { isPeriod, periodDays, type DayRange, type Period } from '../contract/period.ts';
import { AddressQuery, oneOf, sayQuery } from './address-query.ts';
import { equityPeriods } from './equity-choice.ts';

/** Which two places the reader compares; the address bar holds it. */
export interface PairChoice {
  level: ComparisonLevel;
  /** Slugs of the level's areas. */
  first: string;
  second: string;
  measure: MeasureId;
  period: Period;
}

/** What a record offers to choose from: slugs of each level's areas, in the order of names. */
export interface PairOffer {
  slugs: ReadonlyMap<ComparisonLevel, readonly string[]>;
  periods: readonly Period[];
}

/** The usual pair: the first two council districts; of a record without them, of the first level that has two places. */
export function usualPair({ slugs }: PairOffer): PairChoice {
  const hasTwo = (level: ComparisonLevel): boolean => (slugs.get(level)?.length ?? 0) >= 2;
  const level =
    (['council_district', 'neighborhood', ...comparisonLevels] as const).find(hasTwo) ?? 'neighborhood';
  return {
    level,
    ...pairAt(slugs, level),
    measure: usualComparison.measure,
    period: equityPeriods.usual,
  };
}

/** The first two areas of a level. */
export function pairAt(
  slugs: PairOffer['slugs'],
  level: ComparisonLevel,
): Pick<PairChoice, 'first' | 'second'> {
  const [first = '', second = ''] = slugs.get(level) ?? [];
  return { first, second };
}

/** Reads a choice from an address's query. `valid` is false when a part of it is not on offer. */
export function readPairChoice(search: string, offer: PairOffer): { choice: PairChoice; valid: boolean } {
  const query = new AddressQuery(search);
  const usual = usualPair(offer);
  const level = query.take('level', oneOf(comparisonLevels), usual.level);
  const pair = pairAt(offer.slugs, level);
  const slug = oneOf(offer.slugs.get(level) ?? []);
  const period = (text: string): Period | undefined =>
    isPeriod(text) && offer.periods.includes(text) ? text : undefined;
  const first = query.take('first', slug, pair.first);
  // An address that names one place leaves the other open: it is not to be the same.
  const other = first === pair.second && !query.has('second') ? pair.first : pair.second;
  const choice: PairChoice = {
    level,
    first,
    second: query.take('second', slug, other),
    measure: query.take('measure', oneOf(measureIds), usual.measure),
    period: query.take('period', period, usual.period),
  };
  return { choice, valid: query.valid };
}

/** The query of the address that shows a choice; what is usual is left out. */
export function writePairChoice(choice: PairChoice, offer: PairOffer): string {
  const usual = { ...usualPair(offer), ...pairAt(offer.slugs, choice.level) };
  const names = Object.keys(usual) as (keyof PairChoice)[];
  return sayQuery(
    names.filter((name) => choice[name] !== usual[name]).map((name) => [name, choice[name]] as const),
  );
}

/** The question a choice asks, in a record of the days from `first` to `last`. */
export function pairQuestion(
  { measure, level, period }: PairChoice,
  { from: first, to: last }: DayRange,
): ComparisonQuestion {
  return { ...usualComparison, measure, level, ...daysInRecord(periodDays(period, last), first), last };
}

import { groupings, type Grouping } from '../contract/grouping.ts';
import {
  comparisonLevels,
  daysInRecord,
  measureIds,
  usualComparison,
  type ComparisonLevel,
  type ComparisonQuestion,
  type MeasureId,
} from '../contract/measure.ts';
import { whoseChoices, type Whose } from '../contract/metric.ts';
import { isPeriod, periodDays, type DayRange, type Period } from '../contract/period.ts';
import { AddressQuery, oneOf, sayQuery } from './address-query.ts';

/** What the reader has chosen to compare; the address bar holds it. */
export interface EquityChoice {
  measure: MeasureId;
  grouping: Grouping;
  level: ComparisonLevel;
  period: Period;
  whose: Whose;
  /** The City's name of a request type; empty means all. */
  type: string;
  /** "yes": duplicates and requests handed on are put back. */
  joined: 'yes' | '';
  /** "yes": only closes that say work was done. */
  work: 'yes' | '';
  /** "no": without requests closed in bulk. */
  bulk: 'no' | '';
}

/** A year is usual; a month is too short to compare like with like. */
export const equityPeriods: { usual: Period; shortest: readonly Period[] } = {
  usual: '365d',
  shortest: ['30d'],
};

export const usualEquityChoice: EquityChoice = {
  measure: usualComparison.measure,
  grouping: 'income',
  level: usualComparison.level,
  period: equityPeriods.usual,
  whose: usualComparison.whose,
  type: '',
  joined: '',
  work: '',
  bulk: '',
};

/** What a record offers to choose from. */
export interface EquityOffer {
  types: ReadonlyMap<string, number>;
  periods: readonly Period[];
}

/** Reads a choice from an address's query. `valid` is false when a part of it is not on offer. */
export function readEquityChoice(
  search: string,
  offer: EquityOffer,
): { choice: EquityChoice; valid: boolean } {
  const query = new AddressQuery(search);
  const usual = usualEquityChoice;
  const period = (text: string): Period | undefined =>
    isPeriod(text) && offer.periods.includes(text) ? text : undefined;
  const choice: EquityChoice = {
    measure: query.take('measure', oneOf(measureIds), usual.measure),
    grouping: query.take('grouping', oneOf(groupings), usual.grouping),
    level: query.take('level', oneOf(comparisonLevels), usual.level),
    period: query.take('period', period, usual.period),
    whose: query.take('whose', oneOf(whoseChoices), usual.whose),
    type: query.take('type', oneOf([...offer.types.keys()]), usual.type),
    joined: query.take('joined', oneOf(['yes'] as const), usual.joined),
    work: query.take('work', oneOf(['yes'] as const), usual.work),
    bulk: query.take('bulk', oneOf(['no'] as const), usual.bulk),
  };
  return { choice, valid: query.valid };
}

/** The query of the address that shows a choice; what is usual is left out. */
export function writeEquityChoice(choice: EquityChoice): string {
  const names = Object.keys(usualEquityChoice) as (keyof EquityChoice)[];
  return sayQuery(
    names
      .filter((name) => choice[name] !== usualEquityChoice[name])
      .map((name) => [name, choice[name]] as const),
  );
}

/** True when the values that came with the page answer the choice. */
export function isUsualEquity(choice: EquityChoice): boolean {
  return writeEquityChoice(choice) === '';
}

/** The question a choice asks, in a record of the days from `first` to `last`. */
export function equityQuestion(
  choice: EquityChoice,
  { from: first, to: last }: DayRange,
  types: EquityOffer['types'],
): ComparisonQuestion {
  const type = types.get(choice.type);
  return {
    measure: choice.measure,
    level: choice.level,
    ...daysInRecord(periodDays(choice.period, last), first),
    last,
    whose: choice.whose,
    withJoined: choice.joined === 'yes',
    onlyWorkRecorded: choice.work === 'yes',
    withoutBulk: choice.bulk === 'no',
    requestTypes: type === undefined ? [] : [type],
  };
}

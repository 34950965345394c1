import { metricIds, whoseChoices, type MetricId, type Question, type Whose } from '../contract/metric.ts';
import {
  addDays,
  defaultPeriod,
  horizonOf,
  isPeriod,
  periodDays,
  type DayRange,
  type Period,
} from '../contract/period.ts';
import { AddressQuery, oneOf, sayQuery } from './address-query.ts';

/** What the reader has chosen; the address bar holds it. */
export interface Choice {
  /** The City's name of a request type; empty means all. */
  type: string;
  period: Period;
  whose: Whose;
  metric: MetricId;
  /** Slug of the selected neighborhood; empty means none. */
  area: string;
}

export const defaultChoice: Choice = {
  type: '',
  period: defaultPeriod,
  whose: 'residents',
  metric: 'median_days_to_close',
  area: '',
};

/** What a record offers to choose from. */
export interface Offer {
  types: ReadonlyMap<string, number>;
  periods: readonly Period[];
  areas: ReadonlyMap<string, number>;
}

/** Reads a choice from an address's query. `valid` is false when a part of it is not on offer. */
export function readChoice(search: string, offer: Offer): { choice: Choice; valid: boolean } {
  const query = new AddressQuery(search);
  const usual = defaultChoice;
  const period = (text: string): Period | undefined =>
    isPeriod(text) && offer.periods.includes(text) ? text : undefined;
  const choice: Choice = {
    type: query.take('type', oneOf([...offer.types.keys()]), usual.type),
    period: query.take('period', period, usual.period),
    whose: query.take('whose', oneOf(whoseChoices), usual.whose),
    metric: query.take('metric', oneOf(metricIds), usual.metric),
    area: query.take('area', oneOf([...offer.areas.keys()]), usual.area),
  };
  return { choice, valid: query.valid };
}

/** The query of the address that shows a choice; what is usual is left out. */
export function writeChoice(choice: Choice): string {
  const names = ['type', 'period', 'whose', 'metric', 'area'] as const;
  return sayQuery(
    names.filter((name) => choice[name] !== defaultChoice[name]).map((name) => [name, choice[name]] as const),
  );
}

/** True when the values that came with the page answer the choice, so that no engine is needed. */
export function isInPage({ type, period, whose }: Choice): boolean {
  return type === defaultChoice.type && period === defaultChoice.period && whose === defaultChoice.whose;
}

/** The question a choice asks of a metric at a level, in a record whose last day is `last`. */
export function questionOf(
  choice: Choice,
  metric: MetricId,
  kind: Question['kind'],
  last: string,
  offer: Offer,
): Question {
  const typeId = offer.types.get(choice.type);
  return questionAbout(periodDays(choice.period, last), last, {
    metric,
    kind,
    whose: choice.whose,
    status: 'any',
    requestTypes: typeId === undefined ? [] : [typeId],
  });
}

/** A question about a range of days, with the horizon that such a range is given. */
export function questionAbout(
  days: DayRange,
  last: string,
  rest: Pick<Question, 'metric' | 'kind' | 'whose' | 'status' | 'requestTypes'>,
): Question {
  const horizon = horizonOf(days, last);
  return { ...rest, ...days, matureThrough: addDays(last, -horizon), horizonDays: horizon };
}

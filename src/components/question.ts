import { metricIds, whoseChoices, type MetricId, type Question, type Whose } from '../contract/metric.ts';
import {
  addDays,
  defaultPeriod,
  horizonDays,
  isPeriod,
  periodDays,
  type Period,
} from '../contract/period.ts';

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
  const query = new URLSearchParams(search);
  const choice = { ...defaultChoice };
  let valid = true;
  const take = <Value extends string>(
    name: string,
    accepts: (text: string) => text is Value,
    use: (value: Value) => void,
  ): void => {
    const text = query.get(name);
    if (text === null) return;
    if (accepts(text)) use(text);
    else valid = false;
  };
  const oneOf =
    <Value extends string>(list: readonly Value[]) =>
    (text: string): text is Value =>
      (list as readonly string[]).includes(text);
  take(
    'type',
    (text): text is string => offer.types.has(text),
    (type) => (choice.type = type),
  );
  take(
    'period',
    (text): text is Period => isPeriod(text) && offer.periods.includes(text),
    (period) => (choice.period = period),
  );
  take('whose', oneOf(whoseChoices), (whose) => (choice.whose = whose));
  take('metric', oneOf(metricIds), (metric) => (choice.metric = metric));
  take(
    'area',
    (text): text is string => offer.areas.has(text),
    (area) => (choice.area = area),
  );
  return { choice, valid };
}

/** The query of the address that shows a choice; what is usual is left out. */
export function writeChoice(choice: Choice): string {
  const query = new URLSearchParams();
  for (const name of ['type', 'period', 'whose', 'metric', 'area'] as const) {
    if (choice[name] !== defaultChoice[name]) query.set(name, choice[name]);
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
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
  const horizon = horizonDays(choice.period);
  const typeId = offer.types.get(choice.type);
  return {
    metric,
    kind,
    ...periodDays(choice.period, last),
    matureThrough: addDays(last, -horizon),
    horizonDays: horizon,
    whose: choice.whose,
    requestTypes: typeId === undefined ? [] : [typeId],
  };
}

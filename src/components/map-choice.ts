import {
  metricIds,
  metricsFor,
  statusChoices,
  whoseChoices,
  type MetricId,
  type Question,
  type StatusChoice,
  type Whose,
} from '../contract/metric.ts';
import { defaultPeriod, isPeriod, periodDays, type DayRange } from '../contract/period.ts';
import type { PlaceKind } from '../i18n/language.ts';
import { AddressQuery, oneOf, sayQuery } from './address-query.ts';
import { levels } from './level.ts';
import { defaultChoice, questionAbout } from './question.ts';

/** Where the map stands. */
export interface MapPosition {
  longitude: number;
  latitude: number;
  zoom: number;
}

/** What the reader has chosen on the full map; the address bar holds all of it. */
export interface MapChoice {
  level: PlaceKind;
  metric: MetricId;
  /** The City's names of request types; none means all. */
  types: readonly string[];
  days: DayRange;
  whose: Whose;
  status: StatusChoice;
  /** Slug of the chosen area of the level; empty means none. */
  area: string;
  /** Slug of the area it is compared with. */
  compare: string;
  /** Null: the whole city, as the map opens. */
  position: MapPosition | null;
}

/** What a record offers to choose from. */
export interface MapOffer {
  types: ReadonlyMap<string, number>;
  /** First and last day of the record. */
  record: DayRange;
  /** Keys of each level's areas by slug. */
  areas: ReadonlyMap<PlaceKind, ReadonlyMap<string, number>>;
}

export const farthestZoom = 9;
export const nearestZoom = 18;

/** The usual view of a record. */
export function usualChoice(record: DayRange): MapChoice {
  return {
    level: 'neighborhood',
    metric: defaultChoice.metric,
    types: [],
    days: periodDays(defaultPeriod, record.to),
    whose: defaultChoice.whose,
    status: 'any',
    area: '',
    compare: '',
    position: null,
  };
}

/** Reads a choice from an address's query. `valid` is false when a part of it is not on offer. */
export function readMapChoice(search: string, offer: MapOffer): { choice: MapChoice; valid: boolean } {
  const query = new AddressQuery(search);
  const usual = usualChoice(offer.record);
  const level = query.take('level', oneOf(levels), usual.level);
  const slug = oneOf([...(offer.areas.get(level)?.keys() ?? [])]);
  const status = query.take('status', oneOf(statusChoices), usual.status);
  const metric = query.take('metric', oneOf(metricIds), usual.metric);
  const area = query.take('area', slug, '');
  const compare = query.take('compare', slug, '');
  const choice: MapChoice = {
    level,
    metric: measureFor(status, metric),
    types: query.takeAll('type', oneOf([...offer.types.keys()])),
    days: readDays(query, offer.record) ?? usual.days,
    whose: query.take('whose', oneOf(whoseChoices), usual.whose),
    status,
    area,
    compare: compare === area ? '' : compare,
    position: query.take('at', readPosition, null),
  };
  return { choice, valid: query.valid };
}

/** Days as `from` and `to`, or as the first page says a period. */
function readDays(query: AddressQuery, record: DayRange): DayRange | undefined {
  if (!query.has('from') && !query.has('to')) {
    const read = (text: string): DayRange | undefined =>
      isPeriod(text) ? within(periodDays(text, record.to), record) : undefined;
    return query.take('period', read, undefined);
  }
  const from = query.has('from') ? query.take('from', readDay, '') : record.from;
  const to = query.has('to') ? query.take('to', readDay, '') : record.to;
  const days = from === '' || to === '' ? undefined : within({ from, to }, record);
  if (days === undefined) query.valid = false;
  return days;
}

/** The part of a range that the record has; undefined where it has none. */
function within({ from, to }: DayRange, record: DayRange): DayRange | undefined {
  const cut = { from: from < record.from ? record.from : from, to: to > record.to ? record.to : to };
  return cut.from <= cut.to ? cut : undefined;
}

function readDay(text: string): string | undefined {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? text : undefined;
}

/** `-76.6122,39.2904,14.5`, in or near the city. */
function readPosition(text: string): MapPosition | undefined {
  if (!/^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){2}$/.test(text)) return undefined;
  const [longitude = 0, latitude = 0, zoom = 0] = text.split(',').map(Number);
  const isNear = Math.abs(longitude + 76.6) < 1 && Math.abs(latitude - 39.3) < 1;
  return isNear && zoom >= farthestZoom && zoom <= nearestZoom ? { longitude, latitude, zoom } : undefined;
}

/** A position to about a meter, as the address holds it. */
export function roundPosition({ longitude, latitude, zoom }: MapPosition): MapPosition {
  const round = (value: number, digits: number): number => Number(value.toFixed(digits));
  return { longitude: round(longitude, 5), latitude: round(latitude, 5), zoom: round(zoom, 2) };
}

/**
 * The query of the address that shows a choice; what is usual is left out.
 * @param isToBeShared days are then said even where they are the usual ones, which move on with the record.
 */
export function writeMapChoice(choice: MapChoice, offer: MapOffer, isToBeShared = false): string {
  const usual = usualChoice(offer.record);
  const parts: [string, string][] = [];
  for (const name of ['level', 'metric', 'whose', 'status', 'area', 'compare'] as const)
    if (choice[name] !== usual[name]) parts.push([name, choice[name]]);
  for (const type of choice.types) parts.push(['type', type]);
  const { from, to } = choice.days;
  if (isToBeShared || from !== usual.days.from || to !== usual.days.to)
    parts.push(['from', from], ['to', to]);
  if (choice.position !== null) {
    const { longitude, latitude, zoom } = choice.position;
    parts.push(['at', [longitude, latitude, zoom].join(',')]);
  }
  return sayQuery(parts);
}

/** The measure asked for, or the one that can be said of requests of a status. */
export function measureFor(status: StatusChoice, metric: MetricId): MetricId {
  const sayable = metricsFor(status);
  return sayable.includes(metric) ? metric : (sayable[0] ?? metric);
}

/** True when the values that came with the page answer the choice, so that no engine is needed. */
export function isMapInPage({ types, days, whose, status }: MapChoice, offer: MapOffer): boolean {
  const usual = usualChoice(offer.record);
  return (
    types.length === 0 &&
    days.from === usual.days.from &&
    days.to === usual.days.to &&
    whose === usual.whose &&
    status === usual.status
  );
}

/** The question a choice asks. */
export function mapQuestion(choice: MapChoice, { types, record }: MapOffer): Question & { kind: PlaceKind } {
  return questionOfTypes(
    choice,
    record,
    choice.types.flatMap((type) => types.get(type) ?? []),
  );
}

/** How many requests the usual view counts at a level. */
export function usualQuestion(level: PlaceKind, record: DayRange): Question {
  return questionOfTypes({ ...usualChoice(record), level, metric: 'requests_per_1000' }, record, []);
}

function questionOfTypes(
  { level, metric, days, whose, status }: MapChoice,
  record: DayRange,
  requestTypes: number[],
): Question & { kind: PlaceKind } {
  const question = questionAbout(days, record.to, { metric, kind: level, whose, status, requestTypes });
  return { ...question, kind: level };
}

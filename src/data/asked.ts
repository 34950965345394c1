import { statusChoices, whoseChoices, type StatusChoice, type Whose } from '../contract/metric.ts';
import type { DayRange } from '../contract/period.ts';

/** Kinds of place that requests can be narrowed to. */
export const askedPlaceKinds = ['neighborhood', 'council_district'] as const;
export type AskedPlaceKind = (typeof askedPlaceKinds)[number];

/** A place by its slug, which stays the same when ids do not. */
export interface AskedPlace {
  kind: AskedPlaceKind;
  slug: string;
}

export const orders = ['best', 'newest', 'oldest'] as const;
export type Order = (typeof orders)[number];

/** Which requests a reader asks for: every part narrows them further; of several types or places any will do. */
export interface Asked {
  /** The City's names of types; none means all. */
  types: readonly string[];
  places: readonly AskedPlace[];
  /** As N CALVERT ST; empty means anywhere. */
  street: string;
  /** A house number on the street; null means all of it. */
  house: number | null;
  /** As the City writes it; empty means any. */
  agency: string;
  /** The City's words about the result; empty means any. */
  outcome: string;
  whose: Whose;
  status: StatusChoice;
  /** Days of opening; null means the usual: the whole record along a street, else its last twelve months. */
  days: DayRange | null;
  /** Words to look for in place, result, agency and type of each request; empty means none. */
  text: string;
}

/** Nothing asked yet: all residents' requests. */
export const nothingAsked: Asked = {
  types: [],
  places: [],
  street: '',
  house: null,
  agency: '',
  outcome: '',
  whose: 'residents',
  status: 'any',
  days: null,
  text: '',
};

/** True where nothing narrows the requests, whose and when aside. */
export function asksNothing(asked: Asked): boolean {
  const { types, places, street, agency, outcome, status, text } = asked;
  return (
    types.length + places.length === 0 &&
    [street, agency, outcome, text].every((word) => word === '') &&
    status === 'any'
  );
}

/** Words that are too many say no more. */
const longestText = 200;
const mostValues = 50;

/**
 * Reads what is asked for from an address's query. Nothing is looked up: a type or street that the record does not have
 * finds nothing.
 */
export function readAsked(search: string): { asked: Asked; order: Order; page: number } {
  const query = new URLSearchParams(search);
  const word = (name: string): string => shortened(query.get(name) ?? '');
  const oneOf = <Word extends string>(name: string, list: readonly Word[], usual: Word): Word =>
    list.find((own) => own === query.get(name)) ?? usual;
  const house = /^\d{1,5}$/.test(word('house')) ? Number(word('house')) : null;
  const text = word('q').trim();
  // Some letters are several in capitals.
  const street = shortened(word('street').toUpperCase()).trim();
  const asked: Asked = {
    types: distinct(query.getAll('type')),
    places: distinct(query.getAll('place')).flatMap((place) => {
      const [kind, slug = '', ...more] = place.split(':');
      const known = askedPlaceKinds.find((own) => own === kind);
      return known === undefined || slug === '' || more.length > 0 ? [] : [{ kind: known, slug }];
    }),
    street,
    house,
    agency: word('agency'),
    outcome: word('outcome'),
    whose: oneOf('whose', whoseChoices, nothingAsked.whose),
    status: oneOf('status', statusChoices, nothingAsked.status),
    days: readDays(word('from'), word('to')),
    text,
  };
  const page = /^\d{1,6}$/.test(word('page')) ? Math.max(1, Number(word('page'))) : 1;
  return { asked, order: oneOf('order', orders, text === '' ? 'newest' : 'best'), page };
}

/** Cut between characters, not within one. */
function shortened(text: string): string {
  return text.length > longestText ? [...text].slice(0, longestText).join('') : text;
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values.filter((value) => value !== ''))].slice(0, mostValues);
}

const earliest = '1990-01-01';
const latest = '2099-12-31';

function readDays(from: string, to: string): DayRange | null {
  const [first, last] = [isDay(from) ? from : earliest, isDay(to) ? to : latest];
  return (isDay(from) || isDay(to)) && first <= last ? { from: first, to: last } : null;
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** The query of the address that asks the same; what is usual is left out. */
export function writeAsked(asked: Asked, order: Order, page: number): string {
  const query = new URLSearchParams();
  const usualOrder = asked.text === '' ? 'newest' : 'best';
  for (const type of asked.types) query.append('type', type);
  for (const { kind, slug } of asked.places) query.append('place', `${kind}:${slug}`);
  for (const name of ['street', 'agency', 'outcome'] as const)
    if (asked[name] !== '') query.set(name, asked[name]);
  if (asked.house !== null) query.set('house', String(asked.house));
  for (const name of ['whose', 'status'] as const)
    if (asked[name] !== nothingAsked[name]) query.set(name, asked[name]);
  if (asked.days !== null && asked.days.from !== earliest) query.set('from', asked.days.from);
  // Of a period without ends one is said: none at all would ask for the usual days.
  if (asked.days !== null && (asked.days.to !== latest || asked.days.from === earliest))
    query.set('to', asked.days.to);
  if (asked.text !== '') query.set('q', asked.text);
  if (order !== usualOrder) query.set('order', order);
  if (page > 1) query.set('page', String(page));
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** The days that are asked for, within the record's. */
export function daysOf({ days, street }: Asked, record: DayRange, usual: DayRange): DayRange {
  if (days === null) return street === '' ? usual : record;
  return {
    from: days.from < record.from ? record.from : days.from,
    to: days.to > record.to ? record.to : days.to,
  };
}

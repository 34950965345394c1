import { coreKey, parseStreetName, writeStreetName } from './street-name.ts';

/**
 * `by_street` holds the requests of each street, so that a search along one fetches a few small files instead of every
 * month. An index for each year of opening; its parts hold streets whose names share a hash (`streetBin`), and each
 * street's requests by columns, in the order of opening:
 *
 *     { "streets": { "N CALVERT ST": [[requests…], [opened…], …] } }
 *
 * Columns as in `byStreet` (street-columns.ts). Numbers and moments are told as steps from the one before. Places of the
 * street are told once, in the order of house numbers, each as steps from the one before; requests name them by
 * position. A street with many requests has a part of its own (`streetKey`), and one search fetches little else.
 */
export interface StreetPart {
  notice?: string;
  streets: Record<string, StreetColumns>;
}

type Numbers = number[];
type Optional = (number | null)[];

/** The columns of one street: one value a request, then one value a place. */
export type StreetColumns = [
  numbers: Numbers,
  opened: Numbers,
  types: Numbers,
  states: Numbers,
  due: Optional,
  closed: Optional,
  outcomes: Optional,
  agencies: Optional,
  at: Numbers,
  places: (number | string | null)[],
  neighborhoods: Numbers,
  districts: Numbers,
  east: Optional,
  north: Optional,
];

/** One request of a street. Codes are positions in the lists of code.ts, outcomes and agencies in those of the index. */
export interface StreetRow {
  /** The City's number without its dash, as a number: 26-00123456 is 2600123456. */
  number: number;
  /** Opened: minutes of Baltimore wall clock, counted from 1970 as if it were UTC. */
  opened: number;
  /** request_type_id. */
  type: number;
  /** Origin, status, disposition and work_recorded in one number (`packState`). */
  state: number;
  /** Minutes from opening to the due date; null where there is none after the opening. */
  due: number | null;
  /** Minutes from opening to closing; null while open. */
  closed: number | null;
  outcome: number | null;
  agency: number | null;
  /** The house number on the street, or the address up to its first comma where it says something else. */
  place: number | string | null;
  /** area_id, 0 where unknown. */
  neighborhood: number;
  district: number;
  /** Hundred-thousandths of a degree from 180° west and 90° south; null without a point of its own. */
  east: number | null;
  north: number | null;
}

/** Requests that a part of several streets should hold about. */
const rowsInPart = 4000;
/** A street with more requests in a year has a part of its own. */
export const mostSharedRows = 1500;

/** Shared parts of a year with so many requests in them: a power of two, so that one more changes no part's streets. */
export function streetBins(requests: number): number {
  return 2 ** Math.max(0, Math.ceil(Math.log2(requests / rowsInPart)));
}

/**
 * The key of the part that holds a street: its name where it has a part of its own, `s-n-calvert-st`; else its name's
 * FNV-1a hash, cut to so many shared parts, `04f`.
 */
export function streetKey(street: string, own: ReadonlySet<string>, bins: number): string {
  if (own.has(street)) return `s-${street.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
  let hash = 0x811c9dc5;
  for (let at = 0; at < street.length; at += 1)
    hash = Math.imul(hash ^ street.charCodeAt(at), 0x01000193) >>> 0;
  return (hash % bins).toString(16).padStart(3, '0');
}

/** A street that an address names, and where on it. */
export interface AddressOnStreet {
  street: string;
  /** As in `StreetRow`. */
  place: number | string;
}

/** A number above is none of a house; it stays a text. */
const highestHouse = 99_999;
const houseNumber = /^(\d+)[A-Z]?(?:\s*-\s*\d+[A-Z]?)?(?:\s+1\/2)?\s+(?=\S)/i;
const blockOf = /^(?:\d+|unit) block of\s+/i;
const unit = /\s*(?:\b(?:apt|apartment|unit|ste|suite|fl|floor|rm|room|bsmt|lot)\b\.?\s*#?|#)\s*[a-z0-9-]*$/i;
const cornerMark = /\s+(?:&|and|@)\s+/i;

/**
 * The streets that an address of the City's kind names: one, or both of a corner; none where it names no street.
 * `101 N CLINTON ST, Baltimore City, 21224` → N CLINTON ST, 101.
 */
export function streetsOfAddress(address: string): AddressOnStreet[] {
  const [first = ''] = address.split(',');
  const text = first.trim();
  const house = houseNumber.exec(text);
  const rest = text.replace(blockOf, '').replace(houseNumber, '').replace(unit, '');
  const sides = house === null && !blockOf.test(text) ? rest.split(cornerMark) : [rest];
  // Without a number only a kind of street tells a street from "COMMUNITY CENTER".
  const isPlaced = house !== null || blockOf.test(text) || sides.length > 1;
  const streets = sides
    .map((side) => parseStreetName(side))
    .filter(({ suffix }) => isPlaced || suffix !== '')
    .filter(({ core }) => /[A-Z]/.test(coreKey(core)) || /^\d+(ST|ND|RD|TH)$/.test(core))
    .map((name) => writeStreetName(name));
  return [...new Set(streets)].map((street) => {
    const number = Number(house?.[1]);
    return { street, place: number <= highestHouse && text === `${number} ${street}` ? number : text };
  });
}

/** Where a request of a street is, as the City wrote it but for the town and ZIP code. */
export function sayPlace(place: StreetRow['place'], street: string): string {
  return typeof place === 'number' ? `${place} ${street}` : (place ?? street);
}

/** How many codes each of the three lower ones has room for. */
const radix = { origin: 4, status: 2, disposition: 3 } as const;

/** Codes of origin, status, disposition and work_recorded. */
export interface StateCodes {
  origin: number;
  status: number;
  disposition: number;
  work: number;
}

/** The four codes in one number, as SQL: ((work × 3 + disposition) × 2 + status) × 4 + origin. */
export const packStateSql = ({
  origin,
  status,
  disposition,
  work,
}: Record<keyof StateCodes, string>): string =>
  `(((${work}) * ${radix.disposition} + ${disposition}) * ${radix.status} + ${status}) * ${radix.origin} + ${origin}`;

/** The four codes that `packStateSql` put in one number. */
export function unpackState(state: number): StateCodes {
  const [byStatus, origin] = [Math.floor(state / radix.origin), state % radix.origin];
  const [byDisposition, status] = [Math.floor(byStatus / radix.status), byStatus % radix.status];
  const disposition = byDisposition % radix.disposition;
  return { origin, status, disposition, work: Math.floor(byDisposition / radix.disposition) };
}

/** Requests of streets as a database gives them: columns as in `StreetRow`, -1 for none, in the order of opening. */
export type StreetValues = Record<Exclude<keyof StreetRow, 'place'> | 'address', Float64Array> & {
  /** Where on its street each `address` is. */
  places: readonly StreetRow['place'][];
};

/** Puts the requests of one street, rows `from` up to `to`, in columns. */
export function writeStreet(values: StreetValues, from: number, to: number): StreetColumns {
  const { at, first } = placesOf(values, from, to);
  type Name = Exclude<keyof StreetValues, 'places'>;
  const column = (name: Name): number[] => Array.from(values[name].subarray(from, to));
  const optional = (name: Name): Optional => column(name).map((value) => (value < 0 ? null : value));
  const ofPlaces = (name: Name): number[] => first.map((row) => values[name][row]!);
  return [
    steps(column('number')),
    steps(column('opened')),
    column('type'),
    column('state'),
    optional('due'),
    optional('closed'),
    optional('outcome'),
    optional('agency'),
    at,
    first.map((row) => placeOf(values, row)),
    ofPlaces('neighborhood'),
    ofPlaces('district'),
    knownSteps(ofPlaces('east')),
    knownSteps(ofPlaces('north')),
  ];
}

const placeOf = ({ places, address }: StreetValues, row: number): StreetRow['place'] =>
  places[address[row]!] ?? null;

/** The distinct places of some rows, by the first row of each in the order of houses, and each row's among them. */
function placesOf(values: StreetValues, from: number, to: number): { at: number[]; first: number[] } {
  const { address, east, north, neighborhood, district } = values;
  const seen = new Map<number | string, number>();
  const keys: (number | string)[] = [];
  for (let row = from; row < to; row += 1) {
    let key: number | string = address[row]!;
    const known = seen.get(key);
    if (known === undefined) seen.set(key, row);
    // Nearly all requests of an address share its point: making a text of each would take most of the time.
    else if (
      east[known] !== east[row] ||
      north[known] !== north[row] ||
      neighborhood[known] !== neighborhood[row] ||
      district[known] !== district[row]
    ) {
      key = [key, east[row], north[row], neighborhood[row], district[row]].join('|');
      if (!seen.has(key)) seen.set(key, row);
    }
    keys.push(key);
  }
  const places = [...seen].sort(([, one], [, other]) => comparePlaces(values, one, other));
  const positions = new Map(places.map(([key], position) => [key, position]));
  return { at: keys.map((key) => positions.get(key)!), first: places.map(([, row]) => row) };
}

/** Houses by number, before them what is no house, and then by where they are, so that the order is always the same. */
function comparePlaces(values: StreetValues, one: number, other: number): number {
  const [first, second] = [placeOf(values, one), placeOf(values, other)];
  const house = (place: StreetRow['place']): number => (typeof place === 'number' ? place : -1);
  return (
    house(first) - house(second) ||
    compareTexts(String(first), String(second)) ||
    [values.east, values.north, values.neighborhood, values.district].reduce(
      (order, column) => order || column[one]! - column[other]!,
      0,
    )
  );
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function steps(values: readonly number[]): Numbers {
  return values.map((value, at) => value - (values[at - 1] ?? 0));
}

/** Each value less the last one known before. */
function knownSteps(values: readonly number[]): Optional {
  let last = 0;
  return values.map((value) => {
    if (value < 0) return null;
    const step = value - last;
    last = value;
    return step;
  });
}

/** The requests of one street, from its columns. */
export function readStreet(columns: StreetColumns): StreetRow[] {
  const [numbers, opened, types, states, due, closed, outcomes, agencies, at, ...placeColumns] = columns;
  const places = readPlaces(...placeColumns);
  let [number, minute] = [0, 0];
  return numbers.map((step, index) => {
    number += step;
    minute += opened[index] ?? 0;
    return {
      number,
      opened: minute,
      type: types[index] ?? 0,
      state: states[index] ?? 0,
      due: due[index] ?? null,
      closed: closed[index] ?? null,
      outcome: outcomes[index] ?? null,
      agency: agencies[index] ?? null,
      ...(places[at[index] ?? 0] ?? nowhere),
    };
  });
}

type Place = Pick<StreetRow, 'place' | 'neighborhood' | 'district' | 'east' | 'north'>;
const nowhere: Place = { place: null, neighborhood: 0, district: 0, east: null, north: null };

function readPlaces(
  places: StreetColumns[9],
  neighborhoods: Numbers,
  districts: Numbers,
  east: Optional,
  north: Optional,
): Place[] {
  const [x, y] = [summed(east), summed(north)];
  return places.map((place, index) => ({
    place,
    neighborhood: neighborhoods[index] ?? 0,
    district: districts[index] ?? 0,
    east: x[index] ?? null,
    north: y[index] ?? null,
  }));
}

function summed(values: Optional): Optional {
  let last = 0;
  return values.map((step) => (step === null ? null : (last += step)));
}

/** Requests in a part; one on a corner is in the columns of both its streets. */
export function streetRows({ streets }: StreetPart): number {
  return Object.values(streets).reduce((sum, [numbers]) => sum + numbers.length, 0);
}

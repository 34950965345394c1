import {
  directionFrom,
  ordinal,
  parseStreetName,
  suffixFrom,
  wordsOf,
  type StreetName,
} from '../contract/street-name.ts';
import { countyTowns } from './town.ts';

/** A street as a reader named it. `hint` is the kind that a Spanish word before the name suggests, or nothing. */
export interface AskedStreet extends StreetName {
  hint: string;
}

/** What a reader typed, taken apart. `town` is a place outside the city that was named, as typed. */
export type Query = { town: string | null } & (
  | { kind: 'nothing' }
  | { kind: 'street'; street: AskedStreet }
  | { kind: 'address'; number: number; street: AskedStreet }
  | { kind: 'corner'; streets: [AskedStreet, AskedStreet] }
);

/** Longer texts are no address; reading them would only cost time. */
const longestText = 200;

const unit =
  /(#|\b(apartment|apartamento|apt|apto|unit|unidad|suite|ste|depto|departamento|dpto|room|rm|floor|fl|piso)\b\.?)\s*#?\s*(\d+[a-z]?|[a-z]\d*)\b|\b(\d+(st|nd|rd|th|er|do|ro|to|º|°)?|first|second|third|primer|segundo|tercer)\s+(floor|fl|piso)\b/gi;
const cornerStart =
  /^\s*(the |la )?(corner|esquina|intersection|intersecci[oó]n|cruce|esq\.?)( (of|de|del|entre))?\s+/i;
const cornerMark = /\s*(?:&|@|\+|(?<!\d)\/|\/(?!\d))\s*|\s+(?:and|at|y|con|esquina con|esquina|esq\.?)\s+/i;
const zip = /^2\d{4}$/;
const cityWords = new Set(['BALTIMORE', 'CITY', 'BC', 'MD', 'MARYLAND', 'USA', 'EEUU']);
const fillers = new Set(['BLOCK', 'BLK', 'OF', 'CUADRA', 'BLOQUE', 'NUMERO', 'NUMBER', 'NUM', 'NRO']);
const articles = new Set(['DE', 'DEL', 'LA', 'EL', 'EN', 'LAS', 'LOS']);
const spanishKinds = new Map([
  ['CALLE', 'ST'],
  ['AVENIDA', 'AVE'],
  ['AVDA', 'AVE'],
  ['AV', 'AVE'],
  ['AVE', 'AVE'],
  ['BULEVAR', 'BLVD'],
  ['BOULEVARD', 'BLVD'],
  ['CARRETERA', 'RD'],
  ['CAMINO', 'RD'],
  ['CALLEJON', 'AL'],
]);
const numberedRoads = new Set(['I', 'INTERSTATE', 'ROUTE', 'RUTA', 'US', 'HWY', 'HIGHWAY']);

/** Takes apart what a reader typed, in English or Spanish. Never throws: what is no address is a street of that name. */
export function readQuery(text: string): Query {
  const [first = '', ...others] = text
    .slice(0, longestText)
    .replace(/\b(2\d{4})-\d{4}\b/g, '$1')
    .replace(unit, ' ')
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  // "Calle Charles, 1200" and "1200, N Charles St" are one address each.
  const later = others.find((part) => /^\d{1,4}$/.test(part));
  const street = /^\d+$/.test(first) ? `${first} ${others[0] ?? ''}` : later ? `${later} ${first}` : first;
  const town = others.find((part) => countyTowns.has(wordsOf(part).join(' '))) ?? null;
  const sides = street.replace(cornerStart, '').split(cornerMark);
  const [one, two] = sides.map((side) => askedStreet(withoutNumber(withoutCity(wordsOf(side)))));
  // Of a corner of three streets two are enough.
  if (one !== undefined && two !== undefined && one.core !== '' && two.core !== '')
    return { kind: 'corner', streets: [one, two], town };
  return { ...readAddress(street), town };
}

function readAddress(
  text: string,
):
  | { kind: 'nothing' }
  | Omit<Extract<Query, { number: number }>, 'town'>
  | Omit<Extract<Query, { street: AskedStreet; kind: 'street' }>, 'town'> {
  // Of "1200–1210" the first number stands for the house.
  const words = withoutCity(wordsOf(text.replace(/^(\D*\d+)\s*[-–—]\s*\d+\b/, '$1'))).filter(
    (word) => !fillers.has(word),
  );
  const { number, rest } = takeNumber(words);
  const street = askedStreet(rest);
  if (street.core === '' || /^\d+$/.test(street.core)) return { kind: 'nothing' };
  return number === null ? { kind: 'street', street } : { kind: 'address', number, street };
}

/** The house number is the first word, or as in Spanish the last one. */
function takeNumber(words: readonly string[]): { number: number | null; rest: string[] } {
  const [first = '', ...others] = words;
  const leading = /^(\d{1,5})[A-Z]?$/.exec(first)?.[1];
  if (leading !== undefined && others.some((word) => suffixFrom(word) === undefined)) {
    const rest = others[0] === '1/2' && others.length > 2 ? others.slice(1) : others;
    if (rest.some((word) => suffixFrom(word) === undefined)) return { number: Number(leading), rest };
  }
  const last = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const named = before.filter((word) => !spanishKinds.has(word) && !articles.has(word));
  const hasName =
    named.length > 1 ||
    (named.length === 1 && (before.length > 1 || directionFrom(named[0] ?? '') === undefined));
  if (/^\d{1,5}$/.test(last) && hasName && !numberedRoads.has(before[0] ?? ''))
    return { number: Number(last), rest: before };
  return { number: null, rest: [...words] };
}

/** A corner needs no house number: one before a name is dropped. */
function withoutNumber(words: readonly string[]): string[] {
  return words.length > 2 ? takeNumber(words).rest : [...words];
}

/** Cuts "Baltimore, MD 21218" from the end, unless Baltimore is the street. */
function withoutCity(words: readonly string[]): string[] {
  const kept = [...words];
  const hasName = (): boolean =>
    kept.slice(0, -1).some((word) => !/^\d+$/.test(word) && directionFrom(word) === undefined);
  while (hasName() && (cityWords.has(kept.at(-1) ?? '') || zip.test(kept.at(-1) ?? ''))) kept.pop();
  return kept;
}

function askedStreet(words: readonly string[]): AskedStreet {
  let rest = [...words];
  while (rest.length > 1 && articles.has(rest[0] ?? '') && hasKindAhead(rest)) rest = rest.slice(1);
  if (rest.length > 2 && rest[0] === 'DE') rest = rest.slice(1);
  let hint = '';
  if (rest.length > 1 && spanishKinds.has(rest[0] ?? '')) {
    hint = spanishKinds.get(rest[0] ?? '') ?? '';
    rest = rest.slice(1);
  }
  const street = parseStreetName(rest.join(' '));
  const core = /^\d{1,3}$/.test(street.core) ? ordinal(Number(street.core)) : street.core;
  return { ...street, core, hint };
}

function hasKindAhead(words: readonly string[]): boolean {
  return spanishKinds.has(words.find((word) => !articles.has(word)) ?? '');
}

import { suffixFrom, directionFrom, wordsOf } from '../contract/street-name.ts';
import { nothingAsked, type Asked, type AskedPlace } from '../data/asked.ts';
import type { KnownNames } from './known-names.ts';
import type { NameMatch } from './name-search.ts';
import { readQuery } from './query.ts';
import type { Vocabulary } from './vocabulary.ts';
import { fold } from './fold.ts';
import { saysNothing, tellingWords, wordsIn } from './word.ts';

/** What a text asks for, as a filter that the reader can see and change. */
export interface Reading {
  asked: Asked;
  /** How many kinds of thing the text names: a type and a place are two. */
  parts: number;
  /** Words that nothing is called by; `asked.text` holds them. */
  unknown: readonly string[];
  /** Some word was only like a name, or a street was named by one bare word. */
  isGuess: boolean;
}

/** A match says so much of the text, or it is no answer to it. */
const leastSaid = 0.5;
/** Types that fit as well as the best but for so much are asked for with it. */
const asGood = 0.9;
const mostTypes = 8;
const wellNamed = 0.85;
const longestName = 5;
const statusWords: Record<string, Asked['status']> = {
  open: 'open',
  unresolved: 'open',
  abierta: 'open',
  abiertas: 'open',
  pendiente: 'open',
  pendientes: 'open',
  late: 'late',
  overdue: 'late',
  atrasada: 'late',
  atrasadas: 'late',
  vencidas: 'late',
  closed: 'closed',
  cerrada: 'closed',
  cerradas: 'closed',
};
const year = /^(20\d\d)$/;
const sinceWords = new Set(['since', 'desde', 'after']);
const untilWords = new Set(['before', 'until', 'till', 'hasta', 'antes']);
/** Words that lead to a place: they go with it. */
const placeLeads = new Set(['in', 'on', 'at', 'near', 'en', 'de', 'del', 'por', 'sobre', 'la', 'el', 'the']);

/** Reads a text as a filter: what kind of request, where, since when, how it stands. */
export function readSearch(text: string, vocabulary: Vocabulary, names: KnownNames): Reading {
  let words = wordsIn(text.slice(0, 200));
  const asked: { -readonly [Name in keyof Asked]: Asked[Name] } = { ...nothingAsked };
  const wholeType = bestTypes(names, words);
  const isWholeType = (wholeType[0]?.said ?? 0) >= 1 && !(wholeType[0]?.isGuess ?? true);
  let [parts, isBare] = [0, false];
  [words, asked.days] = takeDays(words);
  if (asked.days !== null) parts += 1;
  if (!isWholeType) {
    const at = words.findIndex((word) => word in statusWords);
    if (at >= 0 && words.length > 1) {
      asked.status = statusWords[words[at] ?? ''] ?? 'any';
      words = words.filter((_, index) => index !== at);
      parts += 1;
    }
    const place = takePlace(words, names);
    if (place !== null) {
      asked.places = place.places;
      words = place.rest;
      parts += 1;
    }
    const street = takeStreet(words, text, names);
    if (street !== null) {
      asked.street = street.street;
      asked.house = street.house;
      isBare = !street.isMarked;
      words = street.rest;
      parts += 1;
    }
  }
  const found = saysNothing(words) ? [] : bestTypes(names, words);
  const best = found[0];
  const [outcome] = words.length < 2 ? [] : names.outcomes.search(words, false);
  let unknown: string[] = [];
  if (outcome !== undefined && !outcome.isGuess && outcome.said === 1 && (best?.isGuess ?? true)) {
    asked.outcome = vocabulary.outcomes[outcome.entry] ?? '';
    parts += 1;
  } else if (best !== undefined && best.said >= leastSaid) {
    asked.types = found
      .filter(({ score }) => score >= asGood * best.score)
      .slice(0, mostTypes)
      .flatMap(({ entry }) => vocabulary.types[entry]?.type ?? []);
    parts += 1;
  } else if (!saysNothing(words)) {
    unknown = tellingWords(words);
    asked.text = unknown.join(' ');
    parts += 1;
  }
  // "What does closed mean": a word of status beside a kind that is hardly named is a sentence, not a filter.
  const isLoose = asked.status !== 'any' && parts === 2 && (best?.score ?? 0) < wellNamed;
  return { asked, parts, unknown, isGuess: isBare || isLoose || (best?.isGuess ?? false) };
}

function bestTypes({ types }: KnownNames, words: readonly string[]): NameMatch[] {
  return words.length === 0 ? [] : types.search(tellingWords(words), false);
}

/** "Since 2024", "2019", "before 2020": the days, and the other words. */
function takeDays(words: readonly string[]): [rest: string[], days: Asked['days']] {
  const at = words.findIndex((word) => year.test(word));
  const own = words[at];
  if (own === undefined || words.length === 1) return [[...words], null];
  const lead = words[at - 1] === 'de' ? words[at - 2] : words[at - 1];
  const leads = lead !== undefined && (sinceWords.has(lead) || untilWords.has(lead));
  const from = at - (leads ? (words[at - 1] === 'de' ? 2 : 1) : 0);
  const rest = [...words.slice(0, from), ...words.slice(at + 1)];
  if (lead !== undefined && sinceWords.has(lead)) return [rest, { from: `${own}-01-01`, to: '2099-12-31' }];
  if (lead !== undefined && untilWords.has(lead))
    return [rest, { from: '1990-01-01', to: `${Number(own) - 1}-12-31` }];
  return [rest, { from: `${own}-01-01`, to: `${own}-12-31` }];
}

/** The longest run of words that is the very name of a place, a lead before it included. */
function takePlace(
  words: readonly string[],
  { areaBook, types }: KnownNames,
): { places: AskedPlace[]; rest: string[] } | null {
  for (let length = Math.min(longestName, words.length); length > 0; length -= 1) {
    for (let from = 0; from + length <= words.length; from += 1) {
      const span = words.slice(from, from + length);
      // A kind of street behind it makes it a street's name: Charles Village, but Hamilton Ave.
      if (suffixFrom((words[from + length] ?? '').toUpperCase()) !== undefined) continue;
      const [area] = areaBook.match(span.join(' ')).exact;
      if (area?.kind !== 'neighborhood' && area?.kind !== 'council_district') continue;
      const led = placeLeads.has(words[from - 1] ?? '');
      // "Parkway" and "Oliver" are words as well: a name that a type has too needs a lead.
      if (length === 1 && !led && words.length > 1 && types.knows(span[0] ?? '')) continue;
      return {
        places: [{ kind: area.kind, slug: area.slug }],
        rest: [...words.slice(0, led ? from - 1 : from), ...words.slice(from + length)],
      };
    }
  }
  return null;
}

/** The longest run of words that is a street: with a direction, a kind, a house number or a lead, or said by no type. */
function takeStreet(
  words: readonly string[],
  text: string,
  { streets, types }: KnownNames,
): { street: string; house: number | null; isMarked: boolean; rest: string[] } | null {
  for (let length = Math.min(longestName, words.length); length > 0; length -= 1) {
    for (let from = 0; from + length <= words.length; from += 1) {
      const span = words.slice(from, from + length);
      const lead = words[from - 1] ?? '';
      const upper = wordsOf(span.join(' '));
      const marked =
        upper.length > 1 &&
        (suffixFrom(upper.at(-1) ?? '') !== undefined ||
          directionFrom(upper[0] ?? '') !== undefined ||
          /^\d/.test(upper[0] ?? '') ||
          /^(CALLE|AVENIDA|AVE)$/.test(upper[0] ?? ''));
      const isLed = ['on', 'en', 'sobre', 'calle', 'avenida'].includes(lead);
      if (!marked && !isLed && span.some((word) => types.knows(word))) continue;
      if (!marked && (length > 2 || span.join('').length < 4)) continue;
      const query = readQuery(span.join(' '));
      if (query.kind !== 'street' && query.kind !== 'address') continue;
      const matches = streets.match(query.street).filter(({ guess }) => !guess);
      const [first] = matches;
      if (first === undefined || (!marked && matches.length === 0)) continue;
      return {
        street: first.street.name,
        isMarked: marked || isLed,
        house: query.kind === 'address' && fold(text).includes(String(query.number)) ? query.number : null,
        rest: [
          ...words.slice(0, placeLeads.has(lead) || isLed ? from - 1 : from),
          ...words.slice(from + length),
        ],
      };
    }
  }
  return null;
}

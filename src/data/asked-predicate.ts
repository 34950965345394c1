import { codeOf, dueStates, locations, statuses } from '../contract/code.ts';
import type { Statement } from '../contract/metric.ts';
import type { DayRange } from '../contract/period.ts';
import { parseStreetName, spellingsOf, suffixWordsOf } from '../contract/street-name.ts';
import type { Asked } from './asked.ts';

/** What the names in a question stand for in a record. */
export interface AskedNames {
  /** request_type_id by the City's name. */
  typeIds: ReadonlyMap<string, number>;
  /** Areas by kind and slug, as `neighborhood:canton`. */
  areas: ReadonlyMap<string, { areaId: number; name: string }>;
  /** area_id by kind and name, as `neighborhood:Canton`. */
  areaIds: ReadonlyMap<string, number>;
}

/** A condition with `?` places and the values for them, in order. */
export interface Predicate {
  parts: string[];
  values: Statement['values'];
}

const places = (count: number): string => Array.from({ length: count }, () => '?').join(', ');

/** True where only `detail` can tell which requests are asked for. */
export function needsDetail({ street, agency, outcome, text }: Asked): boolean {
  return [street, agency, outcome, text].some((word) => word !== '');
}

/** The words of a text that a request must hold, in small letters. */
export function textWords({ text }: Pick<Asked, 'text'>): string[] {
  return [...new Set(text.toLowerCase().split(/\s+/))].filter((word) => word !== '').slice(0, 12);
}

/** How much a word weighs by where a request holds it: the place says most, then what the City said of the result. */
export const textWeights = { address: 3, outcome: 2, agency: 1, request_type: 1 } as const;

/** Which rows of `core` are asked for, whose they are aside. */
export function corePredicate(asked: Asked, days: DayRange, { typeIds, areas }: AskedNames): Predicate {
  const predicate: Predicate = {
    parts: ['created_day >= CAST(? AS DATE)', 'created_day <= CAST(? AS DATE)'],
    values: [days.from, days.to],
  };
  if (asked.types.length > 0) {
    predicate.parts.push(`request_type IN (${places(asked.types.length)})`);
    predicate.values.push(...asked.types.map((type) => typeIds.get(type) ?? 0));
  }
  addPlaces(
    predicate,
    asked,
    ({ kind, slug }) => areas.get(`${kind}:${slug}`)?.areaId ?? 0,
    String(codeOf(locations, 'placeholder')),
  );
  const open = codeOf(statuses, 'open');
  if (asked.status === 'open') predicate.parts.push(`status = ${open}`);
  if (asked.status === 'closed') predicate.parts.push(`status <> ${open}`);
  if (asked.status === 'late')
    predicate.parts.push(`status = ${open} AND due_state = ${codeOf(dueStates, 'missed')}`);
  return predicate;
}

/** Which rows of `detail` are asked for, whose they are aside. */
export function detailPredicate(asked: Asked, days: DayRange, { areas }: AskedNames): Predicate {
  const predicate: Predicate = {
    parts: ['created_at >= CAST(? AS TIMESTAMP)', 'created_at < CAST(? AS TIMESTAMP) + INTERVAL 1 DAY'],
    values: [days.from, days.to],
  };
  const { parts, values } = predicate;
  if (asked.types.length > 0) {
    parts.push(`request_type IN (${places(asked.types.length)})`);
    values.push(...asked.types);
  }
  addPlaces(predicate, asked, ({ kind, slug }) => areas.get(`${kind}:${slug}`)?.name ?? '', "'placeholder'");
  for (const name of ['agency', 'outcome'] as const) {
    if (asked[name] === '') continue;
    parts.push(`${name} = ?`);
    values.push(asked[name]);
  }
  if (asked.street !== '') {
    parts.push(`regexp_matches(${heldAddress}, ?)`);
    values.push(streetPattern(asked.street, asked.house));
  }
  for (const word of textWords(asked)) {
    parts.push(`contains(${heldText}, ?)`);
    values.push(word);
  }
  if (asked.status === 'late') parts.push("status = 'open' AND due_state = 'missed'");
  else if (asked.status !== 'any') parts.push(`status = '${asked.status}'`);
  return predicate;
}

const heldText = `lower(concat_ws(' ', address, outcome, agency, request_type))`;

function addPlaces(
  { parts, values }: Predicate,
  asked: Asked,
  valueOf: (place: Asked['places'][number]) => string | number,
  placeholder: string,
): void {
  if (asked.places.length === 0) return;
  const held = asked.places.map(({ kind }) => `${kind} = ?`);
  // A placeholder point says nothing about where the problem is.
  parts.push(`location <> ${placeholder} AND (${held.join(' OR ')})`);
  values.push(...asked.places.map(valueOf));
}

/** An address in capitals, without the marks that names lose. */
const heldAddress = "regexp_replace(upper(address), '[''’.`]', '', 'g')";

/** Between the words of a name. */
const gap = '[^A-Z0-9/,&@]+';
const directions: Record<string, string> = { N: 'NORTH', S: 'SOUTH', E: 'EAST', W: 'WEST' };
const houseOrBlock = '[0-9]+[A-Z]?( *- *[0-9]+[A-Z]?)?( +1/2)? +|([0-9]+|UNIT) +BLOCK +OF +';
/** Other streets of a corner; an address with a house number is none. */
const otherStreets = '([0-9]+(ST|ND|RD|TH) |[^0-9,])([^,]* )?(&|@|AND) +';
const unit = '( *#| +(APT|APARTMENT|UNIT|STE|SUITE|FL|FLOOR|RM|ROOM|BSMT|LOT)\\b *#?) *[A-Z0-9-]*';

/**
 * A pattern that addresses on a street match (`heldAddress`): `101 N CALVERT ST, …`, a block, or a corner; its
 * words also in other spellings. It finds what `streetsOfAddress` does, but for rare spellings.
 */
export function streetPattern(street: string, house: number | null): string {
  const { pre, core, suffix } = parseStreetName(street);
  const either = (words: readonly string[]): string => `(${words.join('|')})`;
  const words = [
    ...(pre === '' ? [] : [either([pre, directions[pre] ?? pre])]),
    ...(core === 'MARTIN LUTHER KING JR'
      ? ['(MLK|MARTIN LUTHER KING)( JR| JUNIOR)?']
      : core.split(' ').map((word) => either(spellingsOf(word)))),
    ...(suffix === '' ? [] : [either([suffix, ...suffixWordsOf(suffix)])]),
  ];
  const before = house === null ? `(${houseOrBlock}|${otherStreets})?` : `${house} +`;
  return `^${before}${words.join(gap)}( +(&|@|AND) [^,]*|${unit}|[^A-Z0-9/,&@]*)(,|$)`;
}

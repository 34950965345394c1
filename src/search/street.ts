import type { IndexedStreet, PlaceIds, Run, StreetIndex } from '../contract/street.ts';
import { coreKey, parseStreetName, type StreetName } from '../contract/street-name.ts';
import { likeliest } from './likeness.ts';
import type { AskedStreet } from './query.ts';

/** A street of the index that may be meant. */
export interface StreetMatch {
  street: IndexedStreet;
  /** Not what was typed, only like it: another direction, another kind, another spelling. */
  guess: boolean;
  /** How far from what was typed; 0 is the very name. */
  distance: number;
}

interface Entry extends StreetName {
  street: IndexedStreet;
}

/** Names offered for one that nobody knows. */
const mostNames = 5;

/** The streets of an index, found by what readers call them. */
export class StreetBook {
  readonly #entries = new Map<string, Entry[]>();
  readonly #crossings = new Map<string, readonly PlaceIds[]>();

  constructor({ streets }: StreetIndex) {
    for (const street of streets) {
      const entry = { ...parseStreetName(street.name), street };
      const key = coreKey(entry.core);
      this.#entries.set(key, [...(this.#entries.get(key) ?? []), entry]);
      for (const { street: other, places } of street.crossings) {
        const name = streets[other]?.name ?? '';
        this.#crossings.set(`${street.name}|${name}`, places);
        this.#crossings.set(`${name}|${street.name}`, places);
      }
    }
  }

  /** Streets that may be meant, the likeliest first; misspelled ones only where none has the name. */
  match(asked: AskedStreet): StreetMatch[] {
    const known = this.#entries.get(coreKey(asked.core));
    const matches = (known ?? []).map((entry) => compareNames(asked, entry, 0));
    // A kind that was typed and exists rules out the others: Park Pl is not Park Ave.
    const sameKind = matches.filter(({ street }) => kindFits(asked, street));
    const kept = sameKind.length > 0 ? sameKind : matches;
    const found = kept.length > 0 ? kept : this.#similar(asked);
    return found.sort((a, b) => a.distance - b.distance || compareText(a.street.name, b.street.name));
  }

  /** The places at the corner of two streets, or null where they do not meet. */
  corner(first: IndexedStreet, second: IndexedStreet): readonly PlaceIds[] | null {
    return this.#crossings.get(`${first.name}|${second.name}`) ?? null;
  }

  #similar(asked: AskedStreet): StreetMatch[] {
    return likeliest(coreKey(asked.core), this.#entries.keys(), mostNames).flatMap(({ name, apart }) =>
      (this.#entries.get(name) ?? []).map((entry) => ({
        ...compareNames(asked, entry, 10 * apart),
        guess: true,
      })),
    );
  }
}

function kindFits({ suffix }: AskedStreet, { name }: IndexedStreet): boolean {
  return suffix === '' || parseStreetName(name).suffix === suffix;
}

function compareNames(asked: AskedStreet, entry: Entry, start: number): StreetMatch {
  const otherKind = asked.suffix !== '' && asked.suffix !== entry.suffix;
  const otherHint = asked.suffix === '' && asked.hint !== '' && asked.hint !== entry.suffix;
  // People give a direction to streets that have none: N Charles where the record says Charles.
  const isUndirected = asked.pre !== '' && entry.pre === '';
  const otherDirection = asked.pre !== '' && !isUndirected && asked.pre !== entry.pre;
  const far = (isOther: boolean, by: number): number => (isOther ? by : 0);
  return {
    street: entry.street,
    guess: otherKind || otherDirection,
    distance:
      start + far(otherKind, 2) + far(otherDirection, 1) + far(otherHint, 0.5) + far(isUndirected, 0.5),
  };
}

/** Where a house number lies on a street, or the nearest number known. */
export interface House {
  place: PlaceIds;
  /** 0 where the number is in a run of its side. */
  away: number;
  /** The number itself, or the nearest known. */
  known: number;
}

/** The houses that a number may be: more than one where a number stands twice on a street. */
export function housesAt({ runs }: IndexedStreet, number: number): House[] {
  const side = number % 2 === 0 ? 'even' : 'odd';
  const houses = runs.map((run) => ({ run, house: houseIn(run, number) }));
  const fits = ({ run, house }: { run: Run; house: House }): boolean =>
    house.away === 0 && (run.side === side || run.side === 'both');
  const exact = houses.filter(fits).map(({ house }) => house);
  if (exact.length > 0) return distinctHouses(exact);
  const [nearest] = houses
    // Across the street is nearer than the next block.
    .map(({ house, run }) => ({ ...house, away: house.away + (run.side === side ? 0 : 1) }))
    .sort((a, b) => a.away - b.away);
  return nearest === undefined ? [] : [nearest];
}

function houseIn({ from, to, place }: Run, number: number): House {
  const known = Math.min(Math.max(number, from), to);
  return { place, known, away: Math.abs(number - known) };
}

function distinctHouses(houses: readonly House[]): House[] {
  return [...new Map(houses.map((house) => [String(house.place), house])).values()];
}

function compareText(first: string, second: string): number {
  return first < second ? -1 : first > second ? 1 : 0;
}

import type { IndexedArea, IndexedStreet, PlaceIds, StreetIndex } from '../contract/street.ts';
import { AreaBook } from './area.ts';
import { readQuery, type AskedStreet } from './query.ts';
import { housesAt, StreetBook, type StreetMatch } from './street.ts';

/** A place that what was typed may mean. `guess`: not what was typed, only like it. */
export type Finding = { guess: boolean } & (
  | {
      kind: 'address';
      street: string;
      number: number;
      /** The nearest number known, where this one is not. */
      nearest: number | null;
      places: readonly PlaceIds[];
    }
  | { kind: 'corner'; streets: readonly [string, string]; places: readonly PlaceIds[] }
  | { kind: 'street'; street: string; places: readonly PlaceIds[] }
  | { kind: 'area'; area: IndexedArea }
);

/** What became of a question. `found` is empty but for the first kind; `names` are the closest street names. */
export type Answer =
  | { kind: 'found'; found: Finding[] }
  | { kind: 'nothing' }
  | { kind: 'outside'; town: string }
  | { kind: 'no_corner'; streets: readonly [string, string] }
  | { kind: 'unknown'; names: string[] }
  | { kind: 'no_streets' };

/** A number farther than this from any known one may as well be on another street of a like name. */
const farAway = 200;
/** More would be no help. */
const mostFindings = 8;

/** Leads from what a reader types to places, with an index alone. */
export class AddressFinder {
  readonly #streets: StreetBook;
  readonly #areas: AreaBook;
  readonly #hasStreets: boolean;

  constructor(index: StreetIndex) {
    this.#streets = new StreetBook(index);
    this.#areas = new AreaBook(index.areas);
    this.#hasStreets = index.streets.length > 0;
  }

  /** Answers a text: an address, a corner, a street, or the name of an area. */
  find(text: string): Answer {
    const query = readQuery(text);
    const { exact, near, like } = this.#areas.match(text);
    const areas = areaFindings(exact, false);
    if (query.kind === 'corner' && this.#hasStreets) {
      // "Charles & North" is a corner of the neighborhood Charles North.
      const corner = this.#corner(query.streets);
      if (areas.length === 0 || isSure(corner)) return corner;
    }
    if (areas.length > 0) return found(areas);
    if (query.kind === 'nothing')
      return near.length > 0 ? found(areaFindings(near, false)) : { kind: 'nothing' };
    if (query.town !== null) return { kind: 'outside', town: query.town };
    if (!this.#hasStreets) {
      const named = areaFindings(near.length > 0 ? near : like, near.length === 0);
      return named.length > 0 ? found(named) : { kind: 'no_streets' };
    }
    if (query.kind === 'corner') return this.#corner(query.streets);
    if (query.kind === 'address') return this.#address(query.number, query.street);
    return this.#street(query.street, near, like);
  }

  #address(number: number, asked: AskedStreet): Answer {
    const matches = this.#streets.match(asked);
    const findings = matches.flatMap(({ street, guess, distance }) =>
      housesAt(street, number).map(({ place, known, away }) => ({
        finding: addressFinding(street, number, away === 0 ? null : known, guess, place),
        away,
        rank: distance + (away === 0 ? 0 : away <= farAway ? 1 : 5),
      })),
    );
    const sure = findings.filter(({ finding, away }) => !finding.guess && away === 0);
    if (sure.length > 0) return found(sure.map(({ finding }) => finding));
    // With the number in doubt, a street of a like name that has it is worth offering too.
    const likely = findings.filter(({ finding, away }) => !finding.guess || away === 0);
    const kept = (likely.length > 0 ? likely : findings.filter(({ away }) => away <= farAway)).sort(
      (a, b) => a.rank - b.rank,
    );
    if (kept.length > 0) return found(kept.map(({ finding }) => finding));
    return { kind: 'unknown', names: namesOf(matches) };
  }

  #corner([first, second]: readonly [AskedStreet, AskedStreet]): Answer {
    const [ones, twos] = [this.#streets.match(first), this.#streets.match(second)];
    const pairs = ones
      .flatMap((one) => twos.map((two) => ({ one, two, distance: one.distance + two.distance })))
      .sort((a, b) => a.distance - b.distance);
    const findings = pairs.flatMap(({ one, two }): Finding[] => {
      const places = this.#streets.corner(one.street, two.street);
      if (places === null) return [];
      const streets = [one.street.name, two.street.name] as const;
      return [{ kind: 'corner', streets, places, guess: one.guess || two.guess }];
    });
    const sure = findings.filter(({ guess }) => !guess);
    // E and W North Ave meet N Charles St in one corner: told once.
    const corners = distinctPlaces(sure.length > 0 ? sure : findings);
    if (corners.length > 0) return found(corners);
    const [one, two] = [ones[0], twos[0]];
    if (one === undefined || two === undefined || one.guess || two.guess)
      return { kind: 'unknown', names: namesOf([...ones, ...twos].filter(({ guess }) => guess)) };
    return { kind: 'no_corner', streets: [one.street.name, two.street.name] };
  }

  #street(asked: AskedStreet, near: readonly IndexedArea[], like: readonly IndexedArea[]): Answer {
    const matches = this.#streets.match(asked);
    const findings = matches.flatMap(({ street, guess }): Finding[] => {
      const places = distinctNeighborhoods(street);
      return places.length === 0 ? [] : [{ kind: 'street', street: street.name, places, guess }];
    });
    const sure = findings.filter(({ guess }) => !guess);
    if (near.length > 0 || sure.length > 0) return found([...areaFindings(near, false), ...sure]);
    // Names of areas are few and well known: a slip in one is likelier meant than a slip in a street.
    const guesses = [...areaFindings(like, true), ...findings];
    return guesses.length > 0 ? found(guesses) : { kind: 'unknown', names: [] };
  }
}

function found(findings: Finding[]): Answer {
  return { kind: 'found', found: findings.slice(0, mostFindings) };
}

function isSure(answer: Answer): boolean {
  return answer.kind === 'found' && answer.found.every(({ guess }) => !guess);
}

function areaFindings(areas: readonly IndexedArea[], guess: boolean): Finding[] {
  return areas.map((area) => ({ kind: 'area', area, guess }));
}

function addressFinding(
  street: IndexedStreet,
  number: number,
  nearest: number | null,
  guess: boolean,
  place: PlaceIds,
): Finding {
  return { kind: 'address', street: street.name, number, nearest, guess, places: [place] };
}

function namesOf(matches: readonly StreetMatch[]): string[] {
  return [...new Set(matches.map(({ street }) => street.name))].slice(0, 5);
}

function distinctPlaces<Found extends Finding>(findings: readonly Found[]): Found[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const key = 'places' in finding ? finding.places.join(';') : '';
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** One place for each neighborhood along a street, in the order of house numbers. */
function distinctNeighborhoods({ runs }: IndexedStreet): PlaceIds[] {
  const byNeighborhood = new Map<number, PlaceIds>();
  for (const { place } of runs) if (!byNeighborhood.has(place[0])) byNeighborhood.set(place[0], place);
  return [...byNeighborhood.values()];
}

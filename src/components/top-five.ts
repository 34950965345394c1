import type { Origin } from '../contract/code.ts';
import type { TopKind } from '../data/top.ts';
import type { Language } from '../i18n/language.ts';

/** The most frequent kinds by two ways of counting, and what makes the difference. */
export interface TopFive {
  residents: TopKind[];
  everyone: TopKind[];
  /** Requests of all kinds by who opened them. */
  totals: Record<Origin | 'everyone', number>;
  /** Kinds among the five of everyone that are none of residents' five, with what brought them there. */
  entering: Entering[];
  /** Residents' kinds that fall out of the five when everything is counted, with their place in both orders. */
  leaving: { kind: TopKind; placeResidents: number; placeEveryone: number }[];
}

export interface Entering {
  kind: TopKind;
  origin: Exclude<Origin, 'resident'>;
  /** Requests of that origin. */
  opened: number;
  /** Residents' requests about the same problem, this kind among them. */
  residentsInFamily: number;
}

const places = 5;

/** Compares what residents asked for most with all that the City opened. */
export function topFive(kinds: readonly TopKind[]): TopFive {
  const order = (count: 'residents' | 'everyone'): TopKind[] =>
    kinds
      .filter((kind) => kind[count] > 0)
      .sort((first, second) => second[count] - first[count] || (first.kind < second.kind ? -1 : 1));
  const [byResidents, byEveryone] = [order('residents'), order('everyone')];
  const [residents, everyone] = [byResidents.slice(0, places), byEveryone.slice(0, places)];
  const sum = (count: 'residents' | 'city' | 'information' | 'administrative' | 'everyone'): number =>
    kinds.reduce((total, kind) => total + kind[count], 0);
  return {
    residents,
    everyone,
    totals: {
      resident: sum('residents'),
      city: sum('city'),
      information: sum('information'),
      administrative: sum('administrative'),
      everyone: sum('everyone'),
    },
    entering: everyone
      .filter((kind) => !residents.includes(kind))
      .map((kind) => enteringOf(kind, kinds))
      .filter(({ opened }) => opened > 0),
    leaving: residents
      .filter((kind) => !everyone.includes(kind))
      .map((kind) => ({
        kind,
        placeResidents: byResidents.indexOf(kind) + 1,
        placeEveryone: byEveryone.indexOf(kind) + 1,
      })),
  };
}

function enteringOf(kind: TopKind, kinds: readonly TopKind[]): Entering {
  const [origin] = (['city', 'information', 'administrative'] as const).toSorted(
    (first, second) => kind[second] - kind[first],
  ) as [Entering['origin']];
  return {
    kind,
    origin,
    opened: kind[origin],
    residentsInFamily: kinds
      .filter(({ family }) => family === kind.family)
      .reduce((total, { residents }) => total + residents, 0),
  };
}

/** The plain name of a kind in a language. */
export function kindName(kind: TopKind, language: Language): string {
  return language === 'es' ? kind.kind_es : kind.kind;
}

import type { AreaKind } from '../contract/code.ts';
import { groupCount, groupingFigures, type Grouping } from '../contract/grouping.ts';
import type { ComparisonLevel, ComparisonQuestion } from '../contract/measure.ts';
import { fifthsOf, type Grouped } from '../statistics/quintile.ts';
import { codeRows, type ComparedRows, type ComparedType } from './compared-rows.ts';
import { gapOf, type Gap } from './gap.ts';
import { areaStandings, groupStandings, type AreaStandings, type GroupStanding } from './standing.ts';

/** What a comparison needs to know about a place, from `areas`. */
export interface ComparedArea {
  area_id: number;
  kind: AreaKind;
  name: string;
  slug: string;
  population: number | null;
  median_household_income: number | null;
  median_household_income_margin: number | null;
  percent_black: number | null;
  percent_black_margin: number | null;
  percent_spanish_at_home: number | null;
  percent_spanish_at_home_margin: number | null;
}

/** The places of a level, sorted into groups of equal population, and which two groups the gap is between. */
export interface Groups {
  count: number;
  places: Map<number, Grouped<number>>;
  /** Figures between each group and the next. */
  cuts: number[];
  /** The first and the second group of the gap. */
  ends: [number, number];
}

/** Sorts the places of a level by a figure about their residents. */
export function groupsBy(areas: readonly ComparedArea[], level: ComparisonLevel, grouping: Grouping): Groups {
  const figure = groupingFigures[grouping];
  const column = (area: ComparedArea, name: string): number | null =>
    (area as unknown as Record<string, number | null>)[name] ?? null;
  const places = areas
    .filter(({ kind }) => kind === level)
    .map((area) => ({
      id: area.area_id,
      value: column(area, figure.value),
      margin90: column(area, figure.margin),
      weight: area.population ?? 0,
    }));
  const count = groupCount(places.filter(({ value }) => value !== null).length);
  const last = count - 1;
  const grouped = fifthsOf(places, count);
  return {
    count,
    places: new Map(grouped.places.map((place) => [place.id, place])),
    cuts: grouped.cuts,
    ends: figure.first === 'lowest' ? [0, last] : [last, 0],
  };
}

/** Which of the two groups of the gap a place is in. */
export function sidesOf({ places, ends }: Groups, onlySure = false): Map<number, 0 | 1> {
  const sides = new Map<number, 0 | 1>();
  for (const [id, { group, isSure }] of places) {
    const side = ends.indexOf(group);
    if (side >= 0 && !(onlySure && isSure === false)) sides.set(id, side as 0 | 1);
  }
  return sides;
}

/** Everything a comparison says of one measure, level and grouping. */
export interface Comparison {
  question: ComparisonQuestion;
  grouping: Grouping;
  groups: Groups;
  /** Requests that are compared, also those of no place. */
  n: number;
  /** Null where a group has too few requests. */
  gap: Gap | null;
  /** The same with requests alike only if one service area handled both. */
  serviceGap: Gap | null;
  standings: (GroupStanding | null)[];
  areas: AreaStandings;
}

/** Kinds of area that are so large a part of the city that each is compared with the rest of it. */
const largeLevels: readonly ComparisonLevel[] = ['council_district', 'police_district'];

/** Compares the groups and the places of a level by the rows of `comparedStatement`. Pure: the same at build and in a browser. */
export function compare(
  rows: ComparedRows,
  types: readonly ComparedType[],
  areas: readonly ComparedArea[],
  question: ComparisonQuestion,
  grouping: Grouping,
): Comparison {
  const groups = groupsBy(areas, question.level, grouping);
  const compared = codeRows(rows, types, question);
  const sides = sidesOf(groups);
  return {
    question,
    grouping,
    groups,
    n: rows.area.length,
    gap: gapOf(compared, compared.byMonth, sides),
    serviceGap: gapOf(compared, compared.byService, sides),
    standings: groupStandings(
      compared,
      new Map([...groups.places].map(([id, { group }]) => [id, group])),
      groups.count,
    ),
    areas: areaStandings(compared, largeLevels.includes(question.level)),
  };
}

/** Ids of the areas of both groups of a gap. */
export function idsOf({ groups }: Comparison): [number[], number[]] {
  const sides = [...sidesOf(groups)];
  return [0, 1].map((side) => sides.filter(([, own]) => own === side).map(([id]) => id)) as [
    number[],
    number[],
  ];
}

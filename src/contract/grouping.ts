import type { Bilingual } from './metric.ts';

/** Figures about residents by which places are sorted into groups of equal population. */
export const groupings = ['income', 'black', 'spanish'] as const;
export type Grouping = (typeof groupings)[number];

/** One way to sort places. The first group of the gap is the one named first here. */
export interface GroupingFigure {
  id: Grouping;
  /** Columns of `areas`: the figure and its 90 % margin. */
  value: string;
  margin: string;
  unit: 'dollars' | 'percent';
  /** Which end of the order is the first group of the gap: places that are said to be served worse. */
  first: 'lowest' | 'highest';
  name: Bilingual;
}

export const groupingFigures: Record<Grouping, GroupingFigure> = {
  income: {
    id: 'income',
    value: 'median_household_income',
    margin: 'median_household_income_margin',
    unit: 'dollars',
    first: 'lowest',
    name: { en: 'Household income', es: 'Ingreso del hogar' },
  },
  black: {
    id: 'black',
    value: 'percent_black',
    margin: 'percent_black_margin',
    unit: 'percent',
    first: 'highest',
    name: { en: 'Share of Black residents', es: 'Porcentaje de habitantes negros' },
  },
  spanish: {
    id: 'spanish',
    value: 'percent_spanish_at_home',
    margin: 'percent_spanish_at_home_margin',
    unit: 'percent',
    first: 'highest',
    name: { en: 'Share who speak Spanish at home', es: 'Porcentaje que habla español en casa' },
  },
};

/** Groups of equal population: five, or three where a level has too few places for five. */
export function groupCount(places: number): number {
  return places >= 25 ? 5 : 3;
}

import type { Portion } from './crosswalk.ts';
import { percentOf, weightedSum, type Estimate } from './margin.ts';
import type { TractIncome, TractLanguage, TractRace } from './sources/census-table.ts';

/** What is known about the residents of one tract. */
export type TractFigures = TractIncome & TractRace & TractLanguage;

/** Dollars a year, and percent of residents from 0 to 100. Null where too little is known. */
export interface Figures {
  median_household_income: Estimate | null;
  percent_black: Estimate | null;
  percent_white: Estimate | null;
  percent_hispanic: Estimate | null;
  percent_spanish_at_home: Estimate | null;
  incomeTopCoded: boolean;
}

/** Tracts with a known figure must hold at least this part of an area's weight. */
const leastKnown = 0.5;

/** The figures of a tract itself. */
export function figuresOfTract(tract: TractFigures): Figures {
  const percent = (part: Estimate | null, whole = tract.population): Estimate | null =>
    part === null || whole === null ? null : percentOf(part, whole);
  return {
    median_household_income: tract.income,
    percent_black: percent(tract.black),
    percent_white: percent(tract.white),
    percent_hispanic: percent(tract.hispanic),
    percent_spanish_at_home: percent(tract.spanish, tract.speakers),
    incomeTopCoded: tract.topCoded,
  };
}

/**
 * Figures of an area that is made of parts of tracts, as though the residents of a tract were alike all over it.
 * Percents are weighted counts over weighted residents. The income is only an approximation: the mean of the tracts'
 * medians weighted by residents, which is not the median of the area's households; without a table of residents there
 * is none. Margins cover the survey's sampling, not that approximation.
 */
export function figuresOver(
  portions: readonly Portion[],
  tracts: ReadonlyMap<string, TractFigures>,
): Figures {
  const parts = portions.flatMap(({ tract, weight }) => {
    const figures = tracts.get(tract);
    return figures === undefined ? [] : [{ figures, weight }];
  });
  const all = total(portions.map(({ weight }) => weight));
  const percent = (
    measure: 'black' | 'white' | 'hispanic' | 'spanish',
    of: 'population' | 'speakers' = 'population',
  ): Estimate | null => {
    const known = parts.flatMap(({ figures, weight }) => {
      const [part, whole] = [figures[measure], figures[of]];
      return part === null || whole === null ? [] : [{ part, whole, weight }];
    });
    if (!isEnough(total(known.map(({ weight }) => weight)), all)) return null;
    return percentOf(
      weightedSum(known.map(({ part, weight }) => ({ estimate: part, weight }))),
      weightedSum(known.map(({ whole, weight }) => ({ estimate: whole, weight }))),
    );
  };
  const isFound = isEnough(total(parts.map(({ weight }) => weight)), all);
  return {
    ...(isFound ? meanIncome(parts) : { median_household_income: null, incomeTopCoded: false }),
    percent_black: percent('black'),
    percent_white: percent('white'),
    percent_hispanic: percent('hispanic'),
    percent_spanish_at_home: percent('spanish', 'speakers'),
  };
}

function meanIncome(
  parts: readonly { figures: TractFigures; weight: number }[],
): Pick<Figures, 'median_household_income' | 'incomeTopCoded'> {
  const peopled = parts.map(({ figures, weight }) => ({
    ...figures,
    residents: weight * (figures.population?.value ?? 0),
  }));
  const known = peopled.flatMap(({ income, residents, topCoded }) =>
    income === null || residents === 0 ? [] : [{ income, residents, topCoded }],
  );
  const people = total(known.map(({ residents }) => residents));
  if (!isEnough(people, total(peopled.map(({ residents }) => residents)))) {
    return { median_household_income: null, incomeTopCoded: false };
  }
  return {
    median_household_income: weightedSum(
      known.map(({ income, residents }) => ({ estimate: income, weight: residents / people })),
    ),
    incomeTopCoded: known.some(({ topCoded }) => topCoded),
  };
}

function isEnough(known: number, all: number): boolean {
  return known > 0 && known >= leastKnown * all;
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

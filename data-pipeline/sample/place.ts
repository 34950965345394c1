import { cell, numberCell, readTable } from '../table.ts';

/** A neighborhood as the public record describes it: a label point and figures, no outline. */
export interface Place {
  name: string;
  longitude: number;
  latitude: number;
  acres: number;
  /** Residents in 2020; null for parks and yards without any. */
  population: number | null;
  councilDistrict: string;
  statisticalArea: string;
}

/** Columns of `areas` about residents that the sample knows of each community statistical area (CSA). */
export const residentColumns = [
  'median_household_income',
  'median_household_income_margin',
  'percent_black',
  'percent_black_margin',
  'percent_white',
  'percent_white_margin',
  'percent_hispanic',
  'percent_hispanic_margin',
  'percent_spanish_at_home',
  'percent_spanish_at_home_margin',
] as const;

/** Dollars a year, percent of residents, and margins of 90 %; null where none is given. */
export type ResidentProperties = Record<(typeof residentColumns)[number], number | null>;

/**
 * A community statistical area. Its income and share of Black residents are real, rounded; margins and all other shares
 * are invented.
 */
export interface StatisticalArea {
  name: string;
  medianHouseholdIncome: number | null;
  residents: ResidentProperties;
}

/** All neighborhoods of the reference table. */
export function readPlaces(): Place[] {
  return readTable('reference/neighborhoods.csv').map((row) => ({
    name: cell(row, 'name'),
    longitude: Number(cell(row, 'longitude')),
    latitude: Number(cell(row, 'latitude')),
    acres: Number(cell(row, 'acres')),
    population: numberCell(row, 'population_2020'),
    councilDistrict: `District ${cell(row, 'council_district')}`,
    statisticalArea: cell(row, 'community_statistical_area'),
  }));
}

/** All community statistical areas, by name. */
export function readStatisticalAreas(): Map<string, StatisticalArea> {
  return new Map(
    readTable('sample/community_statistical_areas.csv').map((row) => [
      cell(row, 'name'),
      {
        name: cell(row, 'name'),
        medianHouseholdIncome: numberCell(row, 'median_household_income'),
        residents: Object.fromEntries(
          residentColumns.map((column) => [column, numberCell(row, column)]),
        ) as ResidentProperties,
      },
    ]),
  );
}

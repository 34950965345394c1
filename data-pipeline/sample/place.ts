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

/** Figures of a community statistical area (CSA); income in dollars a year, null where none is given. */
export interface StatisticalArea {
  name: string;
  medianHouseholdIncome: number | null;
  percentBlack: number | null;
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
        percentBlack: numberCell(row, 'percent_black'),
      },
    ]),
  );
}

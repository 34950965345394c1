import { nameKey, type Area } from './area.ts';
import { cell, numberCell, readTable } from './table.ts';

/** Residents in 2020 of one neighborhood, and the larger areas it is counted in. */
export interface NeighborhoodPopulation {
  name: string;
  /** Null for parks and yards without any. */
  population: number | null;
  councilDistrict: string;
  communityStatisticalArea: string;
}

/** The neighborhoods of `reference/neighborhoods.csv`. */
export function loadPopulation(): NeighborhoodPopulation[] {
  return readTable('reference/neighborhoods.csv').map((row) => ({
    name: cell(row, 'name'),
    population: numberCell(row, 'population_2020'),
    councilDistrict: `District ${cell(row, 'council_district')}`,
    communityStatisticalArea: cell(row, 'community_statistical_area'),
  }));
}

/** Fills in the population of areas whose boundary layer has none, by name. Unknown stays null. */
export function withPopulation(
  areas: readonly Area[],
  neighborhoods: readonly NeighborhoodPopulation[],
): Area[] {
  const people = new Map<string, number>();
  const add = (kind: Area['kind'], name: string, population: number | null): void => {
    if (population === null) return;
    const key = `${kind} ${nameKey(name)}`;
    people.set(key, (people.get(key) ?? 0) + population);
  };
  for (const neighborhood of neighborhoods) {
    add('neighborhood', neighborhood.name, neighborhood.population);
    add('council_district', neighborhood.councilDistrict, neighborhood.population);
    add('community_statistical_area', neighborhood.communityStatisticalArea, neighborhood.population);
  }
  return areas.map((area) => ({
    ...area,
    population: area.population ?? people.get(`${area.kind} ${nameKey(area.name)}`) ?? null,
  }));
}

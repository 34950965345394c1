import { readFileSync } from 'node:fs';
import { nameKey, type Area } from './area.ts';

/** Residents in 2020 of one neighborhood, and the larger areas it is counted in. */
export interface NeighborhoodPopulation {
  name: string;
  population: number;
  councilDistrict: string;
  communityStatisticalArea: string;
}

/** Reads `reference/neighborhoods.csv` (no cell of it holds a comma or a quote). */
export function loadPopulation(): NeighborhoodPopulation[] {
  const [header = '', ...lines] = readFileSync(
    new URL('reference/neighborhoods.csv', import.meta.url),
    'utf8',
  )
    .trim()
    .split('\n');
  const columns = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    if (cells.length !== columns.length) throw new Error(`reference/neighborhoods.csv: ${line}`);
    const cell = (name: string): string => cells[columns.indexOf(name)] ?? '';
    return {
      name: cell('name'),
      population: Number(cell('population_2020')),
      councilDistrict: `District ${cell('council_district')}`,
      communityStatisticalArea: cell('community_statistical_area'),
    };
  });
}

/** Fills in the population of areas whose boundary layer has none, by name. Unknown stays null. */
export function withPopulation(
  areas: readonly Area[],
  neighborhoods: readonly NeighborhoodPopulation[],
): Area[] {
  const people = new Map<string, number>();
  const add = (kind: Area['kind'], name: string, population: number): void => {
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

import type { Feature } from 'geojson';
import { areasOf, type Area } from './area.ts';
import type { Config } from './config.ts';
import { readDemographics, withDemographics } from './demographics.ts';
import { InputError } from './error.ts';
import { loadPopulation, withPopulation } from './population.ts';
import { readBasemap, type BasemapSource } from './sources/basemap.ts';
import { boundaryKind, readBoundary } from './sources/boundary.ts';

type FetchJson = (url: string) => Promise<unknown>;

/** Reads what is drawn below the areas, as far as the config names it. */
export async function readGround(
  fetchJson: FetchJson,
  { basemap }: Config,
): Promise<Map<BasemapSource, Feature[]>> {
  const ground = new Map<BasemapSource, Feature[]>();
  for (const source of ['water', 'parks', 'streets'] as const) {
    const place = basemap?.[source];
    if (place !== undefined) ground.set(source, await readBasemap(source, place, fetchJson));
  }
  return ground;
}

/**
 * Reads the areas that a config names, with the figures about their residents.
 * @throws InputError when it names no neighborhoods, or a layer is not what it must be.
 */
export async function readAreas(fetchJson: FetchJson, config: Config, configPath: string): Promise<Area[]> {
  const areas: Area[] = [];
  for (const [source, place] of Object.entries(config.boundaries)) {
    if (place === undefined) continue;
    const origin = place.file ?? place.url ?? '';
    const features = await readBoundary(place, fetchJson);
    areas.push(
      ...areasOf(
        boundaryKind[source as keyof typeof boundaryKind],
        features,
        origin,
        place.name,
        place.population,
      ),
    );
  }
  if (!areas.some(({ kind }) => kind === 'neighborhood')) {
    throw new InputError(
      `Config ${configPath} names no neighborhoods; expected "boundaries": { "neighborhoods": … }.`,
    );
  }
  return withDemographics(
    withCity(withPopulation(areas, loadPopulation())),
    await readDemographics(config, fetchJson),
  );
}

/** Adds the city where the boundaries have none, and gives it the population of its neighborhoods. */
export function withCity(areas: readonly Area[]): Area[] {
  const neighborhoods = areas.filter(({ kind }) => kind === 'neighborhood');
  const population = neighborhoods.reduce((sum, area) => sum + (area.population ?? 0), 0) || null;
  const cities = areas.filter(({ kind }) => kind === 'city');
  const city =
    cities.length > 0
      ? cities
      : areasOf(
          'city',
          neighborhoods.map(({ geometry }) => ({ geometry, properties: {} })),
          'neighborhoods',
        );
  return [
    ...city.map((area) => ({ ...area, population: area.population ?? population })),
    ...areas.filter(({ kind }) => kind !== 'city'),
  ];
}

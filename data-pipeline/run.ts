import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Feature } from 'geojson';
import type { Manifest } from '../src/contract/manifest.ts';
import { areasOf, type Area } from './area.ts';
import { readConfig, type Config } from './config.ts';
import { literal, withDatabase } from './database.ts';
import { InputError } from './error.ts';
import { loadPopulation, withPopulation } from './population.ts';
import { makeSample, type SampleOptions } from './sample/record.ts';
import { readBasemap, type BasemapSource } from './sources/basemap.ts';
import { boundaryKind, readBoundary, type BoundaryFeature } from './sources/boundary.ts';
import { check } from './stages/check.ts';
import { conform } from './stages/conform.ts';
import { derive, readDataThrough } from './stages/derive.ts';
import { drawAreas, drawBasemap } from './stages/draw.ts';
import { extractExports, listExports } from './stages/extract.ts';
import { locate } from './stages/locate.ts';
import { publish, type Snapshot } from './stages/publish.ts';
import { verifyPublished } from './verify.ts';

/** Everything the pipeline does to the world outside, so that tests can stand in for it. */
export interface Effects {
  now: () => Date;
  log: (line: string) => void;
  fetchJson: (url: string) => Promise<unknown>;
  dataFolder: string;
  publishFolder: string;
}

/** Publishes a record from saved exports (files or folders), with the boundaries a config names. */
export async function rebuild(
  effects: Effects,
  from: readonly string[],
  configPath: string,
): Promise<Manifest> {
  const paths = listExports(from);
  const config = readConfig(configPath);
  const areas = await readAreas(effects, config, configPath);
  const ground = await readGround(effects, config);
  return inDatabase(effects, async (connection) => {
    await extractExports(connection, paths);
    return settleAndPublish(effects, connection, areas, 'files', ground);
  });
}

/** Publishes the made-up record. */
export async function sample(effects: Effects, options: SampleOptions): Promise<Manifest> {
  return inDatabase(effects, async (connection) => {
    const { boundaries } = await makeSample(options, connection);
    const areas = boundaries.flatMap(({ kind, collection }) =>
      areasOf(kind, collection.features as BoundaryFeature[], `sample ${kind}`),
    );
    return settleAndPublish(effects, connection, withCity(areas), 'sample', new Map());
  });
}

/** Re-reads what is published against its manifest; throws RefusedError at the first thing that does not fit. */
export async function verify(effects: Effects): Promise<void> {
  const { files, rows } = await inDatabase(effects, (connection) =>
    verifyPublished(connection, effects.publishFolder),
  );
  effects.log(`Verified ${files} files and ${rows} requests in ${effects.publishFolder}`);
}

async function inDatabase<Result>(
  effects: Effects,
  work: (connection: DuckDBConnection) => Promise<Result>,
): Promise<Result> {
  const spill = mkdtempSync(join(effects.dataFolder, 'spill-'));
  try {
    return await withDatabase(spill, work);
  } finally {
    rmSync(spill, { recursive: true, force: true });
  }
}

async function settleAndPublish(
  effects: Effects,
  connection: DuckDBConnection,
  areas: readonly Area[],
  source: Snapshot['source'],
  ground: ReadonlyMap<BasemapSource, readonly Feature[]>,
): Promise<Manifest> {
  const fetchedAt = effects.now().toISOString();
  const counts = await conform(connection);
  await keepQuarantined(connection, effects.dataFolder);
  await locate(connection, areas);
  await derive(connection, areas);
  const dataThrough = await readDataThrough(connection);
  const checks = await check(connection, counts);
  for (const { name, status, observed } of checks)
    if (status === 'warn') effects.log(`Warning: ${name}: ${observed}`);
  const layers = [...drawAreas(areas), ...drawBasemap(ground)];
  const manifest = await publish(
    connection,
    effects.publishFolder,
    { source, fetchedAt, dataThrough },
    counts,
    checks,
    layers,
  );
  effects.log(
    `Published ${counts.published} requests through ${dataThrough} to ${effects.publishFolder} (received ${counts.received}, merged ${counts.merged}, quarantined ${counts.quarantined}, withheld ${counts.withheld})`,
  );
  return manifest;
}

/** Rows set aside are kept where an operator can look at them, with the reason; the last run's only. */
async function keepQuarantined(connection: DuckDBConnection, dataFolder: string): Promise<void> {
  await connection.run(
    `COPY quarantined TO ${literal(join(dataFolder, 'quarantined.csv'))} (FORMAT csv, HEADER)`,
  );
}

async function readGround(effects: Effects, { basemap }: Config): Promise<Map<BasemapSource, Feature[]>> {
  const ground = new Map<BasemapSource, Feature[]>();
  for (const source of ['water', 'parks', 'streets'] as const) {
    const place = basemap?.[source];
    if (place !== undefined) ground.set(source, await readBasemap(source, place, effects.fetchJson));
  }
  return ground;
}

async function readAreas(effects: Effects, { boundaries }: Config, configPath: string): Promise<Area[]> {
  const areas: Area[] = [];
  for (const [source, place] of Object.entries(boundaries)) {
    if (place === undefined) continue;
    const origin = place.file ?? place.url ?? '';
    const features = await readBoundary(place, effects.fetchJson);
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
  return withCity(withPopulation(areas, loadPopulation()));
}

/** Adds the city where the boundaries have none, and gives it the population of its neighborhoods. */
function withCity(areas: readonly Area[]): Area[] {
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

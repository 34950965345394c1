import { readFileSync } from 'node:fs';
import type { MultiPolygon, Polygon } from 'geojson';
import * as v from 'valibot';
import type { Place } from '../config.ts';
import { InputError } from '../error.ts';

const position = v.pipe(v.array(v.number()), v.minLength(2));
const ring = v.pipe(v.array(position), v.minLength(4));
const geometry = v.variant('type', [
  v.object({ type: v.literal('Polygon'), coordinates: v.array(ring) }),
  v.object({ type: v.literal('MultiPolygon'), coordinates: v.array(v.array(ring)) }),
]);
const collectionSchema = v.object({
  type: v.literal('FeatureCollection'),
  features: v.pipe(
    v.array(v.object({ geometry, properties: v.nullable(v.record(v.string(), v.unknown())) })),
    v.minLength(1),
  ),
});

/** One polygon of a boundary layer with the properties its source gave it. */
export interface BoundaryFeature {
  geometry: Polygon | MultiPolygon;
  properties: Record<string, unknown>;
}

/**
 * Checks that JSON is a GeoJSON FeatureCollection of polygons in degrees.
 * @param origin file or address, named in errors.
 */
export function parseBoundary(json: unknown, origin: string): BoundaryFeature[] {
  const result = v.safeParse(collectionSchema, json);
  if (!result.success) {
    const [issue] = result.issues;
    throw new InputError(
      `Boundary ${origin}: ${v.getDotPath(issue) ?? 'the whole'} is ${issue.received}, expected ${issue.expected ?? 'another value'}; expected a GeoJSON FeatureCollection of polygons.`,
    );
  }
  const features = result.output.features.map((feature) => ({
    geometry: feature.geometry as Polygon | MultiPolygon,
    properties: feature.properties ?? {},
  }));
  const outside = features
    .flatMap((feature) => positionsOf(feature.geometry))
    .find(([longitude, latitude]) => Math.abs(longitude ?? NaN) > 180 || Math.abs(latitude ?? NaN) > 90);
  if (outside) {
    throw new InputError(
      `Boundary ${origin} holds the position ${outside.join(', ')}; expected degrees (longitude, latitude).`,
    );
  }
  return features;
}

/** All positions of a polygon or multipolygon, rings one after another. */
export function positionsOf(shape: Polygon | MultiPolygon): number[][] {
  return shape.type === 'Polygon' ? shape.coordinates.flat() : shape.coordinates.flat(2);
}

/**
 * Reads a boundary layer from the file or FeatureServer layer that a config names.
 * @throws InputError when it cannot be read, is not GeoJSON polygons, or the service cut it short.
 */
export async function readBoundary(
  place: Place,
  fetchJson: (url: string) => Promise<unknown>,
): Promise<BoundaryFeature[]> {
  if (place.file !== undefined) return parseBoundary(readJson(place.file), place.file);
  const url = place.url ?? '';
  return parseBoundary(await fetchLayer(url, fetchJson), url);
}

/**
 * Fetches GeoJSON from an address, or all features of a FeatureServer layer, page by page.
 * @throws ServiceError when it cannot be fetched; InputError when the layer keeps its features back.
 */
export async function fetchLayer(
  url: string,
  fetchJson: (url: string) => Promise<unknown>,
): Promise<unknown> {
  if (!/\/(Feature|Map)Server\/\d+$/.test(url)) return fetchJson(url);
  const features: unknown[] = [];
  for (;;) {
    const query = `${url}/query?where=1%3D1&outFields=*&outSR=4326&resultOffset=${features.length}&f=geojson`;
    const page = v.safeParse(pageSchema, await fetchJson(query));
    if (!page.success)
      throw new InputError(`${url} gives no GeoJSON; save the layer to a file and name that in the config.`);
    features.push(...page.output.features);
    const isCut = page.output.exceededTransferLimit ?? page.output.properties?.exceededTransferLimit ?? false;
    if (!isCut) return { type: 'FeatureCollection', features };
    if (page.output.features.length === 0) {
      throw new InputError(
        `${url} says that it has more features than the ${features.length} it gave; save the whole layer to a file and name that in the config.`,
      );
    }
  }
}

const pageSchema = v.object({
  features: v.array(v.unknown()),
  exceededTransferLimit: v.optional(v.boolean()),
  properties: v.optional(v.object({ exceededTransferLimit: v.optional(v.boolean()) })),
});

function readJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new InputError(
      `Boundary ${path} cannot be read (${(error as NodeJS.ErrnoException).code}); expected a GeoJSON file.`,
    );
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(
      `Boundary ${path} is not JSON (${(error as Error).message}); expected a GeoJSON file of polygons.`,
    );
  }
}

/** The kind of area each boundary layer of a config gives. */
export const boundaryKind = {
  neighborhoods: 'neighborhood',
  council_districts: 'council_district',
  community_statistical_areas: 'community_statistical_area',
  police_districts: 'police_district',
  city: 'city',
  census_tracts: 'census_tract',
} as const;

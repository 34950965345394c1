import { readFileSync } from 'node:fs';
import type { Feature, Geometry } from 'geojson';
import * as v from 'valibot';
import type { Place } from '../config.ts';
import { InputError } from '../error.ts';
import { fetchLayer } from './boundary.ts';

const collectionSchema = v.object({
  type: v.literal('FeatureCollection'),
  features: v.array(
    v.object({
      geometry: v.nullable(v.looseObject({ type: v.string() })),
      properties: v.nullable(v.record(v.string(), v.unknown())),
    }),
  ),
});

/** What is drawn below the areas, so that the city is recognized at once. */
export type BasemapSource = 'water' | 'parks' | 'streets';

const drawn: Record<BasemapSource, readonly Geometry['type'][]> = {
  water: ['Polygon', 'MultiPolygon'],
  parks: ['Polygon', 'MultiPolygon'],
  streets: ['LineString', 'MultiLineString'],
};

/** Classes of the City's centerline layer that make the frame of the street map. */
const mainStreet = /interstate|freeway|expressway|principal arterial/i;

/**
 * Reads a layer of the map's ground. Of streets only the main ones are kept, by whatever property with
 * "class" in its name says so.
 * @throws InputError when it cannot be read or is not GeoJSON of the expected shape.
 */
export async function readBasemap(
  source: BasemapSource,
  place: Place,
  fetchJson: (url: string) => Promise<unknown>,
): Promise<Feature[]> {
  const origin = place.file ?? place.url ?? '';
  const result = v.safeParse(collectionSchema, await readJson(place, origin, fetchJson));
  if (!result.success) {
    throw new InputError(
      `Basemap ${origin} is not GeoJSON features; expected a FeatureCollection for ${source}.`,
    );
  }
  const features = result.output.features.filter(
    ({ geometry }) => geometry !== null && drawn[source].includes(geometry.type as Geometry['type']),
  );
  if (features.length === 0) {
    throw new InputError(
      `Basemap ${origin} holds no ${drawn[source].join(' or ')}; expected some for ${source}.`,
    );
  }
  return features
    .filter(({ properties }) => source !== 'streets' || isMain(properties ?? {}))
    .map(({ geometry }) => ({ type: 'Feature', properties: {}, geometry: geometry as unknown as Geometry }));
}

function isMain(properties: Record<string, unknown>): boolean {
  return Object.entries(properties).some(
    ([name, value]) => /class/i.test(name) && typeof value === 'string' && mainStreet.test(value),
  );
}

async function readJson(
  place: Place,
  origin: string,
  fetchJson: (url: string) => Promise<unknown>,
): Promise<unknown> {
  if (place.file === undefined) return fetchLayer(origin, fetchJson);
  try {
    return JSON.parse(readFileSync(place.file, 'utf8'));
  } catch (error) {
    throw new InputError(
      `Basemap ${origin} cannot be read (${(error as Error).message}); expected a GeoJSON file.`,
    );
  }
}

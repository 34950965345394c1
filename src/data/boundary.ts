import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { neighbors } from 'topojson-client';
import { topology } from 'topojson-server';
import type { GeometryCollection, GeometryObject } from 'topojson-specification';
import type { AreaKind } from '../contract/code.ts';
import { readPublishedText } from './published.ts';

/** A published boundary, with a point inside it. */
export interface Boundary {
  areaId: number;
  longitude: number;
  latitude: number;
  geometry: Polygon | MultiPolygon;
  /** area_ids of the areas of its kind that it shares a line with. */
  neighbors: number[];
}

const tableOf = {
  city: 'boundary_city',
  neighborhood: 'boundary_neighborhoods',
  council_district: 'boundary_council_districts',
  community_statistical_area: 'boundary_community_statistical_areas',
} as const satisfies Partial<Record<AreaKind, string>>;

const read = new Map<keyof typeof tableOf, Promise<Map<number, Boundary>>>();

/** The boundaries of a kind by area_id, as published; none where the record has none of the kind. Read once a build. */
export function readBoundaries(kind: keyof typeof tableOf): Promise<Map<number, Boundary>> {
  const known = read.get(kind) ?? readKind(kind);
  read.set(kind, known);
  return known;
}

type Properties = { area_id: number; longitude: number; latitude: number };

async function readKind(kind: keyof typeof tableOf): Promise<Map<number, Boundary>> {
  const text = await readPublishedText(tableOf[kind]);
  if (text === null) return new Map();
  const { features } = JSON.parse(text) as FeatureCollection<Polygon | MultiPolygon, Properties>;
  const touching = neighborsOf(features);
  return new Map(
    features.map(({ properties, geometry }, index) => [
      properties.area_id,
      {
        areaId: properties.area_id,
        longitude: properties.longitude,
        latitude: properties.latitude,
        geometry,
        neighbors: (touching[index] ?? []).map((other) => features[other]!.properties.area_id),
      },
    ]),
  );
}

/** Published boundaries of a kind keep one common line, so that neighbors are those that share an arc. */
function neighborsOf(features: Feature[]): number[][] {
  const shared = topology({ layer: { type: 'FeatureCollection', features } as FeatureCollection });
  const { geometries } = shared.objects['layer'] as GeometryCollection;
  return neighbors(geometries as GeometryObject[]);
}

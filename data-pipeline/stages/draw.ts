import type { Feature, FeatureCollection } from 'geojson';
import { feature as featuresOf } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, simplify } from 'topojson-simplify';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { AreaKind } from '../../src/contract/code.ts';
import type { Column } from '../../src/contract/column.ts';
import type { Area } from '../area.ts';
import type { BasemapSource } from '../sources/basemap.ts';

/** A GeoJSON layer as it is published for maps. */
export interface MapLayer {
  name: string;
  columns: Column[];
  features: number;
  geojson: string;
}

const publishedName: Record<AreaKind, string> = {
  city: 'boundary_city',
  neighborhood: 'boundary_neighborhoods',
  council_district: 'boundary_council_districts',
  community_statistical_area: 'boundary_community_statistical_areas',
  police_district: 'boundary_police_districts',
  census_tract: 'boundary_census_tracts',
};

const areaColumns: Column[] = [
  { name: 'area_id', type: 'INTEGER', description: 'Key in areas' },
  { name: 'name', type: 'VARCHAR', description: 'Name on the boundary map' },
  { name: 'slug', type: 'VARCHAR', description: 'Name in addresses of this site; unique within its kind' },
  { name: 'longitude', type: 'DOUBLE', unit: 'degrees', description: 'A point inside, for a label' },
  { name: 'latitude', type: 'DOUBLE', unit: 'degrees', description: 'A point inside, for a label' },
  { name: 'acres', type: 'DOUBLE', unit: 'acres', description: 'Land and water inside the boundary' },
];

/** Corners that cut off less than this many square degrees go: about 80 m² here, unseen at street level. */
const leastTriangle = 8e-9;

/** The boundaries of each kind as small GeoJSON, simplified so that neighbors keep one common line. */
export function drawAreas(areas: readonly Area[]): MapLayer[] {
  return [...new Set(areas.map(({ kind }) => kind))].map((kind) => {
    const features = areas
      .filter((area) => area.kind === kind)
      .map<Feature>((area) => ({
        type: 'Feature',
        id: area.areaId,
        properties: {
          area_id: area.areaId,
          name: area.name,
          slug: area.slug,
          longitude: area.longitude,
          latitude: area.latitude,
          acres: area.acres,
        },
        geometry: area.geometry,
      }));
    return {
      name: publishedName[kind],
      columns: areaColumns,
      features: features.length,
      geojson: simplified({ type: 'FeatureCollection', features }),
    };
  });
}

/** What lies below the areas on a map, each layer as one shape without properties. */
export function drawBasemap(layers: ReadonlyMap<BasemapSource, readonly Feature[]>): MapLayer[] {
  return [...layers].map(([source, features]) => ({
    name: `basemap_${source}`,
    columns: [],
    features: features.length,
    geojson: simplified({ type: 'FeatureCollection', features: [...features] }),
  }));
}

function simplified(collection: FeatureCollection): string {
  const shared = topology({ layer: collection }) as unknown as Topology<{ layer: GeometryCollection }>;
  const small = simplify(presimplify(shared), leastTriangle);
  const drawn = featuresOf(small, small.objects.layer) as FeatureCollection;
  return JSON.stringify(drawn, (key, value: unknown) =>
    key === '' || typeof value !== 'number' ? value : Math.round(value * 1e5) / 1e5,
  );
}

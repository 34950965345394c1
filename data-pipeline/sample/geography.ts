import type { Feature, FeatureCollection, GeoJsonProperties, MultiPolygon, Polygon } from 'geojson';
import { drawCells } from './cell.ts';
import { policeDistrictOf } from './district.ts';
import { outline, weave } from './mesh.ts';
import { readStatisticalAreas, type Place } from './place.ts';
import { residentsOf } from './residents.ts';
import { toMetres, type Metres } from './plane.ts';

/** Areas of one kind. Every feature has a `name`; rings follow the right-hand rule; positions have 6 decimals. */
export interface SampleBoundary {
  kind: 'neighborhood' | 'council_district' | 'community_statistical_area' | 'police_district' | 'city';
  collection: FeatureCollection<Polygon | MultiPolygon>;
}

/** The made-up map: one convex cell a neighborhood (corners in metres, same order as the places), and all areas. */
export interface Geography {
  cells: Metres[][];
  boundaries: SampleBoundary[];
}

const squareMetresPerAcre = 4046.8564224;
// A disk of just its acres leaves gaps between neighbors: land is not made of disks. Inland the disks grow until the
// gaps are gone; around the harbor and the Patapsco's branches less, so that the water stays open.
const diskGrowth = { inland: 3.2, shore: 1.5 };
const shore = { northLatitude: 39.293, westLongitude: -76.638 };

/** Draws an area around every place and joins them to districts. The outlines are invented; see truths.ts. */
export function drawGeography(places: readonly Place[]): Geography {
  const cells = drawCells(
    places.map(({ longitude, latitude, acres }) => {
      const isShore = latitude < shore.northLatitude && longitude > shore.westLongitude;
      const diskAcres = acres * (isShore ? diskGrowth.shore : diskGrowth.inland);
      return {
        center: toMetres(longitude, latitude),
        radius: Math.sqrt((diskAcres * squareMetresPerAcre) / Math.PI),
      };
    }),
  );
  const mesh = weave(cells);
  const statisticalAreas = readStatisticalAreas();

  const figuresOf = (members: readonly Place[]): GeoJsonProperties => ({
    population: populationOf(members),
    ...residentsOf(members, statisticalAreas),
    demographics_method: 'crosswalk',
  });
  const join = (
    kind: SampleBoundary['kind'],
    nameOf: (place: Place) => string,
    propertiesOf: (name: string, members: Place[]) => GeoJsonProperties,
  ): SampleBoundary => {
    const members = new Map<string, number[]>();
    places.forEach((place, index) =>
      members.set(nameOf(place), [...(members.get(nameOf(place)) ?? []), index]),
    );
    const names = [...members.keys()].sort((first, second) =>
      first.localeCompare(second, 'en', { numeric: true }),
    );
    const features = names.map((name): Feature<Polygon | MultiPolygon> => {
      const indices = members.get(name) ?? [];
      const properties = {
        name,
        ...propertiesOf(
          name,
          places.filter((_, index) => indices.includes(index)),
        ),
      };
      return { type: 'Feature', properties, geometry: outline(mesh, indices) };
    });
    return { kind, collection: { type: 'FeatureCollection', features } };
  };

  return {
    cells,
    boundaries: [
      join(
        'neighborhood',
        ({ name }) => name,
        (_, members) => ({ ...figuresOf(members), acres: members[0]?.acres ?? 0 }),
      ),
      join(
        'council_district',
        ({ councilDistrict }) => councilDistrict,
        (_, members) => figuresOf(members),
      ),
      join(
        'community_statistical_area',
        ({ statisticalArea }) => statisticalArea,
        (name, members) => ({
          population: populationOf(members),
          ...statisticalAreas.get(name)?.residents,
        }),
      ),
      join('police_district', policeDistrictOf, (_, members) => figuresOf(members)),
      join(
        'city',
        () => 'Baltimore',
        (_, members) => figuresOf(members),
      ),
    ],
  };
}

/** Residents of all members; null where none of them is counted, as in parks. */
function populationOf(members: readonly Place[]): number | null {
  const counts = members.flatMap(({ population }) => population ?? []);
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0);
}

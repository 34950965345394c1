import type { MultiPolygon, Polygon } from 'geojson';
import { cityAreaId, type AreaKind } from '../src/contract/code.ts';
import { InputError } from './error.ts';
import { labelPoint, squareMetres } from './geometry.ts';
import type { BoundaryFeature } from './sources/boundary.ts';

/**
 * Where figures about an area's residents come from: published by a source for this very area, the census tract's
 * own, or weighted over the tracts in the area.
 */
export type DemographicsMethod = 'published' | 'tract' | 'crosswalk';

/** Figures about an area's residents. Dollars a year and percent of residents; margins are 90 %, null if unknown. */
export interface ResidentFigures {
  medianHouseholdIncome: number | null;
  medianHouseholdIncomeMargin: number | null;
  /** The income rests on one that the Census Bureau gives as "250,000 or more": read it as "at least". */
  incomeTopCoded: boolean;
  percentBlack: number | null;
  percentBlackMargin: number | null;
  percentWhite: number | null;
  percentWhiteMargin: number | null;
  percentHispanic: number | null;
  percentHispanicMargin: number | null;
  /** Of those aged five or more. */
  percentSpanishAtHome: number | null;
  percentSpanishAtHomeMargin: number | null;
}

/** One place that requests are counted in. `geometry` is in degrees, as precise as its source. */
export interface Area extends ResidentFigures {
  areaId: number;
  kind: AreaKind;
  name: string;
  slug: string;
  geometry: MultiPolygon;
  longitude: number;
  latitude: number;
  acres: number;
  population: number | null;
  demographicsMethod: DemographicsMethod | null;
}

/** First area_id of each kind: room for a thousand of each, so that ids of one kind never move another's. */
const firstId: Record<AreaKind, number> = {
  city: cityAreaId,
  neighborhood: 1000,
  council_district: 2000,
  community_statistical_area: 3000,
  police_district: 4000,
  census_tract: 5000,
};

const methods: readonly DemographicsMethod[] = ['published', 'tract', 'crosswalk'];

const squareMetresPerAcre = 4046.8564224;

/** What a boundary's name looks like in an address: `Butcher's Hill` → `butchers-hill`. */
export function slugOf(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’.]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** Names compare without case, accents, punctuation or spaces: `Four By Four` is `Four by Four`. */
export function nameKey(name: string): string {
  return slugOf(name).replaceAll('-', '');
}

/** What areas of one kind are matched by: as `nameKey`, and council district `1` is `District 1`. */
export function areaKey(kind: AreaKind, name: string): string {
  return nameKey(displayName(kind, name.trim()));
}

/**
 * Areas of one kind from a boundary layer, sorted by name; features of one name become one area.
 * @param nameProperty property that holds the name, in any case (default `name`).
 * @param populationProperty property with the number of residents, if the layer has one.
 * @throws InputError when the layer lacks that property or a name is empty.
 */
export function areasOf(
  kind: AreaKind,
  features: readonly BoundaryFeature[],
  origin: string,
  nameProperty = 'name',
  populationProperty = 'population',
): Area[] {
  const byName = new Map<string, BoundaryFeature[]>();
  for (const feature of features) {
    const value = kind === 'city' ? 'Baltimore' : property(feature, nameProperty);
    if (value === undefined || value === null || String(value).trim() === '') {
      throw new InputError(
        `Boundary ${origin} has a feature without "${nameProperty}" (properties seen: ${Object.keys(feature.properties).join(', ') || 'none'}); name the right one in the config as "name".`,
      );
    }
    const name = displayName(kind, String(value).trim());
    byName.set(name, [...(byName.get(name) ?? []), feature]);
  }
  return [...byName.keys()].sort(compareNames).map((name, index) => {
    const parts = byName.get(name) ?? [];
    const geometry: MultiPolygon = {
      type: 'MultiPolygon',
      coordinates: parts.flatMap((part) => polygonsOf(part.geometry)),
    };
    const [longitude, latitude] = labelPoint(geometry);
    const number = (key: string): number | null => sumOf(parts.map((part) => property(part, key)));
    const figures: ResidentFigures = {
      medianHouseholdIncome: number('median_household_income'),
      medianHouseholdIncomeMargin: number('median_household_income_margin'),
      incomeTopCoded: false,
      percentBlack: number('percent_black'),
      percentBlackMargin: number('percent_black_margin'),
      percentWhite: number('percent_white'),
      percentWhiteMargin: number('percent_white_margin'),
      percentHispanic: number('percent_hispanic'),
      percentHispanicMargin: number('percent_hispanic_margin'),
      percentSpanishAtHome: number('percent_spanish_at_home'),
      percentSpanishAtHomeMargin: number('percent_spanish_at_home_margin'),
    };
    const isKnown = Object.values(figures).some((value) => typeof value === 'number');
    const stated = property(parts[0]!, 'demographics_method');
    return {
      areaId: firstId[kind] + index,
      kind,
      name,
      slug: slugOf(name),
      geometry,
      longitude,
      latitude,
      acres: Math.round((squareMetres(geometry) / squareMetresPerAcre) * 10) / 10,
      population: number(populationProperty),
      ...figures,
      demographicsMethod: isKnown ? (methods.find((method) => method === stated) ?? 'published') : null,
    };
  });
}

/** The polygons of either GeoJSON shape, as MultiPolygon coordinates. */
export function polygonsOf(shape: Polygon | MultiPolygon): number[][][][] {
  return shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
}

function displayName(kind: AreaKind, name: string): string {
  return kind === 'council_district' && /^\d+$/.test(name) ? `District ${Number(name)}` : name;
}

function compareNames(first: string, second: string): number {
  return first.localeCompare(second, 'en', { numeric: true });
}

function property({ properties }: BoundaryFeature, name: string): unknown {
  const key = Object.keys(properties).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : properties[key];
}

function sumOf(values: unknown[]): number | null {
  const numbers = values.filter(
    (value): value is number => typeof value === 'number' && Number.isFinite(value),
  );
  return numbers.length === values.length ? numbers.reduce((sum, value) => sum + value, 0) : null;
}

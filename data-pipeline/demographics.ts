import { areaKey, type Area, type DemographicsMethod, type ResidentFigures } from './area.ts';
import { crosswalkKinds, type Config } from './config.ts';
import { portionsByPoint, readCrosswalk, type Crosswalk, type Portion } from './crosswalk.ts';
import { InputError } from './error.ts';
import type { Estimate } from './margin.ts';
import { requireHalf } from './name-match.ts';
import { parseTractIncome, parseTractLanguage, parseTractRace } from './sources/census-table.ts';
import { readCsaIndicator, type CsaIndicator } from './sources/csa-indicator.ts';
import { readRowTable } from './sources/row-table.ts';
import { figuresOfTract, figuresOver, type Figures, type TractFigures } from './tract-figures.ts';
import { tractIn } from './tract-id.ts';

/** Figures about the residents of one area, and the coarsest way in which any of them was come by. */
export interface Demographics extends ResidentFigures {
  method: DemographicsMethod | null;
}

/** All that a config gives about residents. */
export interface DemographicSource {
  /** The period that the figures are for, as readers are shown it. */
  year: string | null;
  /** Which table the races are from: B03002 leaves Hispanic residents out of Black and White, B02001 does not. */
  raceTable: 'B03002' | 'B02001' | null;
  /** Five digits; empty without tract tables. */
  county: string;
  /** By eleven digits. */
  tracts: ReadonlyMap<string, TractFigures>;
  tractOrigin: string;
  crosswalks: readonly Crosswalk[];
  indicators: readonly CsaIndicator[];
}

/**
 * Reads the tables about residents that a config names.
 * @param fetchJson gives the JSON at an address.
 * @returns null when the config names none.
 * @throws InputError when a table cannot be read or is not what it should be; ServiceError when it cannot be fetched.
 */
export async function readDemographics(
  { demographics = {} }: Config,
  fetchJson: (url: string) => Promise<unknown>,
): Promise<DemographicSource | null> {
  const {
    year = null,
    tract_income,
    tract_race,
    tract_language,
    crosswalks = [],
    csa_indicators = [],
  } = demographics;
  const income = tract_income && parseTractIncome(await readRowTable(tract_income, fetchJson));
  const race = tract_race && parseTractRace(await readRowTable(tract_race, fetchJson));
  const language = tract_language && parseTractLanguage(await readRowTable(tract_language, fetchJson));
  const tables = [race, income, language].filter((table) => table !== undefined);
  for (const table of tables) {
    const [first] = tables;
    if (first !== undefined && table.county !== first.county)
      throw new InputError(
        `Table ${table.origin} is for county ${table.county}, ${first.origin} for ${first.county}; expected the same.`,
      );
  }
  const county = tables[0]?.county ?? '';
  const tracts = new Map<string, TractFigures>();
  for (const id of new Set(tables.flatMap((table) => [...table.tracts.keys()]))) {
    tracts.set(id, {
      ...unknownTract,
      ...race?.tracts.get(id),
      ...income?.tracts.get(id),
      ...language?.tracts.get(id),
    });
  }
  const indicators: CsaIndicator[] = [];
  for (const indicator of csa_indicators) indicators.push(await readCsaIndicator(indicator, fetchJson));
  if (tracts.size === 0 && indicators.length === 0) return null;
  const walks: Crosswalk[] = [];
  if (tracts.size > 0) {
    for (const crosswalk of crosswalks) walks.push(await readCrosswalk(crosswalk, county, fetchJson));
  }
  const tractOrigin = tables[0]?.origin ?? '';
  return {
    year,
    raceTable: race?.table ?? null,
    county,
    tracts,
    tractOrigin,
    crosswalks: walks,
    indicators,
  };
}

/**
 * Fills in the figures about residents. What is published for a Community Statistical Area comes first, then what the
 * boundary layer itself says, then the tract's own figure or the one weighted over tracts: by the crosswalk of that
 * kind, else by the tracts' inner points. The city is all tracts together. Percents and dollars are not rounded.
 * @throws InputError when fewer than half of the areas or tracts that a table names are on the map.
 */
export function withDemographics(areas: readonly Area[], source: DemographicSource | null): Area[] {
  if (source === null) return [...areas];
  requireMatches(areas, source);
  const weighted = portionsOfKinds(areas, source);
  return areas.map((area) => {
    const key = areaKey(area.kind, area.name);
    const published = new Map(
      area.kind === 'community_statistical_area'
        ? source.indicators.map(({ measure, values }) => [measure, values.get(key)])
        : [],
    );
    const { method, ...figures } = demographicsOf(
      area,
      published,
      tractBased(area, weighted.get(area.kind)?.get(key), source),
    );
    return { ...area, ...figures, demographicsMethod: method };
  });
}

const unknownTract: TractFigures = {
  income: null,
  topCoded: false,
  population: null,
  black: null,
  white: null,
  hispanic: null,
  speakers: null,
  spanish: null,
};

const coarseness: readonly DemographicsMethod[] = ['published', 'tract', 'crosswalk'];

function demographicsOf(
  area: Area,
  published: ReadonlyMap<CsaIndicator['measure'], number | undefined>,
  computed: Figures | null,
): Demographics {
  const computedAs: DemographicsMethod = area.kind === 'census_tract' ? 'tract' : 'crosswalk';
  const used = new Set<DemographicsMethod>();
  const choose = (measure: CsaIndicator['measure'], onMap: number | null): Partial<Estimate> => {
    const value = published.get(measure) ?? onMap;
    if (value !== null) {
      used.add('published');
      return { value };
    }
    const estimate = computed?.[measure] ?? null;
    if (estimate !== null) used.add(computedAs);
    return estimate ?? {};
  };
  const income = choose('median_household_income', area.medianHouseholdIncome);
  const black = choose('percent_black', area.percentBlack);
  const white = choose('percent_white', area.percentWhite);
  const hispanic = choose('percent_hispanic', area.percentHispanic);
  const spanish = choose('percent_spanish_at_home', area.percentSpanishAtHome);
  return {
    medianHouseholdIncome: income.value ?? null,
    medianHouseholdIncomeMargin: income.margin ?? null,
    incomeTopCoded: computed?.incomeTopCoded === true && income === computed.median_household_income,
    percentBlack: black.value ?? null,
    percentBlackMargin: black.margin ?? null,
    percentWhite: white.value ?? null,
    percentWhiteMargin: white.margin ?? null,
    percentHispanic: hispanic.value ?? null,
    percentHispanicMargin: hispanic.margin ?? null,
    percentSpanishAtHome: spanish.value ?? null,
    percentSpanishAtHomeMargin: spanish.margin ?? null,
    method: coarseness.findLast((method) => used.has(method)) ?? null,
  };
}

function tractBased(
  { kind, name }: Area,
  portions: readonly Portion[] | undefined,
  { tracts, county }: DemographicSource,
): Figures | null {
  if (kind === 'census_tract') {
    const tract = tracts.get(tractIn(county, name) ?? '');
    return tract === undefined ? null : figuresOfTract(tract);
  }
  if (kind === 'city')
    return figuresOver(
      [...tracts.keys()].map((tract) => ({ tract, weight: 1 })),
      tracts,
    );
  return portions === undefined ? null : figuresOver(portions, tracts);
}

function portionsOfKinds(
  areas: readonly Area[],
  { crosswalks, tracts, county }: DemographicSource,
): Map<Area['kind'], ReadonlyMap<string, readonly Portion[]>> {
  const placed = areas.flatMap((area) => {
    const tract = area.kind === 'census_tract' ? tractIn(county, area.name) : null;
    return tract !== null && tracts.has(tract) ? [{ tract, area }] : [];
  });
  const kinds = new Map<Area['kind'], ReadonlyMap<string, readonly Portion[]>>();
  for (const kind of crosswalkKinds) {
    const crosswalk = crosswalks.find((candidate) => candidate.kind === kind);
    const ofKind = areas.filter((area) => area.kind === kind);
    kinds.set(kind, crosswalk?.portions ?? portionsByPoint(ofKind, placed));
  }
  return kinds;
}

function requireMatches(
  areas: readonly Area[],
  { tracts, tractOrigin, county, crosswalks, indicators }: DemographicSource,
): void {
  const onMap = (kind: Area['kind']): Set<string> =>
    new Set(areas.filter((area) => area.kind === kind).map(({ name }) => areaKey(kind, name)));
  const tractsOnMap = new Set(
    areas.filter(({ kind }) => kind === 'census_tract').map(({ name }) => tractIn(county, name) ?? name),
  );
  requireHalf(tractOrigin, [...tracts.keys()], tractsOnMap, (id) => id, 'tracts of the boundary map');
  for (const { origin, kind, names, portions } of crosswalks) {
    requireHalf(origin, names, onMap(kind), (name) => areaKey(kind, name), 'areas of the boundary map');
    const named = [...new Set([...portions.values()].flat().map(({ tract }) => tract))];
    requireHalf(origin, named, new Set(tracts.keys()), (id) => id, `tracts of ${tractOrigin}`);
  }
  const kind = 'community_statistical_area';
  for (const { origin, names } of indicators) {
    requireHalf(origin, names, onMap(kind), (name) => areaKey(kind, name), 'areas of the boundary map');
  }
}

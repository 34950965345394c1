import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { areasOf, nameKey, type Area } from '../../data-pipeline/area.ts';
import type { Config } from '../../data-pipeline/config.ts';
import { readDemographics, withDemographics } from '../../data-pipeline/demographics.ts';
import { boundaryKind, readBoundary } from '../../data-pipeline/sources/boundary.ts';

const shared = resolve('../shared/data/baltimore');
const here = existsSync(shared);
if (!here) console.warn('skipped: no real rows here');

const file = (...path: string[]): string => join(shared, ...path);
const noFetch = (url: string): Promise<unknown> => Promise.reject(new Error(`no net here: ${url}`));
const rows = (path: string): Record<string, string>[] =>
  parse(readFileSync(path, 'utf8'), { columns: true, bom: true });

const tracts = () => ({
  tract_income: { file: file('demographics', 'tract2020_acs2023_5yr_income_race.csv') },
  tract_race: { file: file('demographics', 'tract2020_acs2023_5yr_income_race.csv') },
});
const bnia = () => ({
  file: file('crosswalks', 'bnia_CSA2020.csv'),
  kind: 'community_statistical_area' as const,
  tract: 'GEOID20',
  area: 'CSA2020',
});
const census = (kind: 'neighborhood' | 'council_district', geography: string) => ({
  file: file('crosswalks', 'baltimore_census_xwalk.csv'),
  kind,
  tract: 'GEOID',
  area: 'name',
  weight: 'perc_POP20',
  only: { geography },
});

describe.skipIf(!here)('real figures about residents', () => {
  let areas: Area[];

  beforeAll(async () => {
    areas = [];
    for (const [source, name, property] of [
      ['city', 'city', undefined],
      ['community_statistical_areas', 'csa_2020_merged_tracts', 'csa2020'],
      ['neighborhoods', 'neighborhoods_2020', undefined],
      ['council_districts', 'council_districts_2011', undefined],
      ['census_tracts', 'tracts_2020', 'geoid'],
    ] as const) {
      const origin = file('boundaries', `${name}.geojson`);
      const features = await readBoundary({ file: origin }, noFetch);
      areas.push(...areasOf(boundaryKind[source], features, origin, property));
    }
  });

  const filled = async (demographics: Config['demographics']): Promise<Area[]> =>
    withDemographics(areas, await readDemographics({ boundaries: {}, demographics }, noFetch));
  const ofKind = (all: Area[], kind: Area['kind']): Area[] => all.filter((area) => area.kind === kind);

  /** Largest and mean absolute difference from published figures, by name. */
  function apart(
    all: Area[],
    published: Record<string, string>[],
    name: string,
    own: (area: Area) => number | null,
    theirs: (row: Record<string, string>) => number | null,
  ): { n: number; largest: number; mean: number } {
    const byKey = new Map(all.map((area) => [nameKey(area.name), area]));
    const differences = published.flatMap((row) => {
      const area = byKey.get(nameKey(row[name] ?? ''));
      const [ours, other] = [area === undefined ? null : own(area), theirs(row)];
      return ours === null || other === null ? [] : [Math.abs(ours - other)];
    });
    const sum = differences.reduce((total, difference) => total + difference, 0);
    return { n: differences.length, largest: Math.max(...differences), mean: sum / differences.length };
  }

  it('by tract are those of the table: 199 tracts, 4 without income, one top-coded', async () => {
    const own = ofKind(await filled(tracts()), 'census_tract');
    expect(own).toHaveLength(199);
    expect(own.filter(({ medianHouseholdIncome }) => medianHouseholdIncome === null)).toHaveLength(4);
    expect(own.filter(({ incomeTopCoded }) => incomeTopCoded).map(({ name }) => name)).toEqual([
      '24510271102',
    ]);
    const table = rows(tracts().tract_race.file);
    const black = apart(
      own,
      table,
      'geoid',
      ({ percentBlack }) => percentBlack,
      (row) => (row['pct_black'] ? 100 * Number(row['pct_black']) : null),
    );
    expect(black.n).toBeGreaterThan(195);
    expect(black.largest).toBeLessThan(0.01);
  });

  it('by Community Statistical Area are those computed elsewhere from the same tracts', async () => {
    const own = ofKind(await filled({ ...tracts(), crosswalks: [bnia()] }), 'community_statistical_area');
    const published = rows(file('demographics', 'csa2020_demographics_acs2023_rounded.csv'));
    const black = apart(
      own,
      published,
      'csa2020',
      ({ percentBlack }) => percentBlack,
      (row) => 100 * Number(row['pct_black']),
    );
    const white = apart(
      own,
      published,
      'csa2020',
      ({ percentWhite }) => percentWhite,
      (row) => 100 * Number(row['pct_white']),
    );
    const income = apart(
      own,
      published,
      'csa2020',
      ({ medianHouseholdIncome }) => medianHouseholdIncome,
      (row) => (row['median_income_popweighted'] ? Number(row['median_income_popweighted']) : null),
    );
    // The jail, an area of its own, has no households.
    expect([black.n, white.n, income.n]).toEqual([56, 56, 55]);
    expect(black.largest).toBeLessThan(0.05);
    expect(white.largest).toBeLessThan(0.05);
    expect(income.largest).toBeLessThan(0.01);
  });

  it('are the same with the tracts’ inner points for a crosswalk', async () => {
    const [walked, placed] = [
      ofKind(await filled({ ...tracts(), crosswalks: [bnia()] }), 'community_statistical_area'),
      ofKind(await filled(tracts()), 'community_statistical_area'),
    ];
    const off = walked.filter(
      (area, index) => Math.abs((area.percentBlack ?? 0) - (placed[index]?.percentBlack ?? 0)) > 0.1,
    );
    expect(off.map(({ name }) => name)).toEqual([]);
  });

  it('by neighborhood and district come by the shares of the census crosswalk', async () => {
    const all = await filled({
      ...tracts(),
      crosswalks: [
        census('neighborhood', 'neighborhood 2020'),
        census('council_district', 'council district 2010'),
      ],
    });
    const neighborhoods = ofKind(all, 'neighborhood');
    const derived = rows(file('demographics', 'nsa2020_income_race_DERIVED.csv'));
    const black = apart(
      neighborhoods,
      derived,
      'nsa2020',
      ({ percentBlack }) => percentBlack,
      (row) => (row['pct_black_est'] ? 100 * Number(row['pct_black_est']) : null),
    );
    const districts = ofKind(all, 'council_district');
    expect(black.n).toBe(269);
    expect(black.mean).toBeLessThan(0.5);
    expect(black.largest).toBeLessThan(5);
    expect(districts.every(({ percentBlack }) => percentBlack !== null)).toBe(true);
    const [city] = ofKind(all, 'city');
    expect(city?.percentBlack).toBeCloseTo(60.04, 2);
    expect(city?.percentWhite).toBeCloseTo(27.4, 2);
  });

  it('need the crosswalk’s set named: with all sets each tract would count four times', async () => {
    await expect(
      filled({ ...tracts(), crosswalks: [{ ...census('neighborhood', ''), only: undefined }] }),
    ).rejects.toThrow(/pick one set of areas with "only"/);
  });

  it('that Vital Signs publish win over the crosswalk', async () => {
    const vitalSigns = file('demographics', 'csa2010_vital_signs_2018_key.csv');
    const all = await filled({
      ...tracts(),
      crosswalks: [bnia()],
      csa_indicators: [
        {
          file: vitalSigns,
          name: 'csa2010',
          measure: 'median_household_income',
          value: 'median_household_income_2018',
        },
        {
          file: vitalSigns,
          name: 'csa2010',
          measure: 'percent_hispanic',
          value: 'percent_of_residents_hispanic_2018',
        },
      ],
    });
    const csas = ofKind(all, 'community_statistical_area');
    const unpublished = csas.filter(({ percentHispanic }) => percentHispanic === null);
    // Areas that were drawn anew or renamed for 2020, and the jail.
    expect(unpublished).toHaveLength(8);
    expect(csas.find(({ name }) => name === 'Allendale/Irvington/S. Hilton')).toMatchObject({
      medianHouseholdIncome: 38535.5621761658,
      percentHispanic: 2.7031952375167,
      demographicsMethod: 'crosswalk',
    });
  });
});

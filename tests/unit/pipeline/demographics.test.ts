import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { areasOf, type Area } from '../../../data-pipeline/area.ts';
import { readConfig, type Config } from '../../../data-pipeline/config.ts';
import { readDemographics, withDemographics } from '../../../data-pipeline/demographics.ts';

const folder = mkdtempSync(join(tmpdir(), 'demographics-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function saved(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const noFetch = (url: string): Promise<unknown> => Promise.reject(new Error(`no net here: ${url}`));
const read = (
  demographics: Config['demographics'],
  fetchJson = noFetch,
): ReturnType<typeof readDemographics> => readDemographics({ boundaries: {}, demographics }, fetchJson);

/** A row of squares, one degree wide, each named. */
const row = (kind: Area['kind'], names: string[], side = 1): Area[] =>
  areasOf(
    kind,
    names.map((name, index) => {
      const west = index * side;
      const ring = [
        [west, 0],
        [west + side, 0],
        [west + side, 1],
        [west, 1],
        [west, 0],
      ];
      return { geometry: { type: 'Polygon', coordinates: [ring] }, properties: { name } };
    }),
    'test',
  );

const race = saved(
  'race.json',
  JSON.stringify([
    ['NAME', 'B03002_001E', 'B03002_001M', 'B03002_003E', 'B03002_003M', 'B03002_004E', 'B03002_004M']
      .concat(['B03002_012E', 'B03002_012M'])
      .concat(['state', 'county', 'tract']),
    ['Tract 101', '1000', '100', '600', '90', '200', '50', '100', '40', '24', '510', '010100'],
    ['Tract 102', '3000', '150', '300', '80', '2400', '200', '150', '60', '24', '510', '010200'],
    ['Tract 103', '0', '12', '0', '12', '0', '12', '0', '12', '24', '510', '010300'],
    ['Tract 104', '2000', '120', '100', '30', '1800', '140', '50', '20', '24', '510', '010400'],
  ]),
);
const income = saved(
  'income.csv',
  'GEO_ID,NAME,B19013_001E,B19013_001M,B19013_001EA\n' +
    '1400000US24510010100,Tract 101,100000,8000,\n1400000US24510010200,Tract 102,40000,6000,\n' +
    '1400000US24510010300,Tract 103,-666666666,-222222222,-\n1400000US24510010400,Tract 104,250001,-333333333,"250,000+"\n',
);
const walk = saved(
  'walk.csv',
  'set,tract,area,share\nA,10100,East Side,1\nA,10200,East Side,0.5\nA,10200,West Side,0.5\nA,10400,West Side,1\n' +
    'B,10100,Other,1\nB,10200,Other,1\n',
);
const crosswalk = {
  file: walk,
  kind: 'community_statistical_area',
  tract: 'tract',
  area: 'area',
  weight: 'share',
  only: { set: 'A' },
} as const;

describe('areas', () => {
  const tracts = row('census_tract', ['24510010100', '010200', '10300', '10400']);
  const csas = row('community_statistical_area', ['East Side', 'West-Side'], 2);
  const city = row('city', ['x'], 4);

  it('that are tracts have the tract’s own figures, however the map writes them', async () => {
    const source = await read({ tract_income: { file: income }, tract_race: { file: race } });
    const filled = withDemographics(tracts, source);
    expect(filled.map((area) => [area.name, area.medianHouseholdIncome, area.percentBlack])).toEqual([
      ['010200', 40000, 80],
      ['10300', null, null],
      ['10400', 250001, 90],
      ['24510010100', 100000, 20],
    ]);
    expect(filled[3]).toMatchObject({
      medianHouseholdIncomeMargin: 8000,
      percentWhite: 60,
      percentHispanic: 10,
      demographicsMethod: 'tract',
      incomeTopCoded: false,
    });
    expect(filled[3]?.percentBlackMargin).toBeCloseTo(Math.sqrt(50 ** 2 - 20 ** 2) / 10, 10);
    expect(filled[2]).toMatchObject({ incomeTopCoded: true, medianHouseholdIncomeMargin: null });
    expect(filled[1]?.demographicsMethod).toBeNull();
  });

  it('are weighted over tracts by the crosswalk', async () => {
    const source = await read({
      tract_income: { file: income },
      tract_race: { file: race },
      crosswalks: [crosswalk],
    });
    const [east, west] = withDemographics(csas, source);
    // 1,000 residents and half of 3,000: (200 + 1,200) ÷ 2,500 and (100,000 × 1,000 + 40,000 × 1,500) ÷ 2,500.
    expect(east).toMatchObject({
      percentBlack: expect.closeTo(56, 10),
      percentHispanic: expect.closeTo(7, 10),
      medianHouseholdIncome: 64000,
      incomeTopCoded: false,
      demographicsMethod: 'crosswalk',
    });
    expect(east?.medianHouseholdIncomeMargin).toBeCloseTo(Math.hypot(0.4 * 8000, 0.6 * 6000), 6);
    const [part, whole] = [Math.hypot(50, 100), Math.hypot(100, 75)];
    expect(east?.percentBlackMargin).toBeCloseTo(
      (100 * Math.sqrt(part ** 2 - 0.56 ** 2 * whole ** 2)) / 2500,
      10,
    );
    expect(west).toMatchObject({ incomeTopCoded: true, medianHouseholdIncomeMargin: null });
  });

  it('have their share of Spanish speakers among those aged five or more, not among all residents', async () => {
    const language = saved(
      'language.csv',
      'GEOID,C16001_001E,C16001_001M,C16001_003E,C16001_003M\n24510010100,900,30,90,20\n24510010200,2000,60,1000,80\n',
    );
    const source = await read({
      tract_race: { file: race },
      tract_language: { file: language },
      crosswalks: [crosswalk],
    });
    const [east] = withDemographics(csas, source);
    // All of 90 of 900 and half of 1,000 of 2,000.
    expect(east?.percentSpanishAtHome).toBeCloseTo((100 * (90 + 500)) / (900 + 1000), 10);
    const [part, whole] = [Math.hypot(20, 40), Math.hypot(30, 30)];
    const share = 590 / 1900;
    expect(east?.percentSpanishAtHomeMargin).toBeCloseTo(
      (100 * Math.sqrt(part ** 2 - (share * whole) ** 2)) / 1900,
      10,
    );
  });

  it('without a crosswalk have the tracts whose inner point they hold', async () => {
    const source = await read({ tract_income: { file: income }, tract_race: { file: race } });
    const filled = withDemographics(
      [...row('census_tract', ['10100', '10200', '10300', '10400']), ...csas],
      source,
    );
    expect(filled.filter(({ kind }) => kind !== 'census_tract')).toMatchObject([
      { percentBlack: 65, demographicsMethod: 'crosswalk' },
      { percentBlack: 90, demographicsMethod: 'crosswalk' },
    ]);
  });

  it('that are the city hold all tracts', async () => {
    const [filled] = withDemographics(city, await read({ tract_race: { file: race } }));
    expect(filled?.percentBlack).toBeCloseTo((100 * 4400) / 6000, 10);
    expect(filled).toMatchObject({ medianHouseholdIncome: null, demographicsMethod: 'crosswalk' });
  });

  it('keep what is published for them before what is weighted', async () => {
    const indicator = {
      url: 'https://example.org/FeatureServer/0',
      name: 'csa2010',
      measure: 'median_household_income',
      value: 'mhhi18',
    } as const;
    const features = [
      ['East side', 51000.5],
      ['Westside', null],
      ['Baltimore City', 48840],
    ].map(([CSA2010, mhhi18]) => ({ type: 'Feature', geometry: null, properties: { CSA2010, mhhi18 } }));
    const tables = { tract_income: { file: income }, tract_race: { file: race }, crosswalks: [crosswalk] };
    const answer = (): Promise<unknown> => Promise.resolve({ features });
    const both = withDemographics(csas, await read({ ...tables, csa_indicators: [indicator] }, answer));
    expect(both).toMatchObject([
      { medianHouseholdIncome: 51000.5, medianHouseholdIncomeMargin: null, demographicsMethod: 'crosswalk' },
      { incomeTopCoded: true, demographicsMethod: 'crosswalk' },
    ]);
    const alone = withDemographics(csas, await read({ csa_indicators: [indicator] }, answer));
    expect(alone).toMatchObject([
      { medianHouseholdIncome: 51000.5, demographicsMethod: 'published' },
      { medianHouseholdIncome: null, demographicsMethod: null },
    ]);
  });

  it('stay as they are without a source', async () => {
    expect(await read(undefined)).toBeNull();
    expect(await read({ year: '2019–2023' })).toBeNull();
    expect(withDemographics(csas, null)).toEqual(csas);
  });

  it('are refused when most of them are not on the map', async () => {
    const tables = { tract_race: { file: race }, crosswalks: [crosswalk] };
    const elsewhere = row('community_statistical_area', ['North', 'South']);
    await expect(read(tables).then((source) => withDemographics(elsewhere, source))).rejects.toThrow(
      /names 2, of which only 0 are among the 2 areas of the boundary map \(not: East Side, West Side\)/,
    );
    const other = row('census_tract', ['990100']);
    await expect(read(tables).then((source) => withDemographics(other, source))).rejects.toThrow(
      /names 4, of which only 0 are among the 1 tracts of the boundary map \(not: 24510010100/,
    );
  });

  it('are refused with a crosswalk that counts a tract twice, or has no such column, weight or set', async () => {
    const withWalk = (change: object): Promise<unknown> =>
      read({ tract_race: { file: race }, crosswalks: [{ ...crosswalk, ...change }] });
    await expect(withWalk({ only: undefined })).rejects.toThrow(
      /counts tract 24510010100 2\.00 times .* pick one set of areas with "only"/,
    );
    await expect(withWalk({ area: 'name' })).rejects.toThrow(/no column "name" \(columns seen: set, tract/);
    await expect(withWalk({ weight: 'tract' })).rejects.toThrow(/"10100" in tract; expected the part/);
    await expect(withWalk({ only: { set: 'C' } })).rejects.toThrow(/no row where set is "C"/);
  });

  it('are refused with shares where percents are due', async () => {
    const file = saved('shares.csv', 'csa,pct\nEast Side,0.56\nWest Side,0.9\n');
    await expect(
      read({ csa_indicators: [{ file, name: 'csa', measure: 'percent_black', value: 'pct' }] }),
    ).rejects.toThrow(/no pct above 0\.9; expected percent from 0 to 100/);
  });
});

describe('a config', () => {
  const config = (demographics: object): Config =>
    readConfig(saved('config.json', JSON.stringify({ boundaries: {}, demographics })));

  it('has files beside it', () => {
    const { demographics } = config({
      year: '2019–2023',
      tract_race: { file: 'race.json' },
      crosswalks: [{ ...crosswalk, file: 'walk.csv' }],
    });
    expect(demographics?.tract_race?.file).toBe(race);
    expect(demographics?.crosswalks?.[0]?.file).toBe(walk);
  });

  it('is refused with anything else', () => {
    expect(() => config({ tract_age: { file: 'a' } })).toThrow(/demographics\.tract_age/);
    expect(() => config({ tract_race: {} })).toThrow(/needs either "url" or "file"/);
    expect(() => config({ crosswalks: [{ ...crosswalk, kind: 'city' }] })).toThrow(/crosswalks\.0\.kind/);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { areasOf, type Area } from '../../../data-pipeline/area.ts';
import { readConfig, type Config } from '../../../data-pipeline/config.ts';
import { readDemographics, withDemographics } from '../../../data-pipeline/demographics.ts';
import { percentOf, weightedSum } from '../../../data-pipeline/margin.ts';
import { parseTractIncome, parseTractRace } from '../../../data-pipeline/sources/census-table.ts';
import type { RowTable } from '../../../data-pipeline/sources/row-table.ts';
import { figuresOver, type TractFigures } from '../../../data-pipeline/tract-figures.ts';
import { parseTractId } from '../../../data-pipeline/tract-id.ts';

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

describe('margins of error', () => {
  it('of a sum are the root of the squares, weighted', () => {
    const sum = weightedSum([
      { estimate: { value: 10, margin: 3 }, weight: 1 },
      { estimate: { value: 20, margin: 8 }, weight: 0.5 },
    ]);
    expect(sum).toEqual({ value: 20, margin: 5 });
  });

  it('of zeros count once, the widest', () => {
    const zero = (margin: number): { estimate: { value: number; margin: number }; weight: number } => ({
      estimate: { value: 0, margin },
      weight: 1,
    });
    expect(weightedSum([{ estimate: { value: 7, margin: 4 }, weight: 1 }, zero(3), zero(2)]).margin).toBe(5);
  });

  it('of a sum are unknown when one is', () => {
    expect(
      weightedSum([
        { estimate: { value: 1, margin: 1 }, weight: 1 },
        { estimate: { value: 1, margin: null }, weight: 1 },
      ]).margin,
    ).toBeNull();
  });

  it('of a percentage take the whole’s away: √(50² − 0.4²·100²) ÷ 1000 = 3 %', () => {
    expect(percentOf({ value: 400, margin: 50 }, { value: 1000, margin: 100 })).toEqual({
      value: 40,
      margin: expect.closeTo(3, 10),
    });
  });

  it('of a percentage add it where the difference is below zero: √(30² + 0.4²·100²) ÷ 1000 = 5 %', () => {
    expect(percentOf({ value: 400, margin: 30 }, { value: 1000, margin: 100 })?.margin).toBeCloseTo(5, 10);
  });

  it('are not asked of nobody', () => {
    expect(percentOf({ value: 0, margin: 12 }, { value: 0, margin: 12 })).toBeNull();
  });
});

describe('tract identifiers', () => {
  it.each([
    ['24510010100', '24510010100'],
    ['1400000US24510010100', '24510010100'],
    ['24510010100.0', '24510010100'],
    ['010100', '010100'],
    ['10100', '010100'],
    ['0', null],
    ['', null],
    ['Baltimore City', null],
    ['0500000US24510', '024510'],
  ])('%s is %s', (text, id) => {
    expect(parseTractId(text)).toBe(id);
  });
});

const table = (columns: string[], ...rows: string[][]): RowTable => ({
  origin: 't.csv',
  columns,
  rows: rows.map((cells) => Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? '']))),
});

describe('ACS tables', () => {
  const incomeOf = (value: string, margin: string): unknown =>
    parseTractIncome(
      table(['GEOID', 'B19013_001E', 'B19013_001M'], ['24510010100', value, margin]),
    ).tracts.get('24510010100');

  it.each([
    '-666666666',
    '-222222222',
    '-333333333',
    '-555555555',
    '-999999999',
    '-666666666.0',
    '',
    '-',
    '**',
  ])('have no figure where they say %j', (mark) => {
    expect(incomeOf(mark, mark)).toEqual({ income: null, topCoded: false });
    expect(incomeOf('52000', mark)).toEqual({ income: { value: 52000, margin: null }, topCoded: false });
  });

  it('keep a top-coded median, marked', () => {
    const top = { income: { value: 250001, margin: null }, topCoded: true };
    expect(incomeOf('250001', '-333333333')).toEqual(top);
    expect(incomeOf('250,000+', '***')).toEqual(top);
    expect(incomeOf('249,999', '±1,200')).toEqual({
      income: { value: 249999, margin: 1200 },
      topCoded: false,
    });
  });

  it('may only hold the variable’s code in a name, and count all of a race without B03002', () => {
    const { table: used, tracts } = parseTractRace(
      table(
        ['geoid', 'total_B02001_001E', 'black_alone_B02001_003E', 'white_alone_B02001_002E', 'pct_black'],
        ['24510010100', '2803', '235', '2263', '0.0838'],
      ),
    );
    expect(used).toBe('B02001');
    expect(tracts.get('24510010100')).toEqual({
      population: { value: 2803, margin: null },
      black: { value: 235, margin: null },
      white: { value: 2263, margin: null },
      hispanic: null,
    });
  });

  it.each([
    [
      ['GEOID', 'B19013_002E'],
      ['24510010100', '1'],
      /no column "B19013_001E" \(columns seen: GEOID, B19013_002E\)/,
    ],
    [['B19013_001E', 'tract'], ['1', '010100'], /does not say which tract a row is of/],
    [['GEOID', 'B19013_001E'], ['24510', '1'], /"24510" for a tract; expected eleven digits/],
    [['GEOID', 'B19013_001E'], ['24510010100', '-5'], /"-5" in B19013_001E; expected a number/],
    [['GEOID', 'B19013_001E'], ['24510010100', 'many'], /"many" in B19013_001E/],
  ])('are refused with columns %j and cells %j', (columns, cells, message) => {
    expect(() => parseTractIncome(table(columns, cells))).toThrow(message);
  });

  it('are refused with tracts of two counties, or a tract twice', () => {
    const two = (second: string): RowTable =>
      table(['GEOID', 'B19013_001E'], ['24510010100', '1'], [second, '2']);
    expect(() => parseTractIncome(two('24005400100'))).toThrow(/tracts of 2 counties \(24510, 24005\)/);
    expect(() => parseTractIncome(two('24510010100'))).toThrow(/tract 24510010100 twice/);
  });
});

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

describe('figures weighted over tracts', () => {
  const estimate = (most: number): fc.Arbitrary<{ value: number; margin: number }> =>
    fc.record({ value: fc.integer({ min: 0, max: most }), margin: fc.integer({ min: 0, max: 900 }) });
  const tract: fc.Arbitrary<TractFigures> = estimate(8000).chain((population) =>
    fc.record({
      population: fc.constant(population),
      black: estimate(population.value),
      white: estimate(population.value),
      hispanic: estimate(population.value),
      income: fc.option(estimate(250_000), { freq: 4 }),
      topCoded: fc.constant(false),
    }),
  );
  const tractsWithWeights = fc.array(fc.tuple(tract, fc.double({ min: 0, max: 1, noNaN: true })), {
    minLength: 1,
    maxLength: 12,
  });

  it('are between 0 and 100 percent, and between the least and the greatest income', () => {
    fc.assert(
      fc.property(tractsWithWeights, (parts) => {
        const tracts = new Map(parts.map(([figures], index) => [String(index), figures]));
        const figures = figuresOver(
          parts.map(([, weight], index) => ({ tract: String(index), weight })),
          tracts,
        );
        for (const measure of ['percent_black', 'percent_white', 'percent_hispanic'] as const) {
          const { value, margin } = figures[measure] ?? { value: 0, margin: 0 };
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(100 + 1e-9);
          expect(margin).toBeGreaterThanOrEqual(0);
        }
        const incomes = parts.flatMap(([{ income: own }]) => (own === null ? [] : [own.value]));
        const mean = figures.median_household_income?.value;
        if (mean !== undefined) {
          expect(mean).toBeGreaterThanOrEqual(Math.min(...incomes) - 1e-6);
          expect(mean).toBeLessThanOrEqual(Math.max(...incomes) + 1e-6);
        }
      }),
    );
  });

  it('add up to the city’s when the areas part it', () => {
    fc.assert(
      fc.property(tractsWithWeights, (parts) => {
        const sumOver = (weightOf: (weight: number) => number): number =>
          weightedSum(
            parts.map(([{ black }, weight]) => ({
              estimate: black ?? { value: 0, margin: 0 },
              weight: weightOf(weight),
            })),
          ).value;
        const whole = sumOver(() => 1);
        expect(sumOver((weight) => weight) + sumOver((weight) => 1 - weight)).toBeCloseTo(whole, 6);
        const tracts = new Map(parts.map(([figures], index) => [String(index), figures]));
        const people = (weightOf: (weight: number) => number): number =>
          parts.reduce(
            (sum, [{ population }, weight]) => sum + weightOf(weight) * (population?.value ?? 0),
            0,
          );
        const share = (weightOf: (weight: number) => number): number =>
          (figuresOver(
            parts.map(([, weight], index) => ({ tract: String(index), weight: weightOf(weight) })),
            tracts,
          ).percent_black?.value ?? 0) * people(weightOf);
        const parted = share((weight) => weight) + share((weight) => 1 - weight);
        expect(parted).toBeCloseTo(
          share(() => 1),
          4,
        );
      }),
    );
  });

  it('are unknown when less than half of the weight is known', () => {
    const figures = (own: number | null): TractFigures => ({
      population: { value: 100, margin: 10 },
      black: own === null ? null : { value: own, margin: 1 },
      white: null,
      hispanic: null,
      income: own === null ? null : { value: 1000 * own, margin: 1 },
      topCoded: false,
    });
    const tracts = new Map([
      ['known', figures(30)],
      ['unknown', figures(null)],
    ]);
    const over = (known: number, unknown: string): ReturnType<typeof figuresOver> =>
      figuresOver(
        [
          { tract: 'known', weight: known },
          { tract: unknown, weight: 1 - known },
        ],
        tracts,
      );
    for (const other of ['unknown', 'not in the table']) {
      expect(over(0.5, other)).toMatchObject({
        percent_black: { value: 30 },
        median_household_income: { value: 30_000 },
      });
      expect(over(0.49, other)).toMatchObject({ percent_black: null, median_household_income: null });
    }
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

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { PublishedFolder } from './published-folder.ts';

const shared = resolve('../shared/data/baltimore');
const here = existsSync(shared);
if (!here) console.warn('skipped: no real rows here');

const numbers = (rows: Record<string, unknown>[]): Record<string, number> =>
  Object.fromEntries(rows.map(({ name, n }) => [String(name), Number(n)]));

// What is expected was counted apart from this code, from the files themselves.
describe.skipIf(!here)('real rows of 2019 and 2025', () => {
  const folder = new PublishedFolder();
  let ask: (sql: string) => Promise<Record<string, unknown>[]>;

  beforeAll(async () => {
    const boundary = (file: string, name?: string): object => ({
      file: join(shared, 'boundaries', file),
      name,
    });
    mkdirSync(folder.root, { recursive: true });
    const config = join(folder.root, 'config.json');
    writeFileSync(
      config,
      JSON.stringify({
        boundaries: {
          neighborhoods: boundary('neighborhoods_2010.geojson'),
          council_districts: boundary('council_districts_2024.geojson', 'AREA_NAME'),
          community_statistical_areas: boundary('csa_2020_merged_tracts.geojson', 'csa2020'),
          police_districts: boundary('police_districts_2023.geojson'),
          city: boundary('city.geojson'),
          census_tracts: boundary('tracts_2020.geojson', 'geoid'),
        },
        basemap: Object.fromEntries(
          ['water', 'parks', 'streets'].map((name) => [
            name,
            { file: join(shared, 'basemap', `${name}.geojson`) },
          ]),
        ),
      }),
    );
    const run = await folder.run('rebuild', '--from', join(shared, 'requests'), '--config', config);
    expect(run).toMatchObject({ exitCode: 0 });
    ask = await folder.open();
  });

  it('are all accounted for: 3,040 received, none lost', () => {
    const { counts, tables } = folder.manifest();
    expect(counts).toEqual({ received: 3040, merged: 0, quarantined: 0, withheld: 0, published: 3040 });
    for (const name of ['core', 'detail']) {
      expect(tables[name]?.files.reduce((sum, { rows }) => sum + rows, 0)).toBe(3040);
    }
  });

  it('have epoch dates read as Baltimore wall clock', async () => {
    const [row] = await ask("SELECT created_at, closed_at FROM detail WHERE request_number = '25-01091827'");
    expect(row).toEqual({ created_at: '2025-12-31 23:45:50', closed_at: '2026-01-02 16:05:49' });
    expect(folder.manifest().snapshot.dataThrough).toBe('2025-12-31T23:58:42');
  });

  it('have dates written month first read as such', async () => {
    const [row] = await ask("SELECT created_at, due_at FROM detail WHERE request_number = '19-00711545'");
    expect(row).toEqual({ created_at: '2019-10-21 11:49:49', due_at: '2020-04-18 11:49:49' });
  });

  it('have NA and blank as null', async () => {
    const [row] =
      await ask(`SELECT count(*) FILTER (outcome IS NULL) AS outcome, count(*) FILTER (closed_at IS NULL) AS closed,
      count(*) FILTER (due_at IS NULL) AS due, count(*) FILTER (address IS NULL) AS address, count(*) FILTER (longitude IS NULL) AS point,
      count(*) FILTER (neighborhood_label IS NULL) AS label FROM detail WHERE created_at < DATE '2020-01-01'`);
    expect(row).toEqual({
      outcome: '3000',
      closed: '1596',
      due: '65',
      // Two more than points: sensitive requests whose address is the name of a park.
      address: '132',
      point: '130',
      label: '157',
    });
    expect(
      await ask("SELECT * FROM detail WHERE 'NA' IN (agency, method, address, neighborhood_label, outcome)"),
    ).toEqual([]);
  });

  it('have padded agencies trimmed and absent ones null', async () => {
    const agencies = numbers(
      await ask(
        "SELECT coalesce(agency, 'null') AS name, count(*) AS n FROM detail WHERE created_at > DATE '2025-01-01' GROUP BY ALL",
      ),
    );
    expect(agencies).toMatchObject({ ECC: 4, null: 5 });
    expect(Object.keys(agencies).every((name) => name === name.trim())).toBe(true);
  });

  it('keep a type whose name holds quotes and a comma byte for byte', async () => {
    const name = '"HLTH-Animal Failure to Restrain Animal, Known Owner/Known Address"';
    const [row] = await ask(`SELECT count(*) AS n FROM detail WHERE request_type = '${name}'`);
    expect(row).toEqual({ n: '4' });
    const [type] = await ask(`SELECT requests, reviewed FROM request_types WHERE request_type = '${name}'`);
    expect(type).toEqual({ requests: 4, reviewed: true });
  });

  it('lie outside the city 27 times in 2019', async () => {
    const [row] = await ask(
      "SELECT count(*) AS n FROM detail WHERE location = 'outside' AND created_at < DATE '2020-01-01'",
    );
    expect(row).toEqual({ n: '27' });
  });

  it('fall in the neighborhood the City wrote, 2,839 times of 2,843', async () => {
    const [row] =
      await ask(`SELECT count(*) FILTER (neighborhood = neighborhood_label) AS same, count(*) AS labelled
      FROM detail WHERE created_at < DATE '2020-01-01' AND longitude IS NOT NULL AND neighborhood_label IS NOT NULL`);
    expect(row).toEqual({ same: '2839', labelled: '2843' });
  });

  it('have their status split into status and disposition', async () => {
    const rows = await ask(`SELECT status || ' ' || disposition AS name, count(*) AS n FROM detail
      WHERE created_at < DATE '2020-01-01' GROUP BY ALL`);
    expect(numbers(rows)).toEqual({
      'closed none': 1374,
      'open none': 901 + 639 + 12 + 2,
      'open duplicate': 24 + 18,
      'closed transferred': 15,
      'closed duplicate': 15,
    });
  });

  it('take 0 minutes when the close was stamped seconds before the opening', async () => {
    const [row] = await ask("SELECT minutes_to_close FROM detail WHERE request_number = '25-01090792'");
    expect(row).toEqual({ minutes_to_close: 0 });
  });

  it('are placeholders at the mail room', async () => {
    const [row] = await ask(
      "SELECT count(*) AS n, bool_and(location = 'placeholder') AS all_placeholders FROM detail WHERE address ILIKE '200 N HOLLIDAY ST%'",
    );
    expect(row).toEqual({ n: '12', all_placeholders: true });
    const [total] = await ask("SELECT count(*) AS n FROM detail WHERE location = 'placeholder'");
    expect(total).toEqual({ n: '14' });
  });

  it('have no due date where the City’s is not after the opening', async () => {
    const [row] = await ask(
      'SELECT count(*) AS n FROM detail WHERE due_at <= created_at AND due_minutes IS NOT NULL',
    );
    expect(row).toEqual({ n: '0' });
    const [ecc] = await ask("SELECT due_minutes, due_state FROM detail WHERE request_number = '25-01091825'");
    expect(ecc).toEqual({ due_minutes: null, due_state: 'none' });
  });

  it('keep the city’s own rows apart from residents’', async () => {
    const [row] = await ask(
      "SELECT bool_and(origin = 'city') AS apart, count(*) AS n FROM detail WHERE request_type = 'SW-Rat Rubout Proactive'",
    );
    expect(row).toEqual({ apart: true, n: '619' });
    const [residents] = await ask(
      "SELECT count(*) AS n FROM detail WHERE origin = 'resident' AND created_at < DATE '2020-01-01'",
    );
    expect(Number(residents?.['n'])).toBeLessThanOrEqual(2003);
  });

  it('are topped by the City’s rounds where those are counted, in four days of October 2019', async () => {
    vi.stubEnv('PUBLISH_DIR', folder.published);
    const { isFull, latestMonth, readTop, readTopPeriods } = await import('../../src/data/top.ts');
    const { topFive } = await import('../../src/components/top-five.ts');
    const periods = await readTopPeriods();
    expect(periods.map(({ id }) => id)).toEqual(['2019-10', '2019', '2025-12', '2025']);
    expect(periods.some(isFull)).toBe(false);
    expect((await latestMonth())?.id).toBe('2025-12');
    const [october] = periods;
    if (october === undefined) throw new Error('no month');
    expect(october).toMatchObject({ coveredDays: 4, days: 31, from: '2019-10-18', to: '2019-10-21' });
    const five = topFive((await readTop(october)).kinds);
    expect(five.everyone.map(({ kind, everyone }) => [kind, everyone])).toEqual([
      ['Rat treatment (done by a city crew on its route)', 618],
      ['Bulk trash pickup appointment', 276],
      ['Illegal parking', 154],
      ['Trash or weeds on private property', 137],
      ['Youth snow program: student application', 135],
    ]);
    expect(five.totals.everyone).toBe(3000);
    expect(five.entering.map(({ origin, opened }) => [origin, opened])).toEqual([
      ['city', 618],
      ['administrative', 135],
    ]);
    // BGE-StLight(s) Out (77) and a second type are one kind to a resident: “Street light out”.
    const asked = await ask(`SELECT name_en AS name, count(*) AS n
      FROM detail JOIN request_types USING (request_type)
      WHERE detail.origin = 'resident' AND created_at < DATE '2020-01-01'
      GROUP BY name_en ORDER BY count(*) DESC, name LIMIT 5`);
    expect(five.residents.map(({ kind, residents }) => ({ name: kind, n: String(residents) }))).toEqual(
      asked,
    );
  });

  it('come with the map’s ground: all water and parks, and the main streets only', () => {
    const { tables } = folder.manifest();
    const features = ['water', 'parks', 'streets'].map((name) => tables[`basemap_${name}`]?.files[0]?.rows);
    expect(features).toEqual([157, 321, 4205 + 464 + 156]);
    expect(tables['boundary_neighborhoods']?.files[0]?.rows).toBe(278);
    for (const { files } of Object.values(tables))
      for (const { bytes } of files) expect(bytes).toBeLessThan(1e6);
  });

  it('give the same bytes when they are read again', async () => {
    const before = folder.contents();
    const { snapshot, counts, tables } = folder.manifest();
    await folder.run(
      'rebuild',
      '--from',
      join(shared, 'requests'),
      '--config',
      join(folder.root, 'config.json'),
    );
    const after = folder.contents();
    for (const [name, bytes] of before) {
      // A manifest also tells what was published before.
      if (!name.endsWith('.json')) expect(after.get(name), name).toBe(bytes);
    }
    expect(after.size).toBe(before.size);
    expect(folder.manifest()).toMatchObject({ snapshot, counts, tables });
  });
});

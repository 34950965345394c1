import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseStreetIndex, type StreetIndex } from '../../src/contract/street.ts';
import { AddressFinder, type Answer } from '../../src/search/address.ts';
import { PublishedFolder } from './published-folder.ts';
import { exportLine, writeSmallCity } from './small-export.ts';

function readIndex(folder: PublishedFolder): StreetIndex {
  const path = folder.manifest().tables['street_index']?.files[0]?.path ?? '';
  return parseStreetIndex(JSON.parse(readFileSync(join(folder.published, path), 'utf8')));
}

/** Names of the neighborhoods that an answer offers. */
function neighborhoodsIn(answer: Answer, { areas }: StreetIndex): string[] {
  if (answer.kind !== 'found') return [];
  const ids = answer.found.flatMap((finding) =>
    'places' in finding ? finding.places.map(([neighborhood]) => neighborhood) : [],
  );
  return ids.map((id) => areas.find(({ areaId }) => areaId === id)?.name ?? '');
}

describe('the street index of a sample', () => {
  const folder = new PublishedFolder();
  let index: StreetIndex;
  let finder: AddressFinder;
  let ask: (sql: string) => Promise<Record<string, unknown>[]>;

  beforeAll(async () => {
    expect(await folder.run('sample', '--rows', '20000', '--through', '2026-11-15')).toMatchObject({
      exitCode: 0,
    });
    index = readIndex(folder);
    finder = new AddressFinder(index);
    ask = await folder.open();
  });

  it('is one file of at most 500 kB as a host sends it, with its streets counted', () => {
    const files = folder.manifest().tables['street_index']?.files ?? [];
    expect(files).toHaveLength(1);
    expect(files[0]?.path).toMatch(/^street_index\.[0-9a-f]{8}\.json$/);
    expect(files[0]?.rows).toBe(index.streets.length);
    expect(gzipSync(readFileSync(join(folder.published, files[0]?.path ?? ''))).length).toBeLessThan(500_000);
  });

  it('leads from the address of a request to the neighborhood of that request', async () => {
    const rows = await ask(
      `SELECT DISTINCT address, neighborhood, council_district FROM detail
       WHERE location = 'point' AND NOT place_is_block AND address LIKE '%, Baltimore City, %' ORDER BY hash(address) LIMIT 2000`,
    );
    expect(rows.length).toBeGreaterThan(1500);
    const answers = rows.map(({ address, neighborhood }) => {
      const found = neighborhoodsIn(finder.find(String(address)), index);
      return { among: found.includes(String(neighborhood)), alone: found.length === 1 };
    });
    const share = (key: 'among' | 'alone'): number =>
      answers.filter((answer) => answer[key]).length / answers.length;
    expect(share('among')).toBe(1);
    // A made-up street runs through many neighborhoods, and the same number may stand on it twice.
    expect(share('alone')).toBeGreaterThan(0.9);
  });

  it('knows the same areas as the table of areas, with the names that addresses of pages have', async () => {
    const rows = await ask(
      `SELECT area_id, kind, name, slug FROM areas
       WHERE kind IN ('neighborhood', 'council_district', 'community_statistical_area') ORDER BY area_id`,
    );
    expect(
      index.areas.map(({ areaId, kind, name, slug }) => ({ area_id: areaId, kind, name, slug })),
    ).toEqual(rows);
  });

  it('has boundaries that know their pages too, for a reader’s own location', () => {
    for (const kind of ['neighborhoods', 'council_districts', 'community_statistical_areas']) {
      const path = folder.manifest().tables[`boundary_${kind}`]?.files[0]?.path ?? '';
      const { features } = JSON.parse(readFileSync(join(folder.published, path), 'utf8')) as {
        features: { properties: { name: string; slug: string } }[];
      };
      const areas = new Map(index.areas.map(({ name, slug }) => [`${name} ${slug}`, slug]));
      for (const { properties } of features)
        expect(areas.get(`${properties.name} ${properties.slug}`)).toBe(properties.slug);
    }
  });
});

const block = (fullname: string, south: number, numbers: number[]): object => ({
  type: 'Feature',
  properties: {
    FULLNAME: fullname,
    FRADDL: numbers[0],
    TOADDL: numbers[1],
    FRADDR: numbers[2],
    TOADDR: numbers[3],
  },
  geometry: {
    type: 'LineString',
    coordinates: [
      [-76.6, south],
      [-76.6, south + 0.001],
    ],
  },
});
const blocks = [
  block('BORDER ST', 39.302, [100, 198, 101, 199]),
  block('BORDER ST', 39.303, [200, 298, 201, 299]),
  block('OTHER AVE', 39.304, [2, 98, 1, 99]),
];
const layerText = (features: object[]): string => JSON.stringify({ type: 'FeatureCollection', features });

describe('a record with centerlines', () => {
  const folder = new PublishedFolder();
  let exports: string;
  const configWith = (name: string, more: object): string => {
    const path = join(folder.root, name);
    const boundaries = { neighborhoods: { file: 'neighborhoods.geojson' } };
    writeFileSync(path, JSON.stringify({ boundaries, ...more }));
    return path;
  };
  const rebuild = (config: string) => folder.run('rebuild', '--from', exports, '--config', config);

  beforeAll(() => {
    ({ exports } = writeSmallCity(folder.root, [exportLine({})]));
    writeFileSync(join(folder.root, 'streets.geojson'), layerText(blocks));
  });

  it('answers by side of the street, and tells the corner of two', async () => {
    const config = configWith('a.json', { centerlines: { file: 'streets.geojson' } });
    expect(await rebuild(config)).toMatchObject({ exitCode: 0 });
    const index = readIndex(folder);
    const finder = new AddressFinder(index);
    expect(neighborhoodsIn(finder.find('104 border street'), index)).toEqual(['Westside']);
    expect(neighborhoodsIn(finder.find('105 Border'), index)).toEqual(['Eastside']);
    expect(neighborhoodsIn(finder.find('Border & Other'), index).sort()).toEqual(['Eastside', 'Westside']);
    expect(await folder.run('verify')).toMatchObject({ exitCode: 0 });
  });

  it('gives the same bytes again, also when nothing is kept from before', async () => {
    const config = configWith('a.json', { centerlines: { file: 'streets.geojson' } });
    const path = folder.manifest().tables['street_index']?.files[0]?.path;
    await rebuild(config);
    expect(folder.manifest().tables['street_index']?.files[0]?.path).toBe(path);
    const other = new PublishedFolder();
    await other.run('rebuild', '--from', exports, '--config', config);
    expect(other.manifest().tables['street_index']?.files[0]?.path).toBe(path);
  });

  it('follows a layer that changed', async () => {
    writeFileSync(
      join(folder.root, 'more.geojson'),
      layerText([...blocks, block('NEW ST', 39.306, [2, 4, 1, 3])]),
    );
    await rebuild(configWith('b.json', { centerlines: { file: 'more.geojson' } }));
    expect(readIndex(folder).streets.map(({ name }) => name)).toContain('NEW ST');
  });

  it('without them has an index of areas alone', async () => {
    expect(await rebuild(configWith('c.json', {}))).toMatchObject({ exitCode: 0 });
    expect(folder.manifest().tables['street_index']?.files[0]?.rows).toBe(0);
    const index = readIndex(folder);
    expect(new AddressFinder(index).find('104 Border St')).toEqual({ kind: 'no_streets' });
    expect(index.areas.map(({ name }) => name)).toEqual(['Eastside', 'Westside']);
  });

  it('refuses a layer whose properties nobody understands, by name, and leaves what is published', async () => {
    const before = folder.contents();
    const feature = { ...block('A ST', 39.302, []), properties: { STREETSEG: 4, LABEL: 'A ST' } };
    writeFileSync(join(folder.root, 'odd.geojson'), layerText([feature]));
    const run = await rebuild(configWith('d.json', { centerlines: { file: 'odd.geojson' } }));
    expect(run.exitCode).toBe(1);
    expect(run.output).toMatch(
      /odd\.geojson have no property for the whole street name, the first number on the left.*\(properties seen: STREETSEG, LABEL\); expected such as FULLNAME/,
    );
    expect(folder.contents()).toEqual(before);
  });

  it.each([
    ['that is missing', { file: 'nowhere.geojson' }, /nowhere\.geojson cannot be read \(ENOENT\)/],
    ['that is no JSON', { file: 'exports/requests.csv' }, /requests\.csv are not JSON/],
  ])('refuses a file %s', async (_what, centerlines, says) => {
    const run = await rebuild(configWith('e.json', { centerlines }));
    expect(run.exitCode).toBe(1);
    expect(run.output).toMatch(says);
  });
});

describe('a record with centerlines of a service', () => {
  const folder = new PublishedFolder();
  const url = 'https://service.test/arcgis/rest/services/Streets/FeatureServer/0';
  let [asked, isUp] = [0, false];
  let rebuild: () => ReturnType<PublishedFolder['run']>;

  beforeAll(() => {
    const { exports } = writeSmallCity(folder.root, [exportLine({})]);
    const config = join(folder.root, 'config.json');
    const boundaries = { neighborhoods: { file: 'neighborhoods.geojson' } };
    writeFileSync(config, JSON.stringify({ boundaries, centerlines: { url } }));
    folder.fetch = (address) => {
      asked += 1;
      if (!isUp) return Promise.reject(new Error('down'));
      expect(String(address)).toContain(`${url}/query?`);
      return Promise.resolve(new Response(layerText(blocks)));
    };
    rebuild = () => folder.run('rebuild', '--from', exports, '--config', config);
  });

  it('that never answered is published without streets, and the log says so', async () => {
    const run = await rebuild();
    expect(run.exitCode).toBe(0);
    expect(run.output).toMatch(/did not answer and never did; until it does, addresses cannot be looked up/);
    expect(readIndex(folder).streets).toEqual([]);
  });

  it('is asked once a week', async () => {
    isUp = true;
    await rebuild();
    expect(readIndex(folder).streets).toHaveLength(2);
    asked = 0;
    for (const days of [1, 3, 6]) {
      folder.now = new Date(new Date('2026-11-23T05:10:00Z').getTime() + days * 86_400_000);
      await rebuild();
    }
    expect(asked).toBe(0);
    folder.now = new Date('2026-12-01T05:10:00Z');
    await rebuild();
    expect(asked).toBe(1);
  });

  it('that fails later keeps its streets', async () => {
    isUp = false;
    folder.now = new Date('2026-12-20T05:10:00Z');
    const run = await rebuild();
    expect(run.exitCode).toBe(0);
    expect(run.output).toMatch(/did not answer; its copy from an earlier run is used/);
    expect(readIndex(folder).streets).toHaveLength(2);
  });
});

import { describe, expect, it } from 'vitest';
import { parseManifest, type Manifest } from '../../../src/contract/manifest.ts';
import { tables, type TableName } from '../../../src/contract/table.ts';
import { contactEmail, type CatalogSource } from '../../../src/data/catalog.ts';
import { wordsOfColumn } from '../../../src/data/column-words.ts';
import { dataCatalog } from '../../../src/data/data-catalog.ts';
import { dataPackage } from '../../../src/data/data-package.ts';
import { datasetGraph } from '../../../src/data/dataset-graph.ts';
import { datasetGroups, groupedFiles, type DatasetGroup } from '../../../src/data/dataset-group.ts';
import { manifestJsonSchema } from '../../../src/data/manifest-schema.ts';
import { mediaTypeOf } from '../../../src/data/media-type.ts';
import { tableSchema } from '../../../src/data/table-schema.ts';
import { dataCatalogSchema } from '../../schema/data-catalog.ts';
import { dataPackageProfile, tableSchemaProfile } from '../../schema/data-package.ts';
import { faultsIn } from '../../schema/faults.ts';

const file = (path: string, month?: string) => ({
  path,
  rows: 1,
  bytes: 9,
  sha256: 'a'.repeat(64),
  ...(month !== undefined && { month }),
});
const table = (...files: ReturnType<typeof file>[]) => ({ columns: [], files });

const manifest: Manifest = parseManifest({
  schema: 1,
  snapshot: {
    id: '2026-11-23T05:00Z-0123abcd',
    source: 'open-baltimore',
    fetchedAt: '2026-11-23T05:00:00.123Z',
    dataThrough: '2026-11-22T23:58:42',
  },
  counts: { received: 1, merged: 0, quarantined: 0, withheld: 0, published: 1 },
  tables: {
    detail: table(
      file('detail-2026-10.0123abcd.parquet', '2026-10'),
      file('detail-2026-11.1123abcd.parquet', '2026-11'),
    ),
    boundary_city: table(file('boundary_city.2123abcd.geojson')),
    pictures: table(file('picture.3123abcd.svg'), file('picture.4123abcd.jpg')),
    lookup: table(file('lookup-26.5123abcd.json')),
    table_of_tomorrow: table(file('table_of_tomorrow.6123abcd.parquet')),
  },
  checks: [],
});

const groupNames = Object.keys(datasetGroups) as DatasetGroup[];
const words = { title: 'Title', description: 'Description' };
const source: CatalogSource = {
  manifest,
  firstDay: '2024-01-01',
  root: 'https://example.org/open-311/',
  email: undefined,
  words: {
    publisher: 'A portal',
    ...words,
    source: 'Source.',
    rights: 'Rights.',
    place: 'Baltimore',
    manifest: 'Manifest',
    noContact: 'A portal (no address)',
    keywords: ['311'],
    groups: Object.fromEntries(groupNames.map((name) => [name, words])) as CatalogSource['words']['groups'],
  },
};

/** The catalog with one thing wrong, and the package likewise. */
const spoil = (value: unknown, find: string, put: string): unknown =>
  JSON.parse(JSON.stringify(value).replace(find, put));

describe('the groups that catalogs list', () => {
  it('hold each published file once, a table that nobody has placed yet among them', () => {
    const grouped = [...groupedFiles(manifest).values()].flat().map(({ file: { path } }) => path);
    const all = Object.values(manifest.tables).flatMap(({ files }) => files.map(({ path }) => path));
    expect(grouped.toSorted()).toEqual(all.toSorted());
    expect([...groupedFiles(manifest).keys()]).toEqual([
      'requests',
      'places',
      'reference',
      'pictures',
      'parts',
    ]);
  });

  it('place every table of the contract by name', () => {
    const placed: string[] = Object.values(datasetGroups).flat();
    expect(placed).toEqual(expect.arrayContaining(Object.keys(tables)));
  });
});

describe('the DCAT-US catalog', () => {
  it('keeps its standard', () => {
    expect(faultsIn(dataCatalog(source), dataCatalogSchema)).toEqual([]);
    expect(faultsIn(dataCatalog({ ...source, email: 'data@example.org' }), dataCatalogSchema)).toEqual([]);
  });

  it('is found out where it would not', () => {
    for (const [find, put] of [
      ['"accessLevel":"public"', '"accessLevel":"open"'],
      ['"hasEmail":"mailto:"', '"hasEmail":"311"'],
      ['"identifier"', '"id"'],
      ['https://example.org/open-311/data/', 'data/'],
    ] as const)
      expect(faultsIn(spoil(dataCatalog(source), find, put), dataCatalogSchema), find).not.toEqual([]);
  });

  it('names no contact but the operator’s own', () => {
    expect(JSON.stringify(dataCatalog(source))).toContain(
      '"fn":"A portal (no address)","hasEmail":"mailto:"',
    );
    expect(JSON.stringify(dataCatalog({ ...source, email: 'data@example.org' }))).toContain(
      '"fn":"A portal","hasEmail":"mailto:data@example.org"',
    );
    expect(contactEmail('data@example.org')).toBe('data@example.org');
    expect(contactEmail('')).toBeUndefined();
    expect(() => contactEmail('call 311')).toThrow(/SITE_CONTACT_EMAIL is "call 311", expected/);
  });

  it('says of a sample, or of exports, no rhythm that nobody keeps', () => {
    const ofSample = { ...manifest, snapshot: { ...manifest.snapshot, source: 'sample' as const } };
    expect(JSON.stringify(dataCatalog(source))).toContain('"accrualPeriodicity":"R/P1D"');
    expect(JSON.stringify(dataCatalog({ ...source, manifest: ofSample }))).not.toContain('R/P1D');
  });
});

describe('the Frictionless Data Package', () => {
  it('keeps its standard', () => {
    expect(faultsIn(dataPackage(source), dataPackageProfile)).toEqual([]);
  });

  it('is found out where it would not', () => {
    for (const [find, put] of [
      ['"path":"data/', '"path":"../data/'],
      ['"path":"data/', '"path":"/data/'],
      ['"hash":"sha256:', '"hash":"'],
      ['"bytes":9', '"bytes":"9"'],
      ['"name":"detail-2026-10"', '"name":"Detail 2026"'],
      ['"resources"', '"files"'],
    ] as const)
      expect(faultsIn(spoil(dataPackage(source), find, put), dataPackageProfile), find).not.toEqual([]);
  });

  it('gives every resource a name of its own, months by the month', () => {
    const resources = dataPackage(source)['resources'] as { name: string }[];
    expect(resources.map(({ name }) => name)).toEqual([
      'detail-2026-10',
      'detail-2026-11',
      'boundary_city',
      'table_of_tomorrow',
      'picture-3123abcd',
      'picture-4123abcd',
      'lookup-26',
    ]);
  });
});

describe('the description for search engines', () => {
  it('gives each file’s address, size and checksum', () => {
    const graph = datasetGraph(source);
    expect(graph).toMatchObject({ '@type': 'Dataset', temporalCoverage: '2024-01-01/2026-11-22' });
    expect(graph['distribution']).toContainEqual({
      '@type': 'DataDownload',
      name: 'detail-2026-11.1123abcd.parquet',
      contentUrl: 'https://example.org/open-311/data/detail-2026-11.1123abcd.parquet',
      encodingFormat: 'application/vnd.apache.parquet',
      contentSize: '9 B',
      sha256: 'a'.repeat(64),
    });
  });
});

describe('the schema of a table', () => {
  const names = Object.keys(tables) as TableName[];

  it.each(names)('%s keeps the standard and has every column of the contract', (name) => {
    const schema = tableSchema(name);
    expect(faultsIn(schema, tableSchemaProfile)).toEqual([]);
    expect(schema.fields.map((field) => field.name)).toEqual(tables[name].map((column) => column.name));
  });

  it.each(names)('%s closes no list of words that its description does not give', (name) => {
    for (const { name: column, description } of tables[name])
      for (const word of wordsOfColumn(name, column) ?? []) expect(description).toContain(word);
  });
});

it('a file that the contract does not know is refused by name', () => {
  expect(() => mediaTypeOf('detail.0123abcd.xlsx')).toThrow(/detail\.0123abcd\.xlsx ends in "\.xlsx"/);
});

describe('the published schema of the manifest', () => {
  const [detail] = manifest.tables['detail']!.files;
  const spoils: [string, object][] = [
    ['another version', { schema: 2 }],
    ['no snapshot', { snapshot: undefined }],
    ['a count below nothing', { counts: { ...manifest.counts, merged: -1 } }],
    ['a source unknown', { snapshot: { ...manifest.snapshot, source: 'hearsay' } }],
    [
      'a file outside its folder',
      { tables: { detail: table({ ...detail!, path: '../secret.0123abcd.parquet' }) } },
    ],
    ['a checksum too short', { tables: { detail: table({ ...detail!, sha256: 'abc' }) } }],
  ];

  it('accepts what the site accepts', () => {
    expect(faultsIn(manifest, manifestJsonSchema())).toEqual([]);
  });

  it.each(spoils)('refuses with the site a manifest with %s', (_, spoiled) => {
    const broken: unknown = JSON.parse(JSON.stringify({ ...manifest, ...spoiled }));
    expect(() => parseManifest(broken)).toThrow();
    expect(faultsIn(broken, manifestJsonSchema())).not.toEqual([]);
  });
});

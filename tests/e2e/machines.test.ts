import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sitemapOptions } from '../../.tools/sitemap.mjs';
import { tables, type TableName } from '../../src/contract/table.ts';
import { wordsOfColumn } from '../../src/data/column-words.ts';
import { manifestJsonSchema } from '../../src/data/manifest-schema.ts';
import { dataCatalogSchema } from '../schema/data-catalog.ts';
import { dataPackageProfile, tableSchemaProfile } from '../schema/data-package.ts';
import { faultsIn } from '../schema/faults.ts';
import { builtPages, readBuilt, siteFolder } from './built.ts';
import { askRecord, manifest } from './published.ts';
import { siteUrl, useVisit } from './visit.ts';

const announced = 'http://localhost:4311/';
const notice = 'invented requests, not Baltimore';
const readText = (path: string): string => readFileSync(join(siteFolder, path), 'utf8');
const readJson = (path: string): Record<string, unknown> =>
  JSON.parse(readText(path)) as Record<string, unknown>;
const files = Object.values(manifest.tables).flatMap((table) => table.files);

/** Every text in a JSON value, however deep. */
const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];

/** Addresses of this site that a catalog gives and that lead to nothing built. */
const deadIn = (path: string): string[] =>
  textsIn(readJson(path))
    .filter((text) => text.startsWith(announced))
    .map((text) => new URL(text))
    .filter(({ pathname, hash }) => {
      const target = pathname.slice(1);
      if (!builtPages.includes(target)) return !existsSync(join(siteFolder, target));
      const id = hash.slice(1);
      return id !== '' && parseHTML(readBuilt(target)).document.getElementById(id) === null;
    })
    .map(({ href }) => href);

const contentOf = (path: string): { bytes: number; sha256: string } => {
  const content = readFileSync(join(siteFolder, path));
  return { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
};

interface Resource {
  name: string;
  path: string;
  bytes: number;
  hash: string;
  rows: number;
  schema?: string;
}

describe('the DCAT-US catalog', () => {
  const catalog = readJson('data.json');
  const datasets = catalog['dataset'] as { description: string; distribution: { downloadURL: string }[] }[];

  it('keeps its standard, and each of its addresses leads somewhere', () => {
    expect(faultsIn(catalog, dataCatalogSchema)).toEqual([]);
    expect(deadIn('data.json')).toEqual([]);
  });

  it('offers every published file, and says of each data set that it is a sample', () => {
    const offered = datasets.flatMap(({ distribution }) => distribution.map((own) => own.downloadURL));
    expect(offered).toEqual(expect.arrayContaining(files.map(({ path }) => `${announced}data/${path}`)));
    for (const { description } of datasets) expect(description).toContain(notice);
  });
});

describe('the Frictionless Data Package', () => {
  const descriptor = readJson('datapackage.json');
  const resources = descriptor['resources'] as Resource[];

  it('keeps its standard, names each resource once and says that it is a sample', () => {
    expect(faultsIn(descriptor, dataPackageProfile)).toEqual([]);
    expect(new Set(resources.map(({ name }) => name)).size).toBe(resources.length);
    expect(descriptor['description']).toContain(notice);
  });

  it('tells size and sha-256 of every published file as they are', () => {
    expect(resources.map(({ path }) => path).toSorted()).toEqual(
      files.map(({ path }) => `data/${path}`).toSorted(),
    );
    for (const { path, bytes, hash } of resources)
      expect({ bytes, sha256: hash.replace('sha256:', '') }, path).toEqual(contentOf(path));
  });

  it('describes the columns that a table’s files have, and no values but those that occur', async () => {
    const described = resources.filter(({ schema }) => schema !== undefined);
    expect(new Set(described.map(({ schema }) => schema)).size).toBe(Object.keys(tables).length);
    for (const name of Object.keys(tables) as TableName[]) {
      const schema = readJson(`schema/${name}.json`);
      expect(faultsIn(schema, tableSchemaProfile), name).toEqual([]);
      const columns = await askRecord(`DESCRIBE ${name}`);
      const fields = schema['fields'] as { name: string; constraints?: { enum?: unknown[] } }[];
      expect(fields.map((field) => field.name)).toEqual(columns.map((column) => column['column_name']));
      for (const { name: column, constraints } of fields) {
        if (wordsOfColumn(name, column) === undefined) continue;
        const rows = await askRecord(`SELECT DISTINCT "${column}" AS value FROM ${name}`);
        const values = rows.map(({ value }) => value).filter((value) => value !== null);
        expect(constraints?.enum, `${name}.${column}`).toEqual(expect.arrayContaining(values));
      }
    }
  });
});

describe('the description for search engines', () => {
  it('gives every file with its checksum, leads nowhere wrong and says that it is a sample', () => {
    const graph = readJson('dataset.jsonld');
    expect(deadIn('dataset.jsonld')).toEqual([]);
    expect(graph['description']).toContain(notice);
    const downloads = graph['distribution'] as { contentUrl: string; sha256: string }[];
    expect(downloads.map(({ contentUrl, sha256 }) => [contentUrl, sha256]).toSorted()).toEqual(
      files.map(({ path, sha256 }) => [`${announced}data/${path}`, sha256]).toSorted(),
    );
  });

  it.each(['use/', 'es/usar/'])('is linked to by /%s', (path) => {
    const link = parseHTML(readBuilt(path)).document.querySelector('link[type="application/ld+json"]');
    expect(link?.getAttribute('href')).toBe('/dataset.jsonld');
  });

  it.each([...['use/', 'downloads/', 'dictionary/'], ...['es/usar/', 'es/descargas/', 'es/diccionario/']])(
    'is told by /%s too, in the words of its language',
    (path) => {
      const { document } = parseHTML(readBuilt(path));
      const told = document.querySelector('[itemtype="https://schema.org/Dataset"]');
      const content = (name: string): string | null | undefined =>
        told?.querySelector(`[itemprop="${name}"]`)?.getAttribute('content');
      expect(content('name')).toMatch(path.startsWith('es/') ? /datos de muestra/ : /sample data/);
      expect(content('version')).toBe(manifest.snapshot.id);
      expect(
        [...(told?.querySelectorAll('[itemprop="contentUrl"]') ?? [])].map((own) => own.getAttribute('href')),
      ).toEqual([`${announced}data/manifest.json`, `${announced}datapackage.json`]);
    },
  );
});

describe('the manifest', () => {
  it('that is published keeps its published schema, live and pinned', () => {
    const schema = readJson('data/manifest.schema.json');
    expect(schema).toEqual(manifestJsonSchema());
    expect(faultsIn(readJson('data/manifest.json'), schema)).toEqual([]);
    expect(faultsIn({ ...readJson('data/manifest.json'), counts: {} }, schema)).not.toEqual([]);
  });
});

describe('search engines', () => {
  it('are let in, and told why a sample has no sitemap', () => {
    expect(readText('robots.txt')).toMatch(/^User-agent: \*\nAllow: \/\n/);
    expect(readText('robots.txt')).toContain(notice);
    expect(readText('robots.txt')).not.toContain('Sitemap:');
    expect(existsSync(join(siteFolder, 'sitemap-index.xml'))).toBe(false);
    const { filter } = sitemapOptions(siteFolder, announced);
    expect(builtPages.filter((path) => path.endsWith('/') && filter(announced + path))).toEqual([]);
  });

  it('find of every page its twin, which leads back', () => {
    const { serialize } = sitemapOptions(siteFolder, announced);
    const linked = new Map(
      builtPages
        .filter((path) => path === '' || path.endsWith('/'))
        .map((path) => [announced + path, serialize({ url: announced + path }).links] as const)
        .filter(([, links]) => links.length > 0),
    );
    expect(linked.size).toBeGreaterThan(700);
    for (const [url, links] of linked) {
      expect(
        links.map(({ lang }) => lang),
        url,
      ).toEqual(['en', 'es', 'x-default']);
      expect(links.map((link) => link.url)).toContain(url);
      for (const twin of links) expect(linked.get(twin.url), `${url} → ${twin.url}`).toEqual(links);
    }
  });
});

describe('a page of another site', () => {
  const { visit, expectQuiet } = useVisit();
  let other: Server;
  beforeAll(async () => {
    other = createServer((_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html' });
      response.end('<!doctype html><title>Another site</title><link rel="icon" href="data:,">');
    });
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  });
  afterAll(() => other.close());

  it('may read files of the record and its catalogs, but no page and no script', async () => {
    const { port } = other.address() as AddressInfo;
    const page = await visit(`http://127.0.0.1:${port}/`, {
      expectedMessages: /request to another origin|blocked by CORS policy|Failed to load resource/,
    });
    const reads = (paths: string[]): Promise<boolean[]> =>
      page.evaluate(
        (addresses) =>
          Promise.all(
            addresses.map((address) =>
              fetch(address).then(
                ({ ok }) => ok,
                () => false,
              ),
            ),
          ),
        paths.map((path) => siteUrl + path),
      );
    const file = manifest.tables['detail']?.files.at(-1)?.path ?? '';
    const open = ['data/manifest.json', `data/${file}`, 'data.json', 'datapackage.json', 'dataset.jsonld'];
    expect(await reads([...open, 'schema/detail.json'])).toEqual([true, true, true, true, true, true]);
    expect(await reads(['', 'use/', 'robots.txt', 'search/vocabulary.json'])).toEqual([
      false,
      false,
      false,
      false,
    ]);
    await page.context().close();
    expectQuiet();
  });
});

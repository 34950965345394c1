import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { snippetAddresses, snippetsOf, tools, type Tool } from '../../src/data/use-snippet.ts';
import { dataCatalogSchema } from '../schema/data-catalog.ts';
import { dataPackageProfile } from '../schema/data-package.ts';
import { faultsIn } from '../schema/faults.ts';
import { siteFolder } from './built.ts';
import { manifest } from './published.ts';
import { siteUrl } from './visit.ts';

type Json = Record<string, unknown>;
const read = (path: string): Json => JSON.parse(readFileSync(join(siteFolder, path), 'utf8')) as Json;

/** Every text in a value. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

/** Addresses in a catalog that should lead to a built file of this site. */
function ownFiles(catalog: Json): string[] {
  return textsIn(catalog)
    .filter((text) => text.startsWith('http://localhost:4311/') && !/\/$/.test(text))
    .map((text) => new URL(text).pathname.slice(1));
}

describe('catalogs for machines', () => {
  it('data.json keeps the schema of DCAT-US, and says that the data are a sample', () => {
    const catalog = read('data.json');
    expect(faultsIn(catalog, dataCatalogSchema)).toEqual([]);
    for (const dataset of catalog['dataset'] as Json[]) expect(dataset['description']).toMatch(/Sample data/);
  });

  it('datapackage.json keeps the profile of Data Package, with the checksum and size of every single file', () => {
    const descriptor = read('datapackage.json');
    expect(faultsIn(descriptor, dataPackageProfile)).toEqual([]);
    for (const { path, bytes, hash } of descriptor['resources'] as Json[]) {
      const paths = [path].flat() as string[];
      const files = paths.map((own) => readFileSync(join(siteFolder, own)));
      if (bytes !== undefined) expect(bytes).toBe(files.reduce((sum, { length }) => sum + length, 0));
      if (hash !== undefined && files.length === 1)
        expect(hash).toBe(`sha256:${createHash('sha256').update(files[0]!).digest('hex')}`);
    }
  });

  it('the profiles refuse a catalog that lacks what they ask for', () => {
    expect(faultsIn({ ...read('data.json'), dataset: [{}] }, dataCatalogSchema)).not.toEqual([]);
    expect(faultsIn({ resources: [{ name: 'A B' }] }, dataPackageProfile)).not.toEqual([]);
  });

  it.each(['data.json', 'datapackage.json', 'dataset.jsonld'])(
    'every address in %s leads to a built file',
    (name) => {
      const dead = ownFiles(read(name)).filter((path) => {
        try {
          const file = path.endsWith('/') ? `${path}index.html` : path;
          return !statSync(join(siteFolder, decodeURIComponent(file))).isFile();
        } catch {
          return true;
        }
      });
      expect(dead).toEqual([]);
    },
  );

  it('the manifest keeps its published schema, and a broken one does not', () => {
    const schema = read('data/manifest.schema.json');
    expect(faultsIn(read('data/manifest.json'), schema)).toEqual([]);
    expect(faultsIn({ ...read('data/manifest.json'), schema: 2 }, schema)).not.toEqual([]);
  });

  it('dataset.jsonld is a schema.org data set', () => {
    expect(JSON.stringify(read('dataset.jsonld'))).toMatch(/"@type":"Dataset"/);
  });

  it('other sites may fetch data and catalogs, not pages', async () => {
    const allowed = async (path: string): Promise<string | null> =>
      (await fetch(new URL(path, siteUrl))).headers.get('access-control-allow-origin');
    expect(await allowed('data/manifest.json')).toBe('*');
    expect(await allowed('data.json')).toBe('*');
    expect(await allowed('')).toBeNull();
  });
});

describe('lines to copy', () => {
  const lines = new Map(
    snippetsOf(snippetAddresses(manifest, `${siteUrl}data/`)).map((snippet) => [snippet.tool, snippet]),
  );
  /** Tools whose lines are run here; the others are not on the machines that run these tests. */
  const run: readonly Tool[] = ['duckdb', 'curl'];

  it(`of ${tools.filter((tool) => !run.includes(tool)).join(', ')} are not run here, only read: they name files that are there`, () => {
    for (const [tool, { latest, pinned }] of lines) {
      expect([tool, latest.includes(`${siteUrl}data/`)]).toEqual([tool, true]);
      expect([tool, pinned.includes(manifest.tables['detail']!.files.at(-1)!.path)]).toEqual([tool, true]);
    }
  });

  // DuckDB fetches over the network with an extension that it would have to download, so it reads the same files from disk.
  it.each(['latest', 'pinned'] as const)(
    'of DuckDB run as they are over the same files (%s)',
    async (way) => {
      const connection = await (await DuckDBInstance.create(':memory:')).connect();
      const statements = await connection.extractStatements(
        lines.get('duckdb')![way].replaceAll(`${siteUrl}data/`, `${join(siteFolder, 'data')}/`),
      );
      let rows: unknown[][] = [];
      for (let index = 0; index < statements.count; index++) {
        const statement = await statements.prepare(index);
        rows = (await statement.runAndReadAll()).getRowsJS() as unknown[][];
      }
      expect(rows).toHaveLength(10);
    },
  );

  it.each(['latest', 'pinned'] as const)('of curl fetch files that sha256sum finds whole (%s)', (way) => {
    const folder = mkdtempSync(join(tmpdir(), 'portal-curl-'));
    try {
      const said = execFileSync('bash', ['-eo', 'pipefail', '-c', lines.get('curl')![way]], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect(said.match(/: OK$/gm)).toHaveLength(way === 'latest' ? 12 : 1);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

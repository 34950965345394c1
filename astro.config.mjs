import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { sitemapOptions } from './.tools/sitemap.mjs';
import { pinnedPath } from './src/contract/manifest.ts';
import { indexName, partPath } from './src/contract/part.ts';
import { partTables } from './src/contract/table.ts';
import { manifestJsonSchema, manifestSchemaPath } from './src/data/manifest-schema.ts';

const published = resolve(process.env['PUBLISH_DIR'] ?? 'public/data');

/**
 * Of the published folder the site gets what its readers need: the live manifest, the files it names, and those of the
 * snapshot before it, for readers who still hold its manifest. Each of the two manifests is there under its own name too,
 * so that a number can be followed to the files it came from for as long as they are published. The manifest's schema and
 * the checksums of all files, as sha256sum reads them, lie beside them.
 */
const publishedRecord = {
  name: 'published-record',
  hooks: {
    'astro:build:done': ({ dir }) => {
      const target = join(fileURLToPath(dir), 'data');
      rmSync(target, { recursive: true, force: true });
      mkdirSync(target);
      const live = join(published, 'manifest.json');
      const snapshots = join(published, 'snapshots');
      const kept = existsSync(snapshots) ? readdirSync(snapshots).sort().slice(-2) : [];
      const manifests = [live, ...kept.map((name) => join(snapshots, name))];
      for (const path of new Set(manifests.flatMap(filesNamedBy)))
        cpSync(join(published, path), join(target, path));
      cpSync(live, join(target, 'manifest.json'));
      mkdirSync(join(target, 'snapshots'));
      for (const manifest of manifests) cpSync(manifest, join(target, pinnedPath(snapshotIdOf(manifest))));
      const sums = Object.values(JSON.parse(readFileSync(live, 'utf8')).tables)
        .flatMap(({ files }) => files)
        .map(({ sha256, path }) => `${sha256}  ${path}\n`);
      writeFileSync(join(target, 'SHA256SUMS'), sums.join(''));
      writeFileSync(join(target, manifestSchemaPath), JSON.stringify(manifestJsonSchema()));
    },
  },
};

const snapshotIdOf = (manifest) => JSON.parse(readFileSync(manifest, 'utf8')).snapshot.id;

/** The files that a manifest names, and the parts that its indexes name (src/contract/part.ts). */
const filesNamedBy = (manifest) => {
  const { tables } = JSON.parse(readFileSync(manifest, 'utf8'));
  const files = Object.values(tables).flatMap((table) => table.files.map(({ path }) => path));
  const indexes = Object.keys(partTables).flatMap((name) => tables[name]?.files ?? []);
  return [...files, ...indexes.flatMap(({ path }) => partsNamedBy(path))];
};

const partsNamedBy = (index) => {
  const { parts } = JSON.parse(readFileSync(join(published, index), 'utf8'));
  return Object.entries(parts).map(([key, [sha8]]) => partPath(indexName(index), key, sha8));
};

const site = process.env['SITE_ORIGIN'] ?? 'http://localhost:4311';
const base = process.env['SITE_BASE'] ?? '/';
const outDir = process.env['SITE_OUT_DIR'] ?? 'dist';

/** Pages of a sample ask not to be listed, so that there is nothing to list. Nor is there where nothing is published yet. */
const sitemapOfRecord = () => {
  const live = join(published, 'manifest.json');
  if (!existsSync(live)) return [];
  const { snapshot } = JSON.parse(readFileSync(live, 'utf8'));
  if (snapshot.source === 'sample') return [];
  const root = new URL(base.endsWith('/') ? base : `${base}/`, site).href;
  return [sitemap(sitemapOptions(resolve(outDir), root, new Date(snapshot.fetchedAt)))];
};

export default defineConfig({
  site,
  base,
  outDir,
  trailingSlash: 'always',
  // No inline style or script: the content security policy needs no hashes.
  build: { inlineStylesheets: 'never', format: 'directory' },
  i18n: { defaultLocale: 'en', locales: ['en', 'es'], routing: { prefixDefaultLocale: false } },
  integrations: [publishedRecord, ...sitemapOfRecord()],
  devToolbar: { enabled: false },
  vite: {
    build: {
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1200,
      rolldownOptions: {
        output: {
          // What most pages share comes in one file: of twenty small ones the headers alone would take 6 kB.
          codeSplitting: {
            groups: [
              // The search box of every page needs this one alone.
              { name: 'preload', test: /preload-helper/, priority: 2 },
              ...['en', 'es'].map((language) => ({
                name: `messages-${language}`,
                test: new RegExp(
                  `src[\\\\/]i18n[\\\\/]${language}[\\\\/](duration|error|progress|stale)\\.json$`,
                ),
                priority: 2,
              })),
              {
                name: 'shared',
                test: /src[\\/]contract[\\/][^?]*\.ts$|src[\\/]i18n[\\/](language|format|text-run)\.ts$|[\\/]valibot[\\/]|src[\\/]data[\\/]record\.ts$|src[\\/]components[\\/](address|address-query|element|waiting|question)\.ts$|src[\\/]search[\\/]fold\.ts$/,
                minShareCount: 3,
              },
            ],
          },
        },
      },
    },
    ssr: { external: ['@duckdb/node-api'] },
    worker: { format: 'es' },
  },
});

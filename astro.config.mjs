import { cpSync, existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'astro/config';

const published = resolve(process.env['PUBLISH_DIR'] ?? 'public/data');
const ownPublished = resolve('public/data');

/** A record published somewhere else than public/data is brought into the built site. */
const publishedRecord = {
  name: 'published-record',
  hooks: {
    'astro:build:done': ({ dir }) => {
      const target = join(fileURLToPath(dir), 'data');
      if (published !== ownPublished) {
        rmSync(target, { recursive: true, force: true });
        if (existsSync(published)) cpSync(published, target, { recursive: true });
      }
    },
  },
};

export default defineConfig({
  site: process.env['SITE_ORIGIN'] ?? 'http://localhost:4311',
  base: process.env['SITE_BASE'] ?? '/',
  outDir: process.env['SITE_OUT_DIR'] ?? 'dist',
  trailingSlash: 'always',
  // No inline style or script: the content security policy needs no hashes.
  build: { inlineStylesheets: 'never', format: 'directory' },
  i18n: { defaultLocale: 'en', locales: ['en', 'es'], routing: { prefixDefaultLocale: false } },
  integrations: [publishedRecord],
  devToolbar: { enabled: false },
  vite: {
    build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 1200 },
    ssr: { external: ['@duckdb/node-api'] },
    worker: { format: 'es' },
  },
});

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { inProject, root } from './project.mjs';

/** @typedef {import('./run.mjs').Environment} Environment */

const inputs = [
  'src',
  'public',
  'astro.config.mjs',
  'package-lock.json',
  'tsconfig.json',
  '.tools/build.mjs',
  '.tools/compress.mjs',
  '.tools/sitemap.mjs',
];

/**
 * Where a build reads published data, where it writes the site, and whether what stands there is up to date.
 *
 * @param {Environment} env
 */
export function describeSite(env) {
  const publishDirectory = resolve(root, env.PUBLISH_DIR || 'public/data');
  const directory = resolve(root, env.SITE_OUT_DIR || 'dist');
  const stampFile = join(directory, '.portal-build');
  return {
    publishDirectory,
    directory,
    stampFile,
    /** The manifest stands for everything published: it names each file by its hash. */
    fingerprint: () =>
      fingerprint([...inputs, join(publishDirectory, 'manifest.json')], {
        leaveOut: [inProject('public', 'data')],
        also: buildVariables(env),
      }),
    isBuilt() {
      return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === this.fingerprint();
    },
    /** @param {string} text */
    stamp: (text) => writeFileSync(stampFile, text),
    unstamp: () => rmSync(stampFile, { force: true }),
  };
}

/**
 * Variables that end up in pages: a site built for another address is another site.
 *
 * @param {Environment} env
 */
function buildVariables(env) {
  return Object.keys(env)
    .filter((name) => /^(SITE|BASE|BASEMAP|PUBLIC)(_|$)/.test(name) && name !== 'SITE_OUT_DIR')
    .sort()
    .map((name) => `${name}=${env[name]}`);
}

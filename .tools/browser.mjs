import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import { Failure } from './failure.mjs';
import { inProject, projectNode } from './project.mjs';

const linuxNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const windowsFolders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'];
const windowsPaths = ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe'];

/** A render without a graphics card, and a browser that speaks only to the site under test. */
export const browserArguments = [
  // Chromium refuses its sandbox to root, which is who tests run as in most containers.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];

/**
 * Everything the search needs from outside.
 *
 * @typedef {object} Effects
 * @property {Record<string, string | undefined>} env
 * @property {string} platform
 * @property {number | undefined} uid
 * @property {(path: string) => boolean} exists
 * @property {(path: string) => string} read
 * @property {(command: string, parameters: string[], loud: boolean) => boolean} exec whether it ended well
 * @property {() => Promise<string>} playwrightPath where Playwright would keep its own Chromium
 */

/** @type {Effects} */
const machine = {
  env: process.env,
  platform: process.platform,
  uid: process.getuid?.(),
  exists: existsSync,
  read: (path) => readFileSync(path, 'utf8'),
  exec: (command, parameters, loud) =>
    spawnSync(command, parameters, { stdio: loud ? 'inherit' : 'ignore', timeout: 600_000 }).status === 0,
  playwrightPath: async () => (await import('playwright')).chromium.executablePath(),
};

/**
 * Finds a Chromium to test with, and fetches one where there is none.
 *
 * @param {Effects} [effects]
 * @returns {Promise<string>} the path of its executable
 */
export async function findBrowser(effects = machine) {
  for (const name of ['BROWSER_PATH', 'CHROME_PATH']) {
    const path = effects.env[name];
    if (!path) continue;
    if (effects.exists(path)) return path;
    throw new Failure(
      `${name} is "${path}", which does not exist: expected the executable of Chromium or Chrome.`,
    );
  }

  const installed = installedPaths(effects).find((path) => runs(path, effects));
  if (installed) return installed;

  const own = await effects.playwrightPath();
  if (runs(own, effects)) return own;
  effects.exec(projectNode, [inProject('node_modules', 'playwright', 'cli.js'), 'install', 'chromium'], true);
  if (runs(own, effects)) return own;

  if (isRootOnDebian(effects)) {
    effects.exec('apt-get', ['update'], true);
    effects.exec('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], true);
    const path = installedPaths(effects).find((candidate) => runs(candidate, effects));
    if (path) return path;
  }
  throw new Failure(
    'No browser was found and none could be fetched: install Chromium or Google Chrome, or set BROWSER_PATH to one.',
  );
}

/**
 * @param {Effects} effects
 * @returns {string[]}
 */
function installedPaths({ env, platform }) {
  if (platform === 'darwin') {
    return [...macPaths, ...(env.HOME ? macPaths.map((path) => env.HOME + path) : [])];
  }
  if (platform === 'win32') {
    return windowsFolders.flatMap((name) => {
      const folder = env[name];
      return folder ? windowsPaths.map((path) => win32.join(folder, path)) : [];
    });
  }
  const folders = (env.PATH ?? '').split(':').filter(Boolean);
  return linuxNames.flatMap((name) => folders.map((folder) => posix.join(folder, name)));
}

/**
 * Being there is not enough: Ubuntu's chromium-browser may be a note about snap, and a downloaded Chromium may
 * lack shared libraries. On Windows asking for the version would open a window.
 *
 * @param {string} path
 * @param {Effects} effects
 */
function runs(path, { exists, exec, platform }) {
  return exists(path) && (platform === 'win32' || exec(path, ['--version'], false));
}

/** @param {Effects} effects */
function isRootOnDebian({ platform, uid, exists, read }) {
  if (platform !== 'linux' || uid !== 0) return false;
  if (!exists('/etc/os-release') || !exists('/usr/bin/apt-get')) return false;
  return /^ID(_LIKE)?=.*\bdebian\b/m.test(read('/etc/os-release'));
}

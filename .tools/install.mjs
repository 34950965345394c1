import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { Failure } from './failure.mjs';
import { inProject, onWindows, projectNode, root } from './project.mjs';
import { step } from './step.mjs';

const oldestNode = 20;
const pinnedNode = 24;
const stampFile = inProject('node_modules', '.portal-install');

// A machine with NODE_ENV=production or `omit` in its npm configuration would otherwise leave out what builds and
// serves the site.
const installArguments = [
  'ci',
  '--include=dev',
  '--include=optional',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
];

/**
 * Installs the locked packages unless node_modules was installed from this very lockfile on this kind of machine.
 */
export async function ensureInstalled() {
  const major = Number.parseInt(process.versions.node, 10);
  if (major < oldestNode) {
    throw new Failure(
      `Node is ${process.version}, but ${oldestNode} or newer is needed: install a current Node.js and try again.`,
    );
  }
  const wanted = wantedStamp();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted && existsSync(projectNode)) return;

  await step('Installing packages', async () => {
    install();
    verifyNode();
    writeFileSync(stampFile, wanted);
  });
}

function wantedStamp() {
  const lockFile = inProject('package-lock.json');
  if (!existsSync(lockFile)) {
    throw new Failure(
      'package-lock.json is missing, so there is nothing to install from: restore it and try again.',
    );
  }
  // Checkouts that turn line endings around must not look like another lockfile.
  const lock = readFileSync(lockFile, 'utf8').replaceAll('\r\n', '\n');
  const hash = createHash('sha256').update(lock).digest('hex');
  return `${hash} ${process.platform} ${process.arch}\n`;
}

function install() {
  const { status, signal, error } = spawnSync(onWindows ? 'npm.cmd' : 'npm', installArguments, {
    cwd: root,
    stdio: 'inherit',
    shell: onWindows,
    env: environmentWithoutProjectBin(),
  });
  if (error && 'code' in error && error.code === 'ENOENT') {
    throw new Failure(
      'npm was not found on PATH: install Node.js 20 or newer together with npm and try again.',
    );
  }
  if (error) throw error;
  if (status !== 0) {
    const outcome = signal ? `was stopped by ${signal}` : `ended with exit code ${status}, expected 0`;
    throw new Failure(`npm ci ${outcome}: see its message above, then try again or run \`npm ci\` yourself.`);
  }
}

/** `npm ci` deletes node_modules, so it must not be running on the Node that lives there. */
function environmentWithoutProjectBin() {
  const environment = { ...process.env };
  for (const name of Object.keys(environment)) {
    if (name.toUpperCase() !== 'PATH') continue;
    const inside = inProject('node_modules');
    const kept = environment[name]?.split(delimiter).filter((entry) => !entry.startsWith(inside));
    environment[name] = kept?.join(delimiter);
  }
  return environment;
}

function verifyNode() {
  const { stdout } = spawnSync(projectNode, ['--version'], { encoding: 'utf8' });
  const version = stdout?.trim() || 'missing';
  if (!version.startsWith(`v${pinnedNode}.`)) {
    throw new Failure(
      `The project's own Node (node_modules/node) is ${version}, expected v${pinnedNode}: ` +
        'allow npm to run install scripts (npm config set ignore-scripts false) and try again.',
    );
  }
}

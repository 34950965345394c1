import { spawn, spawnSync } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { Failure } from './failure.mjs';
import { inProject, onWindows, projectNode, root } from './project.mjs';

/** @typedef {Record<string, string | undefined>} Environment */

/**
 * Runs a command with the project's own Node first on PATH and returns its exit code.
 *
 * @param {'node' | 'npm'} command
 * @param {string[]} parameters
 * @param {{ env?: Environment }} [options] variables to add to, or take from, the present ones
 * @returns {Promise<number>}
 */
export function run(command, parameters, { env = {} } = {}) {
  const throughShell = onWindows && command === 'npm';
  const child = spawn(command === 'node' ? projectNode : throughShell ? 'npm.cmd' : command, parameters, {
    cwd: root,
    stdio: 'inherit',
    shell: throughShell,
    env: withProjectNode({ ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...env }),
    // A group of its own, so that a signal reaches the grandchildren too: `npm run` and `sh -c` do not pass it on.
    detached: !onWindows,
  });

  return new Promise((resolve, reject) => {
    const release = guard(child);
    child.once('error', (error) => {
      release();
      reject(
        new Failure(`${command} could not be started (${error.message}): run \`npm ci\` and try again.`),
      );
    });
    child.once('exit', (code, signal) => {
      release();
      if (signal) stop(child, 'SIGTERM');
      resolve(code ?? 1);
    });
  });
}

/**
 * Passes on the signals this process gets; a second one is final, for a child that will not stop.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => void} takes the handlers away
 */
function guard(child) {
  const signals = /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  let asked = 0;
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => {
    asked += 1;
    stop(child, asked === 1 ? signal : 'SIGKILL');
  };
  const end = () => stop(child, 'SIGTERM');
  for (const signal of signals) process.on(signal, pass);
  process.on('exit', end);
  return () => {
    for (const signal of signals) process.off(signal, pass);
    process.off('exit', end);
    // Whoever waits for this exit code would go on with the next step as if nobody had asked to stop.
    if (asked > 0) process.exit(130);
  };
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function stop(child, signal) {
  if (child.pid === undefined) return;
  if (onWindows) {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

/**
 * @param {Environment} environment
 * @returns {Environment}
 */
function withProjectNode(environment) {
  const name = Object.keys(environment).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const path = [dirname(projectNode), inProject('node_modules', '.bin'), environment[name]];
  return { ...environment, [name]: path.filter(Boolean).join(delimiter) };
}

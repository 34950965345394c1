import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, wherever a command was called from. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

export const onWindows = process.platform === 'win32';

/**
 * The Node that the lockfile pins. Named by its real file and not by `.bin/node`, which on Windows is a script
 * that cannot be spawned without a shell.
 */
export const projectNode = join(root, 'node_modules', 'node', 'bin', onWindows ? 'node.exe' : 'node');

/**
 * @param {...string} parts
 * @returns {string} an absolute path inside the project
 */
export function inProject(...parts) {
  return join(root, ...parts);
}

/**
 * Whether a module is the command itself and not imported by one. Node names modules by their real path, but the
 * command as it was typed, which may lead through a link.
 *
 * @param {string} moduleUrl
 */
export function isCommand(moduleUrl) {
  const command = process.argv[1];
  return command !== undefined && fileURLToPath(moduleUrl) === realpathSync(command);
}

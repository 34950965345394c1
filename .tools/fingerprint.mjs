import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { root } from './project.mjs';

/**
 * One hash over the contents of files and folders. Contents and not times, because a checkout or a copy sets new
 * times on old files.
 *
 * @param {string[]} paths absolute, or relative to the project; one that does not exist counts as absent
 * @param {{ leaveOut?: string[], also?: string[] }} [options] absolute folders to skip; further text that counts
 * @returns {string} hex
 */
export function fingerprint(paths, { leaveOut = [], also = [] } = {}) {
  const hash = createHash('sha256');
  for (const text of also) hash.update(`${text}\n`);
  for (const path of paths) {
    for (const file of filesUnder(resolve(root, path), leaveOut)) {
      hash
        .update(`${relative(root, file)}\n`)
        .update(createHash('sha256').update(readFileSync(file)).digest('hex'));
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @param {string[]} leaveOut
 * @returns {string[]}
 */
function filesUnder(path, leaveOut) {
  if (leaveOut.includes(path) || !existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name), leaveOut));
}

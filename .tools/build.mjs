import { compressDirectory } from './compress.mjs';
import { runCommand } from './failure.mjs';
import { inProject, isCommand } from './project.mjs';
import { run } from './run.mjs';
import { describeSite } from './site.mjs';

/**
 * Builds the site and compresses it. The stamp goes away first and comes back last, so that a build which failed
 * half-way is never served as a finished one.
 *
 * @param {import('./run.mjs').Environment} [env]
 * @returns {Promise<number>} exit code
 */
export async function buildSite(env = process.env) {
  const site = describeSite(env);
  const fingerprint = site.fingerprint();
  site.unstamp();

  const astro = inProject('node_modules', 'astro', 'bin', 'astro.mjs');
  const code = await run('node', [astro, 'build'], { env });
  if (code !== 0) return code;

  const { files, bytes, compressedBytes, reused } = await compressDirectory(site.directory);
  const [before, after] = [bytes, compressedBytes].map((count) => (count / 1e6).toFixed(1));
  console.log(`Compressed ${files} files from ${before} MB to ${after} MB (${reused} from the cache)`);
  site.stamp(fingerprint);
  return 0;
}

if (isCommand(import.meta.url)) await runCommand(() => buildSite());

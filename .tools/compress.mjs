import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { inProject } from './project.mjs';

const compressible = new Set(
  ['html', 'js', 'mjs', 'css', 'svg', 'json', 'jsonld', 'geojson', 'wasm', 'xml', 'txt', 'csv'].map(
    (name) => `.${name}`,
  ),
);
const smallestBytes = 1024;
const largeBytes = 1024 * 1024;
const cacheDays = 30;

const brotli = promisify(brotliCompress);

/**
 * Writes a Brotli twin beside every file that gains from one.
 *
 * @param {string} directory
 * @param {{ cacheDirectory?: string }} [options]
 */
export async function compressDirectory(directory, { cacheDirectory = inProject('.cache', 'brotli') } = {}) {
  await mkdir(cacheDirectory, { recursive: true });
  const waiting = await filesToCompress(directory);
  const total = { files: 0, bytes: 0, compressedBytes: 0, reused: 0 };

  const work = async () => {
    for (let file = waiting.pop(); file; file = waiting.pop()) {
      const result = await compressFile(file, cacheDirectory);
      total.files += 1;
      total.bytes += result.bytes;
      total.compressedBytes += result.compressedBytes;
      total.reused += result.reused ? 1 : 0;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  await forgetOld(cacheDirectory);
  return total;
}

/** @param {string} directory */
async function filesToCompress(directory) {
  const files = [];
  for (const name of await readdir(directory, { recursive: true })) {
    if (!compressible.has(extname(name).toLowerCase())) continue;
    const path = join(directory, name);
    const found = await stat(path);
    if (found.isFile() && found.size > smallestBytes) files.push({ path, size: found.size });
  }
  // Workers take from the end: the engine, by far the largest, must not be the last one that all others wait for.
  return files.sort((a, b) => a.size - b.size).map((file) => file.path);
}

/**
 * @param {string} file
 * @param {string} cacheDirectory
 */
async function compressFile(file, cacheDirectory) {
  const content = await readFile(file);
  const quality = qualityFor(file, content.length);
  const key = createHash('sha256').update(content).digest('hex');
  const cached = join(cacheDirectory, `${key}.${quality}.br`);
  const target = `${file}.br`;

  if (await copied(cached, target)) {
    const now = new Date();
    await utimes(cached, now, now);
    return { bytes: content.length, compressedBytes: (await stat(target)).size, reused: true };
  }
  const compressed = await brotli(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      // The widest window a browser must accept; worth 2 % on the engine.
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
  await Promise.all([writeFile(cached, compressed), writeFile(target, compressed)]);
  return { bytes: content.length, compressedBytes: compressed.length, reused: false };
}

/**
 * @param {string} file
 * @param {number} bytes
 */
function qualityFor(file, bytes) {
  // 1,400 feeds are new every night: 11 would save 10 % of 1.6 MB and take 17 s instead of 0.2.
  if (extname(file) === '.xml') return 6;
  // On the 18 MB engine quality 11 saves 14 % and takes fifteen times as long (33 s against 2 s).
  return bytes > largeBytes ? 9 : 11;
}

/**
 * @param {string} from
 * @param {string} to
 * @returns {Promise<boolean>} whether there was anything to copy
 */
async function copied(from, to) {
  try {
    await copyFile(from, to);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return false;
    throw error;
  }
}

/** @param {string} cacheDirectory */
async function forgetOld(cacheDirectory) {
  const oldestMs = Date.now() - cacheDays * 24 * 60 * 60 * 1000;
  for (const name of await readdir(cacheDirectory)) {
    const path = join(cacheDirectory, name);
    if ((await stat(path)).mtimeMs < oldestMs) await rm(path, { force: true });
  }
}

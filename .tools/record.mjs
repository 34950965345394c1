import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { fingerprint } from './fingerprint.mjs';
import { run } from './run.mjs';
import { step } from './step.mjs';

/** What a sample is made by: when it changes, an earlier sample may lack what pages now ask for. */
const makers = ['data-pipeline', 'src/contract', 'src/statistics', 'package-lock.json'];

/**
 * Makes the sample record where nothing is published yet. A real record is never touched; a sample that no longer
 * reaches yesterday is made anew, because "the last 90 days" would otherwise drift away from today, and so is one made
 * by an earlier version of the pipeline.
 *
 * @param {string} publishDirectory
 * @param {{ now?: Date }} [options]
 */
export async function ensureRecord(publishDirectory, { now = new Date() } = {}) {
  const published = readManifest(join(publishDirectory, 'manifest.json'));
  const yesterday = dayBefore(now);
  const stamp = join(publishDirectory, '.sample');
  const wanted = fingerprint(makers);
  const madeBy = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  if (published && !isStaleSample(published, yesterday, madeBy === wanted)) return;

  const name = published
    ? `Renewing the sample record (it ended ${dayOf(published)})`
    : 'Making the sample record';
  await step(name, async () => {
    const code = await run('node', ['data-pipeline/cli.ts', 'sample']);
    if (code !== 0)
      throw new Failure(`The sample record was not made (exit code ${code}): see the message above.`);
    writeFileSync(stamp, wanted);
  });
}

/** @typedef {{ snapshot?: { source?: string, dataThrough?: string } }} Manifest */

/**
 * @param {Manifest} manifest
 * @param {string} yesterday
 * @param {boolean} isOfThisVersion
 */
export function isStaleSample(manifest, yesterday, isOfThisVersion) {
  return manifest.snapshot?.source === 'sample' && (dayOf(manifest) < yesterday || !isOfThisVersion);
}

/**
 * @param {Date} now
 * @returns {string} the day before, by Baltimore's calendar, as YYYY-MM-DD
 */
export function dayBefore(now) {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(now);
  const day = new Date(`${today}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

/** @param {Manifest} manifest */
function dayOf(manifest) {
  return manifest.snapshot?.dataThrough?.slice(0, 10) ?? '';
}

/**
 * @param {string} file
 * @returns {Manifest | undefined}
 */
function readManifest(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Failure(
      `${file} is not JSON (${/** @type {Error} */ (error).message}), expected a manifest: ` +
        'publish again with `npm run pipeline`, or delete it for a sample record.',
    );
  }
}

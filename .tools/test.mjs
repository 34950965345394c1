import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { Failure, runCommand } from './failure.mjs';
import { ensureInstalled } from './install.mjs';
import { inProject } from './project.mjs';
import { run } from './run.mjs';
import { summarize } from './summary.mjs';

const checks = ['types', 'lint', 'format'];
const suites = ['unit', 'integration', 'e2e'];

/** @typedef {import('./summary.mjs').Counts} Counts */

await runCommand(async () => {
  const total = { passed: 0, failed: 0, skipped: 0 };
  try {
    await ensureInstalled();
    const browserPath = await browser();
    // One of them takes as long as the others together, and none takes more than one core.
    for (const counts of await Promise.all(checks.map(runCheck))) add(total, counts);
    for (const name of suites) {
      const lacksBrowser = name === 'e2e' && browserPath === undefined;
      add(total, lacksBrowser ? { passed: 0, failed: 1, skipped: 0 } : await runSuite(name, browserPath));
    }
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error);
    total.failed += 1;
  }
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
  return total.failed > 0 ? 1 : 0;
});

/** @returns {Promise<string | undefined>} without a browser everything else is still worth knowing */
async function browser() {
  const { findBrowser } = await import('./browser.mjs');
  try {
    return await findBrowser();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(error.message);
    return undefined;
  }
}

/**
 * @param {string} name
 * @returns {Promise<Counts>}
 */
async function runCheck(name) {
  const code = await run('npm', ['run', '--silent', `test:${name}`]);
  console.log(`── ${name}: ${code === 0 ? 'nothing to complain of' : 'see above'}`);
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/**
 * @param {string} name
 * @param {string | undefined} browserPath
 * @returns {Promise<Counts>}
 */
async function runSuite(name, browserPath) {
  console.log(`\n── ${name}`);
  mkdirSync(inProject('.cache', 'test'), { recursive: true });
  // Relative and without spaces, because on Windows it passes through a shell.
  const reportFile = `.cache/test/${name}.json`;
  rmSync(inProject(reportFile), { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const code = await run('npm', ['run', '--silent', `test:${name}`, '--', ...reporters], {
    env: browserPath ? { BROWSER_PATH: browserPath } : {},
  });
  const report = existsSync(inProject(reportFile)) ? readFileSync(inProject(reportFile), 'utf8') : undefined;
  return summarize(report, code);
}

/**
 * @param {Counts} total
 * @param {Counts} counts
 */
function add(total, counts) {
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
}

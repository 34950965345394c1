import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { browserArguments, findBrowser } from './browser.mjs';
import { buildSite } from './build.mjs';
import { Failure, runCommand } from './failure.mjs';
import { fingerprint } from './fingerprint.mjs';
import { inProject } from './project.mjs';
import { run } from './run.mjs';
import { startServer } from './serve.mjs';
import { describeSite } from './site.mjs';
import { step } from './step.mjs';

// Fixed in every way, so that a test may name a number it expects to see.
const sampleArguments = ['sample', '--rows', '60000', '--seed', '311', '--through', '2026-11-15'];

const home = inProject('.cache', 'e2e');
const recordStamp = `${home}/.record`;
const env = {
  ...process.env,
  PUBLISH_DIR: `${home}/data`,
  DATA_DIR: `${home}/state`,
  SITE_OUT_DIR: `${home}/dist`,
};

await runCommand(async () => {
  const browserPath = await findBrowser();
  await ensureTestRecord();
  const site = describeSite(env);
  if (!site.isBuilt()) {
    await step('Building the test site', async () => {
      const code = await buildSite(env);
      if (code !== 0)
        throw new Failure(`The test site was not built (exit code ${code}): see the message above.`);
    });
  }

  const server = await startServer({ directory: site.directory });
  try {
    const vitest = inProject('node_modules', 'vitest', 'vitest.mjs');
    const config = ['--config', '.tools/vitest.config.ts', '--project', 'e2e'];
    return await run('node', [vitest, 'run', ...config, ...process.argv.slice(2)], {
      env: {
        ...env,
        SITE_URL: server.address,
        BROWSER_PATH: browserPath,
        BROWSER_ARGUMENTS: browserArguments.join(' '),
      },
    });
  } finally {
    await server.close();
  }
});

async function ensureTestRecord() {
  const wanted = fingerprint(['data-pipeline', 'src/contract', 'src/statistics', 'package-lock.json'], {
    also: sampleArguments,
  });
  const isThere = existsSync(`${env.PUBLISH_DIR}/manifest.json`) && existsSync(recordStamp);
  if (isThere && readFileSync(recordStamp, 'utf8') === wanted) return;

  await step('Making the test record', async () => {
    for (const path of [recordStamp, env.PUBLISH_DIR, env.DATA_DIR])
      rmSync(path, { recursive: true, force: true });
    mkdirSync(home, { recursive: true });
    const code = await run('node', ['data-pipeline/cli.ts', ...sampleArguments], { env });
    if (code !== 0)
      throw new Failure(`The test record was not made (exit code ${code}): see the message above.`);
    writeFileSync(recordStamp, wanted);
  });
}

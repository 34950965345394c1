import { parseArgs } from 'node:util';
import { Failure, runCommand } from './failure.mjs';
import { ensureInstalled } from './install.mjs';

const usualPort = 4311;

await runCommand(async () => {
  const wanted = readOptions();
  await ensureInstalled();

  // What follows needs installed packages.
  const { ensureRecord } = await import('./record.mjs');
  const { buildSite } = await import('./build.mjs');
  const { describeSite } = await import('./site.mjs');
  const { step } = await import('./step.mjs');
  const { closeOnSignal, parsePort, startServer } = await import('./serve.mjs');

  const askedPort = wanted.port === undefined ? undefined : parsePort(wanted.portName, wanted.port);
  const site = describeSite(process.env);
  await ensureRecord(site.publishDirectory);
  if (!site.isBuilt()) {
    await step('Building the site', async () => {
      const code = await buildSite();
      if (code !== 0) throw new Failure(`The site was not built (exit code ${code}): see the message above.`);
    });
  }

  // Whoever names a port waits for us on that one.
  const server = await startServer({
    directory: site.directory,
    port: askedPort ?? usualPort,
    host: process.env.HOST || '127.0.0.1',
    orNextPorts: askedPort === undefined ? 50 : 0,
  });
  closeOnSignal(server);
  console.log(`Open ${server.address}`);
});

function readOptions() {
  try {
    const { values } = parseArgs({ options: { port: { type: 'string' } } });
    return values.port === undefined
      ? { portName: 'PORT', port: process.env.PORT || undefined }
      : { portName: '--port', port: values.port };
  } catch (error) {
    throw new Failure(`${/** @type {Error} */ (error).message} Usage: npm start -- [--port N]`);
  }
}

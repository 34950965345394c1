import { resolve } from 'node:path';
import { runCommandLine } from './command-line.ts';

process.exitCode = await runCommandLine(process.argv.slice(2), {
  now: () => new Date(),
  log: (line) => console.log(line),
  fetchJson: async (url) => {
    const response = await fetch(url, { signal: AbortSignal.timeout(60_000) });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return response.json();
  },
  dataFolder: resolve(process.env['DATA_DIR'] ?? 'data'),
  publishFolder: resolve(process.env['PUBLISH_DIR'] ?? 'public/data'),
});

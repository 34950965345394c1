import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommandLine } from './command-line.ts';
import { lineProgress, terminalProgress } from './progress.ts';
import { usualPatience } from './service/ask.ts';

const now = (): Date => new Date();
const log = (line: string): void => console.log(line);

process.exitCode = await runCommandLine(process.argv.slice(2), {
  log,
  progress: process.stderr.isTTY
    ? terminalProgress((text) => process.stderr.write(text), now)
    : lineProgress((line) => process.stderr.write(`${line}\n`), now),
  service: { fetch, sleep: (milliseconds) => sleep(milliseconds), now, patience: usualPatience },
  dataFolder: resolve(process.env['DATA_DIR'] ?? 'data'),
  publishFolder: resolve(process.env['PUBLISH_DIR'] ?? 'public/data'),
});

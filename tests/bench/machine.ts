import { cpus, totalmem } from 'node:os';

/** One line about the machine and the day, for every published figure. */
export function describeMachine(browserVersion: string, now: Date): string {
  const [first] = cpus();
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  return `${now.toISOString().slice(0, 10)}, ${cpus().length} × ${first?.model.trim() ?? 'unknown CPU'}, ${gibibytes} GiB, Node ${process.version}, Chromium ${browserVersion} (WebGL in software)`;
}

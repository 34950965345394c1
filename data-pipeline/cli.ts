import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isExpected, UsageError } from './error.ts';
import { rebuild, sample, verify, type Effects } from './run.ts';

const usage = `Usage:
  npm run pipeline -- sample  [--rows N] [--seed S] [--through YYYY-MM-DD] [--months N]
  npm run pipeline -- rebuild --from DIR|FILE... [--config FILE]
  npm run pipeline -- verify
DATA_DIR (default ./data) holds the pipeline's own state, PUBLISH_DIR (default ./public/data) what is published.`;

const effects: Effects = {
  now: () => new Date(),
  log: (line) => console.log(line),
  fetchJson: async (url) => {
    const response = await fetch(url, { signal: AbortSignal.timeout(60_000) });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return response.json();
  },
  dataFolder: resolve(process.env['DATA_DIR'] ?? 'data'),
  publishFolder: resolve(process.env['PUBLISH_DIR'] ?? 'public/data'),
};

function whole(name: string, text: string | undefined, otherwise: number, least: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least) {
    throw new UsageError(`--${name} is "${text}"; expected a whole number of at least ${least}.`);
  }
  return value;
}

function day(text: string | undefined): string {
  if (text === undefined) return new Date(effects.now().getTime() - 86_400_000).toISOString().slice(0, 10);
  const date = new Date(`${text}T00:00:00Z`);
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(text) ||
    Number.isNaN(date.getTime()) ||
    date.toISOString().slice(0, 10) !== text
  ) {
    throw new UsageError(`--through is "${text}"; expected a day as YYYY-MM-DD.`);
  }
  return text;
}

async function main(argv: string[]): Promise<void> {
  const { values, positionals } = readArguments(argv);
  const [command, ...rest] = positionals;
  mkdirSync(effects.dataFolder, { recursive: true });
  if (command === 'rebuild') {
    if (values.from === undefined) throw new UsageError('rebuild needs --from DIR|FILE...');
    const config = values.config ?? resolve(import.meta.dirname, 'open-baltimore.json');
    await rebuild(effects, [...values.from, ...rest], config);
    return;
  }
  if (rest.length > 0) throw new UsageError(`"${rest[0]}" is not expected after ${command}.`);
  if (command === 'sample') {
    const rows = whole('rows', values.rows, 300_000, 1000);
    const months = values.months === undefined ? undefined : whole('months', values.months, 24, 1);
    await sample(effects, {
      rows,
      seed: whole('seed', values.seed, 311, 0),
      through: day(values.through),
      ...(months === undefined ? {} : { months }),
    });
  } else if (command === 'verify') {
    await verify(effects);
  } else {
    throw new UsageError(command === undefined ? 'No command.' : `"${command}" is not a command.`);
  }
}

function readArguments(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        rows: { type: 'string' },
        seed: { type: 'string' },
        through: { type: 'string' },
        months: { type: 'string' },
        from: { type: 'string', multiple: true },
        config: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message.split('\n')[0] ?? 'Unreadable command line.');
  }
}

try {
  await main(process.argv.slice(2).filter((word) => word !== '--'));
} catch (error) {
  if (!isExpected(error)) throw error;
  console.error(error.message);
  if (error instanceof UsageError) console.error(usage);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

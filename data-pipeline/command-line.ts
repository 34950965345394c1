import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isExpected, UsageError } from './error.ts';
import { nightly, rebuild, rollback, sample, verify, type Effects } from './run.ts';

const usage = `Usage:
  npm run pipeline -- sample  [--rows N] [--seed S] [--through YYYY-MM-DD] [--months N]
  npm run pipeline -- nightly [--config FILE] [--since YYYY-MM-DD] [--first-year YYYY] [--whole] [--accept-fields]
  npm run pipeline -- rebuild --from DIR|FILE... [--config FILE]
  npm run pipeline -- verify
  npm run pipeline -- rollback
DATA_DIR (default ./data) holds the pipeline's own state, PUBLISH_DIR (default ./public/data) what is published.`;

/** The commands there are. */
export const commands = ['sample', 'nightly', 'rebuild', 'verify', 'rollback'];

/** Their options, as parseArgs takes them. */
export const options = {
  rows: { type: 'string' },
  seed: { type: 'string' },
  through: { type: 'string' },
  months: { type: 'string' },
  from: { type: 'string', multiple: true },
  config: { type: 'string' },
  since: { type: 'string' },
  'first-year': { type: 'string' },
  whole: { type: 'boolean' },
  'accept-fields': { type: 'boolean' },
} as const;

/**
 * Carries out one command line and says how it ended.
 * @returns the exit code: 0 published, 1 refused or failed (what was published is untouched), 2 wrong usage.
 * @throws anything that is a bug rather than an operator's or a source's mistake.
 */
export async function runCommandLine(argv: readonly string[], effects: Effects): Promise<number> {
  try {
    await carryOut(argv, effects);
    return 0;
  } catch (error) {
    if (!isExpected(error)) throw error;
    effects.log(error.message);
    if (error instanceof UsageError) effects.log(usage);
    return error instanceof UsageError ? 2 : 1;
  }
}

function whole(name: string, text: string | undefined, otherwise: number, least: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least) {
    throw new UsageError(`--${name} is "${text}"; expected a whole number of at least ${least}.`);
  }
  return value;
}

function day(name: string, text: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(text) ||
    Number.isNaN(date.getTime()) ||
    date.toISOString().slice(0, 10) !== text
  ) {
    throw new UsageError(`--${name} is "${text}"; expected a day as YYYY-MM-DD.`);
  }
  return text;
}

const yesterday = (now: Date): string => new Date(now.getTime() - 86_400_000).toISOString().slice(0, 10);

async function carryOut(argv: readonly string[], effects: Effects): Promise<void> {
  const { values, positionals } = readArguments(argv);
  const [command, ...rest] = positionals;
  mkdirSync(effects.dataFolder, { recursive: true });
  const config = values.config ?? resolve(import.meta.dirname, 'open-baltimore.json');
  if (command === 'rebuild') {
    if (values.from === undefined) throw new UsageError('rebuild needs --from DIR|FILE...');
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
      through:
        values.through === undefined ? yesterday(effects.service.now()) : day('through', values.through),
      ...(months === undefined ? {} : { months }),
    });
  } else if (command === 'nightly') {
    const firstYear = values['first-year'];
    await nightly(effects, config, {
      since: values.since === undefined ? null : day('since', values.since),
      firstYear: firstYear === undefined ? null : whole('first-year', firstYear, 0, 2004),
      whole: values.whole ?? false,
      acceptFields: values['accept-fields'] ?? false,
    });
  } else if (command === 'verify') {
    await verify(effects);
  } else if (command === 'rollback') {
    rollback(effects);
  } else {
    throw new UsageError(command === undefined ? 'No command.' : `"${command}" is not a command.`);
  }
}

function readArguments(argv: readonly string[]) {
  try {
    return parseArgs({
      args: withNegatives(argv.filter((word) => word !== '--')),
      allowPositionals: true,
      options,
    });
  } catch (error) {
    throw new UsageError((error as Error).message.split('\n')[0] ?? 'Unreadable command line.');
  }
}

/** parseArgs takes `-5` for an option; joined to its own it is read as the value it is, and refused by name. */
function withNegatives(words: readonly string[]): string[] {
  return words.reduce<string[]>((joined, word) => {
    const before = joined.at(-1);
    if (/^-\d/.test(word) && before?.startsWith('--') === true && !before.includes('=')) {
      joined[joined.length - 1] = `${before}=${word}`;
    } else {
      joined.push(word);
    }
    return joined;
  }, []);
}

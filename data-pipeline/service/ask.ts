import pRetry, { AbortError } from 'p-retry';
import { ServiceError } from '../error.ts';

/** How the pipeline reaches the City's service, so that tests can stand in for it. */
export interface Service {
  fetch: (url: string, init: { signal: AbortSignal }) => Promise<Response>;
  sleep: (milliseconds: number) => Promise<void>;
  now: () => Date;
  patience: Patience;
}

/** How long and how often one question is asked. Waits double from the first to the longest, with jitter. */
export interface Patience {
  attempts: number;
  firstWaitMs: number;
  longestWaitMs: number;
  timeoutMs: number;
  /** Questions under way at once. */
  concurrency: number;
}

export const usualPatience: Patience = {
  attempts: 8,
  firstWaitMs: 1000,
  longestWaitMs: 60_000,
  timeoutMs: 120_000,
  concurrency: 4,
};

/** Longer than this a service that says Retry-After is not waited for: the next night will do. */
const longestRetryAfterMs = 15 * 60_000;

/** A failure that another try may mend. `retryAfterMs` is the service's own wish, if it stated one. */
class PassingTrouble extends Error {
  readonly retryAfterMs: number | null;
  constructor(message: string, retryAfterMs: number | null = null) {
    super(message);
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * Asks an ArcGIS REST address and gives its JSON. Lost connections, timeouts, HTTP 429 and 5xx, HTML where JSON was
 * due, cut JSON and errors inside HTTP 200 are tried again; Retry-After is honoured. HTTP 4xx and "Invalid URL" are
 * final at once.
 * @throws ServiceError saying what the service answered last, and how often it was asked.
 */
export async function askService(service: Service, url: string): Promise<unknown> {
  const { attempts, firstWaitMs, longestWaitMs } = service.patience;
  try {
    return await pRetry(() => askOnce(service, url), {
      retries: attempts - 1,
      minTimeout: firstWaitMs,
      maxTimeout: longestWaitMs,
      randomize: true,
      onFailedAttempt: async ({ error }) => {
        if (error instanceof PassingTrouble && error.retryAfterMs !== null)
          await service.sleep(error.retryAfterMs);
      },
    });
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    if (!(error instanceof PassingTrouble)) throw error;
    throw new ServiceError(
      `${nameOf(url)}: ${error.message}, asked ${attempts} times; what was published stays. Run again later.`,
    );
  }
}

async function askOnce(service: Service, url: string): Promise<unknown> {
  let status: number;
  let text: string;
  let retryAfterMs: number | null;
  try {
    const response = await service.fetch(url, { signal: AbortSignal.timeout(service.patience.timeoutMs) });
    status = response.status;
    retryAfterMs = readRetryAfter(response.headers.get('retry-after'), service.now());
    text = await response.text();
  } catch (error) {
    throw new PassingTrouble(`no answer (${reasonOf(error)})`);
  }
  if (status === 429 || status >= 500) {
    if (retryAfterMs !== null && retryAfterMs > longestRetryAfterMs) {
      throw final(
        url,
        `HTTP ${status} and asked to be left alone for ${Math.round(retryAfterMs / 60_000)} minutes`,
      );
    }
    throw new PassingTrouble(`HTTP ${status}`, retryAfterMs);
  }
  if (status !== 200) throw final(url, `HTTP ${status}`, status === 404);
  return readAnswer(url, text);
}

function readAnswer(url: string, text: string): unknown {
  if (text.trim() === '') throw new PassingTrouble('an empty answer');
  if (/^\s*</.test(text)) throw new PassingTrouble('HTML instead of JSON');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new PassingTrouble('JSON that breaks off');
  }
  if (typeof json === 'object' && json !== null && 'error' in json) {
    const { error } = json as { error: { code?: number; message?: string } | null };
    const words = `error ${error?.code ?? 'without a code'}: ${error?.message ?? 'no message'}`;
    if (/invalid url/i.test(words)) throw final(url, words, true);
    throw new PassingTrouble(words);
  }
  return json;
}

/** p-retry goes on after any ordinary error; only this kind stops it at once. */
function final(url: string, saw: string, absent = false): AbortError {
  const message = `${nameOf(url)} answers ${saw}; expected JSON. Check the address in the config, or run again later.`;
  return new AbortError(new ServiceError(message, { absent }));
}

/** Reads a Retry-After header, in seconds or as a date. Milliseconds to wait, null without one. */
export function readRetryAfter(header: string | null, now: Date): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
}

/** The part of an address an operator recognizes: without the query. */
export function nameOf(url: string): string {
  return url.split('?')[0] ?? url;
}

import { createServer, type AddressInfo } from 'node:net';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright';
import { browserArguments, findBrowser } from '../../.tools/browser.mjs';
import { spread } from './figure.ts';

const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
type Category = (typeof categories)[number];

/** Pages as Lighthouse is asked about them, by their path. */
export const auditedPages = [
  '',
  'neighborhood/canton/',
  'district/district-1/',
  'es/vecindario/canton/',
  'equity/',
  'es/equidad/',
];

/** Medians of a page's runs. */
export interface Audit {
  path: string;
  /** From 0 to 100. */
  scores: Record<Category, number>;
  /** The largest paint on a simulated slow 4G and a phone's processor. */
  largestPaintMs: number;
  /** Audits that cost points in any run. */
  costly: string[];
}

/**
 * Runs Lighthouse as it comes, for a phone on slow 4G, some times on each page. One audit is left out: that the page may
 * be indexed. Sample data asks not to be, on purpose.
 */
export async function measureLighthouse(
  url: string,
  paths: readonly string[] = auditedPages,
  runs = 3,
): Promise<Audit[]> {
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: [...browserArguments, `--remote-debugging-port=${port}`],
  });
  const audits: Audit[] = [];
  for (const path of paths) {
    const results: Omit<Audit, 'path'>[] = [];
    for (let run = 0; run < runs; run += 1) results.push(await audit(`${url}${path}`, port));
    audits.push({
      path,
      scores: Object.fromEntries(
        categories.map((name) => [name, spread(results.map(({ scores }) => scores[name])).median]),
      ) as Record<Category, number>,
      largestPaintMs: spread(results.map(({ largestPaintMs }) => largestPaintMs)).median,
      costly: [...new Set(results.flatMap(({ costly }) => costly))],
    });
  }
  await browser.close();
  return audits;
}

async function audit(url: string, port: number): Promise<Omit<Audit, 'path'>> {
  const result = await lighthouse(url, {
    port,
    logLevel: 'error',
    onlyCategories: [...categories],
    skipAudits: ['is-crawlable'],
  });
  if (result === undefined) throw new Error(`Lighthouse gave no result for ${url}`);
  const { audits, categories: found, runtimeError } = result.lhr;
  if (runtimeError !== undefined) throw new Error(`Lighthouse on ${url}: ${runtimeError.message}`);
  const weighty = Object.values(found).flatMap(({ auditRefs }) =>
    auditRefs.filter(({ weight }) => weight > 0),
  );
  return {
    scores: Object.fromEntries(
      categories.map((name) => [name, Math.round((found[name]?.score ?? 0) * 100)]),
    ) as Record<Category, number>,
    largestPaintMs: audits['largest-contentful-paint']?.numericValue ?? NaN,
    costly: weighty.map(({ id }) => id).filter((id) => (audits[id]?.score ?? 1) < 0.9),
  };
}

/** A port that nothing listens on: Lighthouse speaks to the browser through one. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../src/statistics/random.ts';
import { partsOf } from '../../data-pipeline/part-index.ts';
import { filesOf } from '../../data-pipeline/snapshot.ts';
import { sha256Of } from '../../data-pipeline/stages/write.ts';
import { wallClock } from '../../src/contract/freshness.ts';
import { parseManifest, type Manifest } from '../../src/contract/manifest.ts';
import { makeCityRows } from '../fake/city-row.ts';
import { FakeFeatureServer } from '../fake/feature-server.ts';
import type { Listening } from '../fake/loopback.ts';
import { layerPath } from './night-folder.ts';
import { writeSmallCity } from './small-export.ts';

/** Runs killed in all; they share a lane each with the others of its parity, two lanes at a time. */
const kills = 50;
const current = layerPath('current');
const rowsOf = (seed: number, from: string, to: string): ReturnType<typeof makeCityRows> =>
  makeCityRows({ seed, rows: 240, from, to });

/** A reader that looks at the folder again and again, as browsers and hosts do at any moment. */
class Reader {
  readonly #folder: string;
  readonly #checked = new Set<string>();
  looks = 0;
  trouble: string | null = null;
  #stopped = false;
  #done: Promise<void>;

  constructor(folder: string) {
    this.#folder = folder;
    this.#done = this.#read();
  }

  stop(): Promise<void> {
    this.#stopped = true;
    return this.#done;
  }

  async #read(): Promise<void> {
    while (!this.#stopped && this.trouble === null) {
      await this.#look();
      await new Promise((resume) => setTimeout(resume, 3));
    }
  }

  async #look(): Promise<void> {
    const path = join(this.#folder, 'manifest.json');
    if (!existsSync(path)) return;
    let manifest: Manifest;
    try {
      manifest = parseManifest(JSON.parse(readFileSync(path, 'utf8')));
    } catch (error) {
      this.trouble = `the manifest is not whole: ${(error as Error).message}`;
      return;
    }
    this.looks += 1;
    const parts = partsOf(this.#folder, manifest).map(({ path, bytes, sha8 }) => ({
      path,
      bytes,
      sha256: sha8,
    }));
    for (const file of [...filesOf(manifest), ...parts]) {
      const own = join(this.#folder, file.path);
      if (!existsSync(own)) this.trouble = `${file.path} is named and missing`;
      else if (statSync(own).size !== file.bytes) this.trouble = `${file.path} is half written`;
      else if (!this.#checked.has(file.path)) {
        if (!(await sha256Of(own)).startsWith(file.sha256)) this.trouble = `${file.path} holds other bytes`;
        this.#checked.add(file.path);
      }
      if (this.trouble !== null) return;
    }
  }
}

/** Starts the real command line in a process of its own; kills it after so many milliseconds, if that is given. */
function run(
  root: string,
  killAfterMs: number | null,
): Promise<{ code: number | null; output: string; ms: number }> {
  const startedMs = performance.now();
  const child = spawn(
    process.execPath,
    [resolve('data-pipeline/cli.ts'), 'nightly', '--config', join(root, 'night.json')],
    {
      env: { ...process.env, DATA_DIR: join(root, 'state'), PUBLISH_DIR: join(root, 'published') },
    },
  );
  let output = '';
  child.stdout.on('data', (text) => (output += String(text)));
  child.stderr.on('data', (text) => (output += String(text)));
  const timer = killAfterMs === null ? null : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  return new Promise((done) => {
    child.on('close', (code) => {
      if (timer !== null) clearTimeout(timer);
      done({ code, output, ms: performance.now() - startedMs });
    });
  });
}

function published(root: string): { tables: Manifest['tables']; counts: Manifest['counts'] } {
  const { tables, counts } = parseManifest(
    JSON.parse(readFileSync(join(root, 'published', 'manifest.json'), 'utf8')),
  );
  const { changes: _changes, snapshots: _snapshots, ...others } = tables;
  return { tables: others, counts };
}

describe('a run killed at a random moment', () => {
  // The runs tell the time by this machine's clock, so the rows end with yesterday as Baltimore counts its days.
  const daysAgo = (days: number): string => wallClock(new Date(Date.now() - days * 86_400_000)).slice(0, 10);
  const server = new FakeFeatureServer({
    layers: { [current]: rowsOf(7, daysAgo(60), daysAgo(1)) },
    pageSize: 40,
  });
  const roots: string[] = [];
  let listening: Listening;
  let wanted: ReturnType<typeof published>;
  let undisturbedMs = 0;

  const makeRoot = (): string => {
    const root = mkdtempSync(join(tmpdir(), 'portal-killed-'));
    roots.push(root);
    writeSmallCity(root, []);
    writeFileSync(
      join(root, 'night.json'),
      JSON.stringify({
        layers: [{ year: 'current', url: `${listening.address}/${current}` }],
        boundaries: { neighborhoods: { file: 'neighborhoods.geojson' } },
      }),
    );
    return root;
  };

  beforeAll(async () => {
    listening = await server.listen();
    const root = makeRoot();
    const undisturbed = await run(root, null);
    expect(undisturbed.output).toMatch(/Published 240 requests/);
    undisturbedMs = undisturbed.ms;
    wanted = published(root);
  });

  afterAll(async () => {
    await listening.close();
    for (const root of roots) rmSync(root, { recursive: true, force: true });
  });

  it(
    `fifty times leaves readers a whole record, and the run after it ends like one nobody disturbed`,
    { timeout: 400_000 },
    async () => {
      const random = new Random(50);
      const moments = Array.from({ length: kills }, () => random.next() * undisturbedMs);
      let [killed, looks] = [0, 0];
      const lane = async (mine: readonly number[]): Promise<void> => {
        let root = makeRoot();
        let times = 0;
        for (const moment of mine) {
          const reader = new Reader(join(root, 'published'));
          const first = await run(root, moment);
          if (first.code === null) killed += 1;
          // Half of the runs are killed twice before they may end; the others are resumed at once.
          times += 1;
          if (times % 2 === 1) {
            await reader.stop();
            expect(reader.trouble).toBeNull();
            looks += reader.looks;
            continue;
          }
          const second = await run(root, null);
          await reader.stop();
          expect(second.output).toMatch(/Published 240 requests/);
          expect(reader.trouble).toBeNull();
          looks += reader.looks;
          expect(published(root)).toEqual(wanted);
          root = makeRoot();
        }
      };
      await Promise.all([
        lane(moments.filter((_, index) => index % 2 === 0)),
        lane(moments.filter((_, index) => index % 2 === 1)),
      ]);
      expect(killed, 'most were indeed killed before their end').toBeGreaterThan(kills / 2);
      expect(looks, 'readers did look').toBeGreaterThan(100);
    },
  );

  it('does not run beside another: the second says so and changes nothing', async () => {
    const root = makeRoot();
    expect((await run(root, null)).code).toBe(0);
    const before = readFileSync(join(root, 'published', 'manifest.json'), 'utf8');
    // Another process has the record open, as a run does from its first moment to its last.
    const other = await DuckDBInstance.create(join(root, 'state', 'record.duckdb'));
    const second = await run(root, null);
    other.closeSync();
    expect(second.output).toMatch(/Another run is under way/);
    expect(second.code).toBe(1);
    expect(readFileSync(join(root, 'published', 'manifest.json'), 'utf8')).toBe(before);
    expect((await run(root, null)).code, 'and runs again once the other has ended').toBe(0);
  });
});

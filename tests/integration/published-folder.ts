import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll } from 'vitest';
import { runCommandLine } from '../../data-pipeline/command-line.ts';
import { lineProgress } from '../../data-pipeline/progress.ts';
import { readIndexes } from '../../data-pipeline/part-index.ts';
import type { Service } from '../../data-pipeline/service/ask.ts';
import { parseManifest, type Manifest } from '../../src/contract/manifest.ts';
import { partPath, type Part, type PartTable } from '../../src/contract/part.ts';
import type { StreetColumns, StreetPart } from '../../src/contract/street-part.ts';

/** How a run of the pipeline ended. */
export interface Run {
  exitCode: number;
  output: string;
}

/** A part as unpacked. */
export interface OpenPart extends Part {
  index: string;
  key: string;
  words: Record<string, string[]>;
}

/** A street of a part of `by_street`, as unpacked. */
export interface OpenStreet extends Omit<OpenPart, 'rows'> {
  street: string;
  columns: StreetColumns;
}

/** Gives the rows of a statement, with values for its `?`. */
export type Ask = (sql: string, values?: (string | number)[]) => Promise<Record<string, unknown>[]>;

/** A folder of its own to publish into, with the pipeline and a database at hand. Removed after the test file. */
export class PublishedFolder {
  readonly root = mkdtempSync(join(tmpdir(), 'portal-'));
  readonly published = join(this.root, 'published');
  /** What runs take for now, and how they reach a service; tests move and replace them. */
  now = new Date('2026-11-23T05:10:00Z');
  fetch: Service['fetch'] = () => Promise.reject(new Error('no network in tests'));

  constructor() {
    afterAll(() => rmSync(this.root, { recursive: true, force: true }));
  }

  /** Runs the pipeline's command line with this folder's DATA_DIR and PUBLISH_DIR, at a fixed time. */
  async run(...argv: string[]): Promise<Run> {
    const lines: string[] = [];
    const exitCode = await runCommandLine(argv, {
      log: (line) => lines.push(line),
      progress: lineProgress(
        () => undefined,
        () => this.now,
      ),
      service: {
        fetch: this.fetch,
        sleep: () => Promise.resolve(),
        now: () => this.now,
        patience: { attempts: 8, firstWaitMs: 0, longestWaitMs: 1, timeoutMs: 60, concurrency: 3 },
      },
      dataFolder: join(this.root, 'state'),
      publishFolder: this.published,
    });
    return { exitCode, output: lines.join('\n') };
  }

  manifest(): Manifest {
    return parseManifest(JSON.parse(readFileSync(join(this.published, 'manifest.json'), 'utf8')));
  }

  /** The parts of a table that is cut into rows, with the index and key of each, in order. */
  parts(table: 'lookup' | 'nearby'): OpenPart[] {
    return this.#unpack<Part>(table).map(({ part: { rows }, ...rest }) => ({ ...rest, rows }));
  }

  /** The streets of `by_street`, with the index and key of each one's part, in order. */
  streets(): OpenStreet[] {
    return this.#unpack<StreetPart>('by_street').flatMap(({ part, ...rest }) =>
      Object.entries(part.streets).map(([street, columns]) => ({ ...rest, street, columns })),
    );
  }

  #unpack<Content>(
    table: PartTable,
  ): { index: string; key: string; words: Record<string, string[]>; part: Content }[] {
    return readIndexes(this.published, this.manifest(), table).flatMap(([index, { words = {}, parts }]) =>
      Object.entries(parts).map(([key, [sha8]]) => {
        const packed = readFileSync(join(this.published, partPath(index, key, sha8)));
        return { index, key, words, part: JSON.parse(gunzipSync(packed).toString()) as Content };
      }),
    );
  }

  /** Every published file with its bytes, to see that nothing moved. */
  contents(): Map<string, string> {
    return new Map(
      readdirSync(this.published, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name))
        .map((path) => [path, readFileSync(path).toString('base64')]),
    );
  }

  /** A database with a view for each published table. */
  async open(): Promise<Ask> {
    const connection: DuckDBConnection = await (await DuckDBInstance.create(':memory:')).connect();
    for (const [name, { files }] of Object.entries(this.manifest().tables)) {
      const paths = files
        .filter(({ path }) => path.endsWith('.parquet'))
        .map(({ path }) => `'${join(this.published, path)}'`);
      if (paths.length > 0)
        await connection.run(`CREATE VIEW ${name} AS SELECT * FROM read_parquet([${paths.join(', ')}])`);
    }
    return async (sql, values = []) =>
      (await connection.runAndReadAll(sql, values)).getRowObjectsJson() as Record<string, unknown>[];
  }
}

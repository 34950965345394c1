import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, dirname } from 'node:path';
import type { ScriptTokens } from '@duckdb/duckdb-wasm';

const require = createRequire(import.meta.url);

/** The engine of readers' browsers, under Node: the same WebAssembly file, DuckDB 0.9.1. */
export interface BrowserDialect {
  /** Makes a table of Parquet files. */
  load: (name: string, files: readonly string[]) => void;
  /** Rows of a selecting statement, every cell as text, null where there is none. */
  rows: (sql: string) => (string | null)[][];
}

interface Table {
  numRows: number;
  getChildAt: (column: number) => { get: (row: number) => unknown } | null;
}

/** Starts it. */
export async function openBrowserDialect(): Promise<BrowserDialect> {
  const database = await openDatabase();
  const connection = database.connect();
  return {
    load: (name, files) => {
      files.forEach((file, index) => database.registerFileBuffer(`${name}-${index}`, readFileSync(file)));
      const list = files.map((_, index) => `'${name}-${index}'`).join(', ');
      connection.query(`CREATE TABLE ${name} AS SELECT * FROM read_parquet([${list}])`);
    },
    rows: (sql) => {
      const names = describe(connection, sql);
      const texts = names.map((_, index) => `CAST(c${index} AS VARCHAR)`).join(', ');
      const given = names.map((_, index) => `c${index}`).join(', ');
      const answer = connection.query(`SELECT ${texts} FROM (\n${sql}\n) AS given(${given})`);
      return Array.from({ length: answer.numRows }, (_, row) =>
        names.map((_name, column) => (answer.getChildAt(column)?.get(row) ?? null) as string | null),
      );
    },
  };
}

/** The engine's own cutting of a text into tokens. */
export async function openTokenizer(): Promise<(text: string) => ScriptTokens> {
  const database = await openDatabase();
  return (text) => database.tokenize(text);
}

async function openDatabase(): Promise<Blocking> {
  const path = require.resolve('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs');
  const duckdb = require(path) as {
    createDuckDB: (bundles: object, logger: object, runtime: object) => Promise<Blocking>;
    VoidLogger: new () => object;
    NODE_RUNTIME: object;
  };
  const bundle = (name: string) => ({
    mainModule: join(dirname(path), `duckdb-${name}.wasm`),
    mainWorker: '',
  });
  const bundles = { mvp: bundle('mvp'), eh: bundle('eh') };
  const database = await duckdb.createDuckDB(bundles, new duckdb.VoidLogger(), duckdb.NODE_RUNTIME);
  await database.instantiate(() => undefined);
  database.open({});
  return database;
}

interface Blocking {
  instantiate: (onProgress: () => void) => Promise<unknown>;
  open: (options: object) => void;
  connect: () => { query: (sql: string) => Table };
  registerFileBuffer: (name: string, bytes: Uint8Array) => void;
  tokenize: (text: string) => ScriptTokens;
}

function describe(connection: { query: (sql: string) => Table }, sql: string): string[] {
  const described = connection.query(`DESCRIBE\n${sql}`);
  return Array.from({ length: described.numRows }, (_, row) => String(described.getChildAt(0)?.get(row)));
}

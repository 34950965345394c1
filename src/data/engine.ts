import { AsyncDuckDB, VoidLogger, type AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import workerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import type { Statement } from '../contract/metric.ts';
import type { Progress } from './record.ts';

/** The query engine (DuckDB-WASM 1.28.0, see docs/decisions/engine-pin.md) in a worker of its own. */
export interface Engine {
  /**
   * Adds the rows of Parquet files to table `name`, which is made with the first of them. In memory a table answers
   * twice as fast as a view over the files. The files' buffers move to the worker.
   * @param columns what is kept of them; all where none are named.
   */
  append: (
    name: string,
    files: ReadonlyMap<string, Uint8Array>,
    columns?: readonly string[],
  ) => Promise<void>;
  /** Answers a statement with plain rows. */
  ask: <Row>(statement: Statement) => Promise<Row[]>;
  /** The same as columns of numbers: for answers of many rows, which would be slow to turn into objects. */
  askColumns: (statement: Statement) => Promise<Record<string, ArrayLike<number>>>;
}

/** The engine's own file is absent or cut. */
export class EngineFileError extends Error {
  override name = 'EngineFileError';
}

/**
 * Starts the engine.
 * @param engineBytes its size on disk: a compressed response does not say how much is still to come.
 * @throws EngineFileError, or the engine's own error where the browser cannot run it.
 */
export async function startEngine(engineBytes: number, onProgress: Progress): Promise<Engine> {
  const { database, connection } = await startDatabase(engineBytes, onProgress);
  return engineOf(database, connection);
}

/** An empty database in a worker of its own. `stop` ends it at once, whatever it is doing. */
export interface Database {
  database: AsyncDuckDB;
  connection: AsyncDuckDBConnection;
  stop: () => void;
  /** The worker that it lives in. */
  worker: Worker;
}

/**
 * Starts a database, for statements that are not the site's own too.
 * @param createWorker the worker that it is to live in.
 * @throws as `startEngine`.
 */
export async function startDatabase(
  engineBytes: number,
  onProgress: Progress,
  createWorker: () => Worker = () => new Worker(workerUrl),
): Promise<Database> {
  // DuckDB-WASM 1.28.0 waits for ever when its file does not arrive, so it is fetched here first, with progress;
  // the worker then finds it in the browser's cache.
  await fetchEngine(engineBytes, onProgress);
  const worker = createWorker();
  try {
    const database = new AsyncDuckDB(new VoidLogger(), worker);
    await database.instantiate(wasmUrl);
    return { database, connection: await database.connect(), stop: () => worker.terminate(), worker };
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

async function fetchEngine(engineBytes: number, onProgress: Progress): Promise<void> {
  onProgress(0, engineBytes);
  const response = await fetch(wasmUrl);
  if (!response.ok || response.body === null)
    throw new EngineFileError(`${wasmUrl}: HTTP ${response.status}`);
  let done = 0;
  const reader = response.body.getReader();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    done += chunk.value.length;
    onProgress(done, engineBytes);
  }
  if (done !== engineBytes) throw new EngineFileError(`${wasmUrl}: ${done} bytes, expected ${engineBytes}`);
}

function engineOf(database: AsyncDuckDB, connection: AsyncDuckDBConnection): Engine {
  return {
    append: async (name, files, columns = ['*']) => {
      for (const [path, bytes] of files) await database.registerFileBuffer(path, bytes);
      const list = [...files.keys()].map((path) => `'${path}'`).join(', ');
      const rows = `SELECT ${columns.join(', ')} FROM read_parquet([${list}])`;
      await connection.query(`CREATE TABLE IF NOT EXISTS ${name} AS ${rows} LIMIT 0`);
      await connection.query(`INSERT INTO ${name} ${rows}`);
      for (const path of files.keys()) await database.dropFile(path);
    },
    ask: <Row>(statement: Statement) =>
      answer(statement, (table) =>
        table.toArray().map((row: { toJSON: () => unknown }) => row.toJSON() as Row),
      ),
    askColumns: (statement) =>
      answer(statement, (table) =>
        Object.fromEntries(
          (table.schema.fields as { name: string }[]).map(({ name }, index) => [
            name,
            table.getChildAt(index)!.toArray() as ArrayLike<number>,
          ]),
        ),
      ),
  };

  async function answer<Result>(
    { sql, values }: Statement,
    read: (table: Awaited<ReturnType<AsyncDuckDBConnection['query']>>) => Result,
  ): Promise<Result> {
    const statement = await connection.prepare(sql);
    try {
      return read(await statement.query(...values));
    } finally {
      await statement.close();
    }
  }
}

import { AsyncDuckDB, VoidLogger, type AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import workerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import type { Statement } from '../contract/metric.ts';
import type { Progress } from './record.ts';

/** The query engine (DuckDB-WASM 1.28.0, see docs/decisions/engine-pin.md) in a worker of its own. */
export interface Engine {
  /** Makes `name` a view over Parquet files, replacing what it was. */
  setTable: (name: string, files: ReadonlyMap<string, Uint8Array>) => Promise<void>;
  /** Answers a statement with plain rows. */
  ask: <Row>(statement: Statement) => Promise<Row[]>;
  /** Stops the worker at once; the engine cannot be used afterwards. */
  stop: () => void;
}

/**
 * Starts the engine.
 * @param engineBytes its size on disk: a compressed response does not say how much is still to come.
 * @throws Error when the browser cannot run it.
 */
export async function startEngine(engineBytes: number, onProgress: Progress): Promise<Engine> {
  const worker = new Worker(workerUrl);
  try {
    const database = new AsyncDuckDB(new VoidLogger(), worker);
    await database.instantiate(wasmUrl, null, ({ bytesLoaded }) =>
      onProgress(Math.min(bytesLoaded, engineBytes), engineBytes),
    );
    const connection = await database.connect();
    return engineOf(database, connection, worker);
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

function engineOf(database: AsyncDuckDB, connection: AsyncDuckDBConnection, worker: Worker): Engine {
  const registered = new Set<string>();
  return {
    setTable: async (name, files) => {
      for (const [path, bytes] of files) {
        if (registered.has(path)) continue;
        // The buffer moves to the worker; a copy would double the memory of a cheap phone.
        await database.registerFileBuffer(path, bytes);
        registered.add(path);
      }
      const list = [...files.keys()].map((path) => `'${path}'`).join(', ');
      await connection.query(`CREATE OR REPLACE VIEW ${name} AS SELECT * FROM read_parquet([${list}])`);
    },
    ask: async <Row>({ sql, values }: Statement) => {
      const statement = await connection.prepare(sql);
      try {
        const answer = await statement.query(...values);
        return answer.toArray().map((row: { toJSON: () => unknown }) => row.toJSON() as Row);
      } finally {
        await statement.close();
      }
    },
    stop: () => worker.terminate(),
  };
}

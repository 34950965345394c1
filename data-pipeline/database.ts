import { readFileSync } from 'node:fs';
import {
  DuckDBInstance,
  type DuckDBConnection,
  type DuckDBDataChunk,
  type DuckDBValue,
} from '@duckdb/node-api';
import { InputError, RefusedError } from './error.ts';

/**
 * Opens a database (a file, or `:memory:`) that spills to `spillFolder` and gives it to `work`; closed afterwards.
 * @throws RefusedError when another run has the file open.
 */
export async function withDatabase<Result>(
  path: string,
  spillFolder: string,
  work: (connection: DuckDBConnection) => Promise<Result>,
): Promise<Result> {
  const instance = await open(path, spillFolder);
  const connection = await instance.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function open(path: string, spillFolder: string): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(path, {
      temp_directory: spillFolder,
      memory_limit: '4GB',
      preserve_insertion_order: 'true',
    });
  } catch (error) {
    const { message } = error as Error;
    if (/lock/i.test(message)) {
      throw new RefusedError(
        `Another run is under way: it has ${path} open. Wait until it ends, then run again; nothing was changed.`,
      );
    }
    throw new InputError(
      `${path} cannot be opened (${message.split('\n')[0]}); move it away to start a new record, or put a good copy back.`,
    );
  }
}

/**
 * Does `work` in one transaction: all of it is kept, or none.
 * @throws whatever `work` throws, after taking everything back.
 */
export async function inTransaction<Result>(
  connection: DuckDBConnection,
  work: () => Promise<Result>,
): Promise<Result> {
  await connection.run('BEGIN TRANSACTION');
  try {
    const result = await work();
    await connection.run('COMMIT');
    return result;
  } catch (error) {
    await connection.run('ROLLBACK');
    throw error;
  }
}

/** Rows of a statement as plain objects; BIGINTs come as bigint unless cast in the SQL. */
export async function readRows<Row>(
  connection: DuckDBConnection,
  sql: string,
  values: DuckDBValue[] = [],
): Promise<Row[]> {
  const reader = await connection.runAndReadAll(sql, values);
  return reader.getRowObjectsJS() as Row[];
}

/** The first row of a statement that always has one, such as an aggregate. */
export async function readRow<Row>(
  connection: DuckDBConnection,
  sql: string,
  values: DuckDBValue[] = [],
): Promise<Row> {
  const [row] = await readRows<Row>(connection, sql, values);
  if (row === undefined) throw new Error(`no row from: ${sql}`);
  return row;
}

/** An answer as the driver holds it, for many rows, of which one object each would take most of the time. */
export interface Chunks {
  names: string[];
  chunks: DuckDBDataChunk[];
}

/** Answers a statement whose numbers are never NULL. */
export async function readChunks(connection: DuckDBConnection, sql: string): Promise<Chunks> {
  const result = await connection.run(sql);
  return { names: result.columnNames(), chunks: await result.fetchAllChunks() };
}

/** The columns of an answer that holds numbers alone. */
export function columnsOf({ names, chunks }: Chunks): {
  numbers: Record<string, Float64Array>;
  rows: number;
} {
  const rows = chunks.reduce((sum, { rowCount }) => sum + rowCount, 0);
  const numbers: Record<string, Float64Array> = {};
  for (const [at, name] of names.entries()) {
    const column = new Float64Array(rows);
    let row = 0;
    for (const chunk of chunks) {
      column.set(itemsOf(chunk, at), row);
      row += chunk.rowCount;
    }
    numbers[name] = column;
  }
  return { numbers, rows };
}

/** The numbers of a chunk's column. The driver keeps them in one typed array; asked one by one they take ten times as long. */
function itemsOf(chunk: DuckDBDataChunk, at: number): ArrayLike<number> {
  const vector = chunk.getColumnVector(at);
  const { items } = vector as unknown as { items?: unknown };
  if (items instanceof Int32Array || items instanceof Float64Array) return items.subarray(0, chunk.rowCount);
  return Array.from({ length: chunk.rowCount }, (_, row) => vector.getItem(row) as number);
}

/** Runs the statements of a file in `sql/`, by its name without the ending. */
export async function runStep(connection: DuckDBConnection, name: string): Promise<void> {
  await connection.run(readFileSync(new URL(`sql/${name}.sql`, import.meta.url), 'utf8'));
}

/** Runs one statement of `sql/` that takes values. */
export async function runStepWith(
  connection: DuckDBConnection,
  name: string,
  values: DuckDBValue[],
): Promise<void> {
  await connection.run(readFileSync(new URL(`sql/${name}.sql`, import.meta.url), 'utf8'), values);
}

/** A string as an SQL literal, for the few places where a parameter is not allowed (file names in COPY). */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

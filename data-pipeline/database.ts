import { readFileSync } from 'node:fs';
import { DuckDBInstance, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';

/** Opens a private in-memory database that spills to `spillFolder` and gives it to `work`; closed afterwards. */
export async function withDatabase<Result>(
  spillFolder: string,
  work: (connection: DuckDBConnection) => Promise<Result>,
): Promise<Result> {
  const instance = await DuckDBInstance.create(':memory:', {
    temp_directory: spillFolder,
    memory_limit: '4GB',
    preserve_insertion_order: 'true',
  });
  const connection = await instance.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
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

/** Runs one of the statements in `sql/`, by its file name without the ending. */
export async function runStep(connection: DuckDBConnection, name: string): Promise<void> {
  await connection.run(readFileSync(new URL(`sql/${name}.sql`, import.meta.url), 'utf8'));
}

/** A string as an SQL literal, for the few places where a parameter is not allowed (file names in COPY). */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

import type { DuckDBConnection } from '@duckdb/node-api';
import { runStep } from '../database.ts';

/** Makes `conformed` from `raw`: typed values, and a reason beside each row that cannot be published. */
export async function conform(connection: DuckDBConnection): Promise<void> {
  await runStep(connection, 'conform');
  await connection.run('DROP TABLE raw');
}

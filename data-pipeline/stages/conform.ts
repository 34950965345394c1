import type { DuckDBConnection } from '@duckdb/node-api';
import { runStep } from '../database.ts';

/**
 * Empties what is held: a rebuild starts anew, and nothing that was published before is gone on from. What the City
 * changed on earlier nights stays noted.
 */
export async function emptyHeld(connection: DuckDBConnection): Promise<void> {
  await connection.run('DELETE FROM held');
  await connection.run('DELETE FROM layers');
  await connection.run('DELETE FROM last_publication');
}

/**
 * Adds the rows of `raw` to what is held: typed values, and a reason beside each row that cannot be published. `raw`
 * is used up.
 */
export async function holdRaw(connection: DuckDBConnection): Promise<void> {
  await runStep(connection, 'conform');
  await connection.run('INSERT INTO held SELECT * FROM conformed');
  await connection.run('DROP VIEW conformed');
  await connection.run('DROP TABLE raw');
}

import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { makeSample, type SampleOptions, type SampleRecord } from '../../../data-pipeline/sample/record.ts';

/** A made record in a database of its own, and a way to ask it. */
export interface MadeRecord {
  record: SampleRecord;
  connection: DuckDBConnection;
  ask: <Row>(sql: string) => Promise<Row[]>;
}

/** Makes a record; `requests` is `raw` with times in seconds and the neighborhood's own spelling. */
export async function makeRecord(options: SampleOptions): Promise<MadeRecord> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const record = await makeSample(options, connection);
  const ask = async <Row>(sql: string): Promise<Row[]> =>
    (await connection.runAndReadAll(sql)).getRowObjectsJS() as Row[];
  await connection.run(`
    CREATE VIEW requests AS
    SELECT *, created_at::BIGINT // 1000 AS created, closed_at::BIGINT // 1000 AS closed, due_at::BIGINT // 1000 AS due,
           regexp_replace(lower(neighborhood_label), '[^a-z0-9]', '', 'g') AS neighborhood_key,
           method IN ('Phone', 'API', 'Email', 'Mail') AND request_type NOT LIKE 'ECC-%' AND request_type NOT LIKE 'FC%'
             AND request_type NOT LIKE '% Proactive' AS is_resident_field
    FROM raw`);
  return { record, connection, ask };
}

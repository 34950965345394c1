import {
  DuckDBDataChunk,
  INTEGER,
  VARCHAR,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import { createRaw } from '../sources/raw.ts';
import type { City } from './city.ts';
import type { Ledger } from './ledger.ts';
import { methods, outcomes, statuses } from './word.ts';

const chunkRows = 2048;

/**
 * Writes the ledger to the table `raw`, in the order of creation. Rows travel to the database as numbers and get
 * their words there: 22 columns of text a row would take minutes to hand over.
 */
export async function writeRaw(connection: DuckDBConnection, city: City, ledger: Ledger): Promise<void> {
  await createRaw(connection);
  await appendWords(connection, city);
  await appendLedger(connection, ledger);
  await connection.run(wordsSql);
  for (const name of temporaryTables) await connection.run(`DROP TABLE ${name}`);
}

const temporaryTables = ['made', 'made_word', 'made_type', 'made_address'];

async function appendWords(connection: DuckDBConnection, { types, book }: City): Promise<void> {
  const words = Object.entries({ method: methods, status: statuses, outcome: outcomes }).flatMap(
    ([kind, list]) => list.map((word, number) => [kind, number, word]),
  );
  await append(
    connection,
    'made_word',
    { kind: VARCHAR, number: INTEGER, word: VARCHAR },
    words.length,
    (row) => words[row] ?? [],
  );
  await append(
    connection,
    'made_type',
    { number: INTEGER, name: VARCHAR, agency: VARCHAR },
    types.length,
    (row) => [row, types[row]?.name ?? null, types[row]?.agency ?? null],
  );
  const columns = {
    number: INTEGER,
    address: VARCHAR,
    zip: VARCHAR,
    neighborhood: VARCHAR,
    council: VARCHAR,
    police: VARCHAR,
    longitude: VARCHAR,
    latitude: VARCHAR,
  };
  await append(connection, 'made_address', columns, book.addresses.length, (row) => {
    const address = book.addresses[row];
    if (address === undefined) throw new Error(`no address ${row}`);
    const { text, zip, neighborhoodLabel, councilLabel, policeLabel, longitude, latitude } = address;
    return [row, text, zip, neighborhoodLabel, councilLabel, policeLabel, longitude, latitude];
  });
}

async function appendLedger(connection: DuckDBConnection, ledger: Ledger): Promise<void> {
  const order = ledger.inOrder();
  const columns = {
    position: INTEGER,
    type: INTEGER,
    method: INTEGER,
    status: INTEGER,
    outcome: INTEGER,
    address: INTEGER,
    point: INTEGER,
    created: INTEGER,
    due: INTEGER,
    closed: INTEGER,
    year: INTEGER,
    number: INTEGER,
  };
  let [year, number, nextYear] = [0, 0, 0];
  await append(connection, 'made', columns, order.length, (position) => {
    const row = order[position] ?? 0;
    const created = ledger.created[row] ?? 0;
    if (created >= nextYear) {
      year = new Date(created * 1000).getUTCFullYear();
      nextYear = Date.UTC(year + 1, 0, 1) / 1000;
      number = 0;
    }
    number += 1;
    return [
      position + 1,
      ledger.type[row] ?? 0,
      ledger.method[row] ?? 0,
      ledger.status[row] ?? 0,
      ledger.outcome[row] ?? 0,
      ledger.address[row] ?? -1,
      ledger.point[row] ?? 0,
      created,
      ledger.due[row] || null,
      ledger.closed[row] || null,
      year % 100,
      number,
    ];
  });
}

/** Makes a table and fills it with what `rowAt` gives for each row number. */
async function append(
  connection: DuckDBConnection,
  table: string,
  columns: Record<string, DuckDBType>,
  rows: number,
  rowAt: (row: number) => readonly DuckDBValue[],
): Promise<void> {
  const names = Object.keys(columns);
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE ${table} (${names.map((name) => `${name} ${String(columns[name])}`).join(', ')})`,
  );
  const appender = await connection.createAppender(table);
  const chunk = DuckDBDataChunk.create(Object.values(columns));
  for (let from = 0; from < rows; from += chunkRows) {
    const count = Math.min(chunkRows, rows - from);
    const values = names.map((): DuckDBValue[] => new Array<DuckDBValue>(count));
    for (let index = 0; index < count; index += 1) {
      rowAt(from + index).forEach((value, column) => {
        const list = values[column];
        if (list) list[index] = value;
      });
    }
    chunk.reset();
    chunk.setColumns(values);
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

const milliseconds = (column: string): string => `(${column}::BIGINT * 1000)::VARCHAR`;

const wordsSql = `
  INSERT INTO raw
  SELECT
    'sample' AS source,
    position::VARCHAR AS source_row,
    'epoch_ms' AS date_style,
    '500SAMPLE' || lpad(position::VARCHAR, 9, '0') AS record_id,
    lpad(year::VARCHAR, 2, '0') || '-' || lpad(made.number::VARCHAR, 8, '0') AS request_number,
    made_type.name AS request_type,
    method.word AS method,
    ${milliseconds('created')} AS created_at,
    status.word AS status,
    ${milliseconds('coalesce(closed, created)')} AS status_at,
    ${milliseconds('due')} AS due_at,
    ${milliseconds('closed')} AS closed_at,
    rpad(made_type.agency, 50, ' ') AS agency,
    outcome.word AS outcome,
    ${milliseconds('coalesce(closed, created)')} AS last_activity_at,
    made_address.address AS address,
    made_address.zip AS zip,
    CASE WHEN point <> 0 THEN made_address.neighborhood END AS neighborhood_label,
    CASE WHEN point <> 0 THEN made_address.council END AS council_label,
    CASE WHEN point <> 0 THEN made_address.police END AS police_label,
    CASE point WHEN 1 THEN made_address.longitude WHEN 2 THEN '-77.000000000000000' END AS longitude,
    CASE point WHEN 1 THEN made_address.latitude WHEN 2 THEN '39.000000000000000' END AS latitude
  FROM made
  JOIN made_type ON made_type.number = made.type
  JOIN made_word method ON method.kind = 'method' AND method.number = made.method
  JOIN made_word status ON status.kind = 'status' AND status.number = made.status
  JOIN made_word outcome ON outcome.kind = 'outcome' AND outcome.number = made.outcome
  LEFT JOIN made_address ON made_address.number = made.address
  ORDER BY position
`;

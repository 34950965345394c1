import type { AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import {
  exportExpression,
  isNumberType,
  longestText,
  readCell,
  type SqlAnswer,
  type SqlColumn,
} from './sql-answer.ts';
import { readSqlError } from './sql-error.ts';
import type { SqlStatement } from './sql-statement.ts';

/**
 * One statement's answer.
 * @param text the whole text that the statement is part of, for places in errors.
 * @param mostRows rows that are kept of a selecting statement's answer.
 * @throws SqlError with the place that the engine names.
 */
export async function answerOf(
  connection: AsyncDuckDBConnection,
  { text: statement, from, isSelect }: SqlStatement,
  text: string,
  mostRows: number,
): Promise<Omit<SqlAnswer, 'milliseconds'>> {
  const ask = async (sql: string, linesBefore: number) => {
    try {
      return await connection.query(sql);
    } catch (error) {
      throw readSqlError(error instanceof Error ? error.message : String(error), text, from, linesBefore);
    }
  };
  const limited = isSelect ? await limitedRows(ask, statement, mostRows) : null;
  const table = limited === null ? await ask(statement, 0) : limited.table;
  const columns = limited?.columns ?? columnsOfTable(table);
  const kept = Math.min(table.numRows, mostRows);
  const raw = columns.map((_, index) => table.getChildAt(index));
  const rows = Array.from({ length: kept }, (_, row) =>
    columns.map((column, index) => readCell(raw[index]?.get(row), column)),
  );
  return {
    statement,
    from,
    columns,
    rows,
    isCut: table.numRows > mostRows,
    hasCutText: rows.some((row) =>
      row.some((cell) => typeof cell === 'string' && cell.length === longestText),
    ),
    bytes: bytesOf(table),
  };
}

function bytesOf(table: Asked): number {
  const batches = table.batches as { data: { byteLength: number } }[];
  return batches.reduce((sum, { data }) => sum + data.byteLength, 0);
}

type Asked = Awaited<ReturnType<AsyncDuckDBConnection['query']>>;

/**
 * The first rows of a selecting statement. They are put into a table first: DuckDB-WASM 1.28.0 gives what it has, without a
 * word, when a plain query fails on the way, but says so when a table cannot be filled.
 */
async function limitedRows(
  ask: (sql: string, linesBefore: number) => Promise<Asked>,
  statement: string,
  mostRows: number,
): Promise<{ table: Asked; columns: SqlColumn[] }> {
  const described = await ask(`DESCRIBE\n${statement}`, 1);
  const columns = Array.from({ length: described.numRows }, (_, row): SqlColumn => {
    const type = String(described.getChildAt(1)!.get(row));
    return { name: String(described.getChildAt(0)!.get(row)), type, isNumber: isNumberType(type) };
  });
  const names = columns.map((_, index) => `c${index}`);
  const exported = columns.map(({ type }, index) => `${exportExpression(`c${index}`, type)} AS c${index}`);
  await ask(
    `CREATE OR REPLACE TEMP TABLE answer__ AS SELECT ${exported.join(', ')} FROM (\n${statement}\n) AS given(${names.join(', ')}) LIMIT ${mostRows + 1}`,
    1,
  );
  const table = await ask('SELECT * FROM answer__', 0);
  await ask('DROP TABLE answer__', 0);
  return { table, columns };
}

function columnsOfTable({ schema }: Asked): SqlColumn[] {
  return (schema.fields as { name: string; type: { toString: () => string } }[]).map(({ name, type }) => ({
    name,
    type: type.toString(),
    isNumber: /^(?:Ui|I)nt|^Float|^Decimal/.test(type.toString()),
  }));
}

import { formulaPattern } from '../contract/formula.ts';
import type { Manifest, PublishedFile } from '../contract/manifest.ts';
import type { OnStep } from './calculator.ts';
import type { Database } from './engine.ts';
import type { Progress } from './record.ts';

/** A file that would not hold the rows that the manifest promises is not given out. */
export class RowCountError extends Error {
  override name = 'RowCountError';
}

export interface WholeFileOptions {
  start: (onProgress: Progress) => Promise<Database>;
  fetchFiles: (
    files: readonly PublishedFile[],
    signal: AbortSignal,
    onProgress: Progress,
  ) => Promise<Uint8Array[]>;
}

/**
 * Makes one file of some months of `detail`, in a worker that ends with it.
 * @param above lines that say what a CSV is; they stand before the names of its columns.
 * @returns parts of the file: a month of a CSV each, so that a year never lies in memory twice.
 * @throws RowCountError, DamagedFileError, EngineFileError, DOMException AbortError, or the engine's own error.
 */
export async function makeWholeFile(
  format: 'csv' | 'parquet',
  manifest: Manifest,
  files: readonly PublishedFile[],
  above: readonly string[],
  { start, fetchFiles }: WholeFileOptions,
  signal: AbortSignal,
  onStep: OnStep,
): Promise<BlobPart[]> {
  const contents = await fetchFiles(files, signal, (done, all) => onStep('files', done, all));
  const database = await start((done, all) => onStep('engine', done, all));
  const stopped = new Promise<never>((_, reject) => {
    const end = (): void => {
      database.stop();
      reject(signal.reason as Error);
    };
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
  });
  try {
    onStep('computing', 0, 0);
    const columns = manifest.tables['detail']?.columns ?? [];
    const making =
      format === 'csv'
        ? csvParts(database, files, contents, columns, above)
        : parquetParts(database, files, contents);
    return await Promise.race([making, stopped]);
  } finally {
    database.stop();
  }
}

type Columns = Manifest['tables'][string]['columns'];

async function csvParts(
  { database, connection }: Database,
  files: readonly PublishedFile[],
  contents: readonly Uint8Array[],
  columns: Columns,
  above: readonly string[],
): Promise<BlobPart[]> {
  const head = [...above.map(quoted), columns.map(({ name }) => name).join(',')];
  // The mark tells spreadsheets that this is UTF-8.
  const parts: BlobPart[] = [`\uFEFF${head.map((line) => `${line}\n`).join('')}`];
  for (const [index, { path, rows }] of files.entries()) {
    await database.registerFileBuffer(path, contents[index]!);
    await refuseOtherCount(connection, [path], rows);
    await database.registerEmptyFileBuffer('part.csv');
    await connection.query(
      `COPY (SELECT ${columns.map(safeColumn).join(', ')} FROM read_parquet('${path}')) TO 'part.csv' (FORMAT CSV, HEADER false)`,
    );
    parts.push((await database.copyFileToBuffer('part.csv')) as Uint8Array<ArrayBuffer>);
    await database.dropFile('part.csv');
    await database.dropFile(path);
  }
  return parts;
}

async function parquetParts(
  { database, connection }: Database,
  files: readonly PublishedFile[],
  contents: readonly Uint8Array[],
): Promise<BlobPart[]> {
  const paths = files.map(({ path }) => path);
  for (const [index, path] of paths.entries()) await database.registerFileBuffer(path, contents[index]!);
  await refuseOtherCount(
    connection,
    paths,
    files.reduce((sum, { rows }) => sum + rows, 0),
  );
  await database.registerEmptyFileBuffer('whole.parquet');
  await connection.query(
    `COPY (SELECT * FROM ${readAll(paths)}) TO 'whole.parquet' (FORMAT PARQUET, CODEC 'ZSTD')`,
  );
  return [(await database.copyFileToBuffer('whole.parquet')) as Uint8Array<ArrayBuffer>];
}

const readAll = (paths: readonly string[]): string =>
  `read_parquet([${paths.map((path) => `'${path}'`).join(', ')}])`;

/** A column as a spreadsheet may hold it: an apostrophe before what it would take for a formula. */
function safeColumn({ name, type }: Columns[number]): string {
  if (type !== 'VARCHAR') return name;
  return `regexp_replace(${name}, '${formulaPattern.replaceAll("'", "''")}', '\\1\\2''\\3', 'g') AS ${name}`;
}

const quoted = (line: string): string => `"${line.replaceAll('"', '""')}"`;

async function refuseOtherCount(
  connection: Database['connection'],
  paths: readonly string[],
  expected: number,
): Promise<void> {
  const answer = await connection.query(`SELECT count(*)::INTEGER AS rows FROM ${readAll(paths)}`);
  const rows = Number(answer.getChildAt(0)?.get(0));
  if (rows !== expected)
    throw new RowCountError(`${paths.join(', ')}: ${rows} rows, the manifest says ${expected}`);
}

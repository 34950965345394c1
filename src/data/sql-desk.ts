import type { PublishedFile } from '../contract/manifest.ts';
import type { OnStep } from './calculator.ts';
import type { Progress } from './record.ts';
import type { SqlAnswer } from './sql-answer.ts';
import type { SqlDatabase } from './sql-database.ts';
import { BrokenEngineError, RefusedTextError, TimeLimitError } from './sql-error.ts';
import { answerOf } from './sql-rows.ts';
import { statementsOf } from './sql-statement.ts';

/** What a desk works with, so that tests can put something else in its place. */
export interface SqlDeskOptions {
  /** Starts an empty database in a worker of its own. */
  start: (onProgress: Progress) => Promise<SqlDatabase>;
  /** Fetches whole published files, checked. */
  fetchFiles: (
    files: readonly PublishedFile[],
    signal: AbortSignal,
    onProgress: Progress,
  ) => Promise<Uint8Array[]>;
  /** Milliseconds that only go forward. */
  now: () => number;
}

/** How long a run may take and how many rows of each answer are kept. */
export interface SqlLimits {
  milliseconds: number;
  rows: number;
}

/** The files of each table that questions are asked of, by the table's name. */
export type SqlTables = ReadonlyMap<string, readonly PublishedFile[]>;

/** Longer texts are refused: texts of megabytes break the engine (docs/decisions/sql-desk.md). */
export const longestSql = 200_000;
/** More statements in one text are refused. */
export const mostStatements = 50;
/** After an error the engine must answer a trifle within this time, or it is taken for broken. */
const aliveMilliseconds = 3000;

/** What is set before tables are loaded, and what is locked after. The engine's own memory ends at 4 GB. */
const beforeTables = ["SET memory_limit='2GB'"];
const afterTables = ['SET enable_external_access=false', 'SET lock_configuration=true'];

/**
 * Readers' own SQL over published tables, in a worker of its own that can be stopped at any moment. Tables are read into
 * the engine's memory; then its way to files and network is closed and its settings are locked, and only then a reader's
 * statement runs.
 */
export class SqlDesk {
  readonly #options: SqlDeskOptions;
  #open: { database: SqlDatabase; tables: string } | undefined;

  constructor(options: SqlDeskOptions) {
    this.#options = options;
  }

  /** Whether these tables are loaded, so that nothing is fetched to answer from them. */
  holds(tables: SqlTables): boolean {
    return this.#open?.tables === nameOf(tables);
  }

  /** Stops the engine at once; what it held is gone. */
  stop(): void {
    this.#open?.database.stop();
    this.#open = undefined;
  }

  /**
   * Makes exactly these tables ready. An engine with others, or without, is replaced.
   * @throws DamagedFileError, EngineFileError, DOMException AbortError, or the engine's own error.
   */
  async load(tables: SqlTables, signal: AbortSignal, onStep: OnStep): Promise<void> {
    if (this.holds(tables)) return;
    this.stop();
    const starting = this.#options.start((done, all) => onStep('engine', done, all));
    const database = await aborting(signal, starting).catch((error: unknown) => {
      // An engine that comes after its reader gave up must not stay behind.
      if (signal.aborted) void starting.then(({ stop }) => stop()).catch(() => undefined);
      throw error;
    });
    try {
      await aborting(signal, fill(database, tables, this.#options.fetchFiles, signal, onStep));
    } catch (error) {
      database.stop();
      throw error;
    }
    this.#open = { database, tables: nameOf(tables) };
  }

  /**
   * Runs a text's statements one after another over what is loaded, and gives each answer as it comes. Each run has a
   * connection of its own, so that a transaction left open ends with it.
   * @throws SqlError with the place, TimeLimitError, RefusedTextError, BrokenEngineError, or DOMException AbortError.
   */
  async run(
    text: string,
    limits: SqlLimits,
    signal: AbortSignal,
    onAnswer: (answer: SqlAnswer) => void,
  ): Promise<void> {
    if (text.length > longestSql) throw new RefusedTextError('long');
    if (text.includes('\0')) throw new RefusedTextError('nul');
    const open = this.#open;
    if (open === undefined) throw new BrokenEngineError('no tables are loaded');
    const limit = AbortSignal.timeout(limits.milliseconds);
    const stop = AbortSignal.any([signal, limit]);
    try {
      await aborting(stop, this.#runAll(open.database, text, limits, stop, onAnswer));
    } catch (error) {
      if (stop.aborted) {
        this.stop();
        throw limit.aborted && !signal.aborted
          ? new TimeLimitError(`stopped after ${limits.milliseconds} ms`)
          : error;
      }
      if (error instanceof RefusedTextError) throw error;
      if (await isAlive(open.database)) throw error;
      this.stop();
      throw new BrokenEngineError(String(error));
    }
  }

  async #runAll(
    { database }: SqlDatabase,
    text: string,
    { rows }: SqlLimits,
    stop: AbortSignal,
    onAnswer: (answer: SqlAnswer) => void,
  ): Promise<void> {
    const statements = statementsOf(text, await database.tokenize(text));
    if (statements.length > mostStatements) throw new RefusedTextError('many');
    const connection = await database.connect();
    try {
      for (const statement of statements) {
        const started = this.#options.now();
        const answer = await answerOf(connection, statement, text, rows);
        if (stop.aborted) return;
        onAnswer({ ...answer, milliseconds: this.#options.now() - started });
      }
    } finally {
      // A stopped worker never answers that its connection is closed.
      if (!stop.aborted) await connection.close();
    }
  }
}

async function fill(
  { database, connection, closeNetwork }: SqlDatabase,
  tables: SqlTables,
  fetchFiles: SqlDeskOptions['fetchFiles'],
  signal: AbortSignal,
  onStep: OnStep,
): Promise<void> {
  for (const statement of beforeTables) await connection.query(statement);
  const files = [...tables.values()].flat();
  const contents = await fetchFiles(files, signal, (done, all) => onStep('files', done, all));
  onStep('computing', 0, 0);
  for (const [index, { path }] of files.entries()) await database.registerFileBuffer(path, contents[index]!);
  for (const [name, own] of tables) {
    const list = own.map(({ path }) => `'${path}'`).join(', ');
    await connection.query(`CREATE TABLE "${name}" AS SELECT * FROM read_parquet([${list}])`);
    for (const { path } of own) await database.dropFile(path);
  }
  for (const statement of afterTables) await connection.query(statement);
  closeNetwork();
}

function nameOf(tables: SqlTables): string {
  return JSON.stringify([...tables].map(([name, files]) => [name, files.map(({ path }) => path)]));
}

/** Ends waiting when the signal does; what was waited for may go on, so its end is nobody's concern then. */
function aborting<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    work.then(resolve, reject);
  });
}

async function isAlive({ connection }: SqlDatabase): Promise<boolean> {
  try {
    const answer = await aborting(
      AbortSignal.timeout(aliveMilliseconds),
      connection.query('SELECT 1 AS one'),
    );
    return answer.numRows === 1;
  } catch {
    return false;
  }
}

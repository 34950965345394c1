import sqlite3InitModule from '@sqlite.org/sqlite-wasm';

/** The way of Datasette in a browser: one SQLite file, fetched whole, asked in SQL. */
class SqliteFile {
  #ask: ((sql: string) => unknown[][]) | undefined;

  /** Fetches the file and opens it in memory. */
  async load(address: string): Promise<void> {
    const sqlite3 = await sqlite3InitModule();
    const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
    const database = new sqlite3.oo1.DB();
    const held = sqlite3.wasm.allocFromTypedArray(bytes);
    const code = sqlite3.capi.sqlite3_deserialize(
      database.pointer!,
      'main',
      held,
      bytes.length,
      bytes.length,
      sqlite3.capi.SQLITE_DESERIALIZE_FREEONCLOSE,
    );
    database.checkRc(code);
    this.#ask = (sql) => database.exec({ sql, rowMode: 'array', returnValue: 'resultRows' });
  }

  /** Rows of a statement. */
  ask(sql: string): unknown[][] {
    if (this.#ask === undefined) throw new Error('load first');
    return this.#ask(sql);
  }
}

Object.assign(globalThis, { sqliteFile: new SqliteFile() });

/** What the benchmark uses of SQLite-WASM, whose package has no types of its own. */
declare module '@sqlite.org/sqlite-wasm' {
  interface Sqlite3 {
    wasm: { allocFromTypedArray: (bytes: Uint8Array) => number };
    capi: {
      sqlite3_deserialize: (
        database: number | undefined,
        schema: string,
        bytes: number,
        size: number,
        room: number,
        flags: number,
      ) => number;
      SQLITE_DESERIALIZE_FREEONCLOSE: number;
    };
    oo1: {
      DB: new () => {
        pointer: number | undefined;
        checkRc: (code: number) => void;
        exec: (options: { sql: string; rowMode: 'array'; returnValue: 'resultRows' }) => unknown[][];
      };
    };
  }
  export default function sqlite3InitModule(): Promise<Sqlite3>;
}

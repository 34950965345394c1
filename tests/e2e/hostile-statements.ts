/** What a hostile text may come to: rows or done, refused with a sentence, or stopped after the time allowed. */
export type Outcome = 'answered' | 'failed';

export interface HostileText {
  what: string;
  sql: string;
  /** What must become of it; left out where both are fine as long as the page lives. */
  outcome?: Outcome;
}

const repeated = (text: string, times: number): string => text.repeat(times);
const chain = (count: number): string =>
  Array.from({ length: count }, (_, index) => `t${index} AS (SELECT ${index} AS a)`).join(', ');

const far = 'https://example.org/a';

/** Ways out: to files, to the network, to extensions, to settings. */
const waysOut: HostileText[] = [
  ...[
    `COPY detail TO 'out.csv'`,
    `COPY detail TO 'out.parquet' (FORMAT PARQUET)`,
    `COPY (SELECT 1) TO '${far}.csv'`,
    `COPY (SELECT 1) TO 's3://bucket/a.csv'`,
    `COPY detail FROM 'in.csv'`,
    `COPY detail FROM '${far}.csv'`,
    `EXPORT DATABASE 'folder'`,
    `IMPORT DATABASE 'folder'`,
    `ATTACH 'other.db'`,
    `ATTACH '${far}.db'`,
    `ATTACH 'https://example.org/a.db' AS o (READ_ONLY)`,
    `INSTALL httpfs`,
    `INSTALL json; LOAD json`,
    `INSTALL httpfs FROM '${far}'`,
    `FORCE INSTALL httpfs`,
    `LOAD httpfs`,
    `LOAD '/tmp/evil.duckdb_extension'`,
    `SELECT * FROM read_csv('${far}.csv', auto_detect=true)`,
    `SELECT * FROM read_csv_auto('${far}.csv')`,
    `SELECT * FROM read_csv_auto('//example.org/a.csv')`,
    `SELECT * FROM read_csv_auto('data:text/csv,a')`,
    `SELECT * FROM read_csv_auto('blob:http://localhost/a')`,
    `SELECT * FROM read_csv_auto('manifest.json')`,
    `SELECT * FROM read_parquet('${far}.parquet')`,
    `SELECT * FROM read_parquet(['${far}.parquet', 'b.parquet'])`,
    `SELECT * FROM parquet_scan('s3://bucket/a.parquet')`,
    `SELECT * FROM parquet_metadata('${far}.parquet')`,
    `SELECT * FROM parquet_schema('${far}.parquet')`,
    `SELECT * FROM '${far}.parquet'`,
    `SELECT * FROM '${far}.csv'`,
    `SELECT * FROM "https://example.org/a.csv"`,
    `SELECT * FROM '/etc/passwd'`,
    `SELECT * FROM read_text('/etc/passwd')`,
    `SELECT * FROM read_blob('/etc/passwd')`,
    `SELECT * FROM read_json_auto('${far}.json')`,
    `SELECT * FROM sniff_csv('${far}.csv')`,
    `SELECT * FROM glob('*')`,
    `SELECT * FROM glob('https://example.org/*')`,
    `SELECT * FROM sqlite_scan('a.db', 't')`,
    `SELECT * FROM postgres_scan('host=example.org', 'public', 't')`,
    `SET enable_external_access = true`,
    `SET GLOBAL enable_external_access = true`,
    `RESET enable_external_access`,
    `PRAGMA enable_external_access = true`,
    `SET lock_configuration = false`,
    `RESET lock_configuration`,
    `SET memory_limit = '100GB'`,
    `SET temp_directory = '/tmp'`,
    `SET home_directory = '/tmp'`,
    `SET custom_extension_repository = '${far}'`,
    `SET autoinstall_known_extensions = true`,
    `SET s3_endpoint = 'example.org'`,
    `CREATE SECRET s (TYPE S3)`,
    `CREATE VIEW v AS SELECT * FROM read_csv_auto('${far}.csv'); SELECT * FROM v`,
    `CREATE TABLE stolen AS SELECT * FROM '${far}.parquet'`,
    `INSERT INTO detail SELECT * FROM read_parquet('${far}.parquet')`,
    `PREPARE p AS SELECT * FROM read_csv_auto('${far}.csv'); EXECUTE p`,
    `CREATE MACRO m() AS TABLE SELECT * FROM read_csv_auto('${far}.csv'); SELECT * FROM m()`,
  ].map((sql): HostileText => ({ what: sql, sql, outcome: 'failed' })),
  {
    what: 'a database in memory beside it',
    sql: `ATTACH ':memory:' AS m; CREATE TABLE m.t AS SELECT 1 AS a`,
  },
];

/** Work without end, or with more than memory holds. */
const endless: HostileText[] = [
  {
    what: 'a recursive CTE without end',
    sql: 'WITH RECURSIVE r AS (SELECT 1 AS a UNION ALL SELECT a + 1 FROM r) SELECT count(*) FROM r',
  },
  {
    what: 'a recursive CTE that doubles',
    sql: 'WITH RECURSIVE r AS (SELECT 1 AS a UNION ALL SELECT a + 1 FROM r, range(2)) SELECT sum(a) FROM r',
  },
  {
    what: 'a cross join of a table with itself, counted by rows that differ',
    sql: 'SELECT count(*) FROM detail a, detail b, detail c WHERE a.address < b.address AND b.address < c.address',
  },
  {
    what: 'a cross join that is sorted',
    sql: 'SELECT a.address, b.address FROM detail a, detail b ORDER BY hash(a.address || b.address)',
  },
  {
    what: 'a table beyond memory',
    sql: `CREATE TABLE big AS SELECT repeat('x', 1000) || a.range AS t FROM range(10000000) a, range(1000) b`,
  },
  { what: 'a list beyond memory', sql: 'SELECT list(a.range) FROM range(100000000) a, range(100) b' },
  { what: 'a text beyond memory', sql: `SELECT repeat('x', 4000000000)`, outcome: 'failed' },
  { what: 'a text of a gigabyte', sql: `SELECT length(repeat('x', 1000000000))` },
  { what: 'a series of a billion days', sql: 'SELECT count(*) FROM generate_series(1, 100000000000)' },
  { what: 'a list of a billion numbers', sql: 'SELECT len(range(1000000000))' },
  { what: 'a pattern that backtracks', sql: `SELECT regexp_matches(repeat('a', 5000), '(a*)*b')` },
  { what: 'a product of many texts', sql: `SELECT string_agg(a.range::VARCHAR, ',') FROM range(30000000) a` },
  { what: 'all rows of a large join as answer', sql: 'SELECT * FROM range(100000) a, range(100000) b' },
  { what: 'a window over all', sql: 'SELECT sum(range) OVER (ORDER BY range) FROM range(20000000)' },
];

/** Texts that a parser or a page may stumble over. */
const odd: HostileText[] = [
  { what: 'nothing', sql: '' },
  { what: 'only semicolons', sql: ';;;;' },
  { what: 'only a comment', sql: '-- nothing' },
  { what: 'a comment without end', sql: '/* nothing' },
  { what: 'a text without end', sql: "SELECT 'a", outcome: 'failed' },
  { what: 'a dollar quote without end', sql: 'SELECT $$a', outcome: 'failed' },
  { what: 'a megabyte of text', sql: `SELECT '${repeated('x', 1_000_000)}'`, outcome: 'failed' },
  { what: 'a megabyte of statements', sql: repeated('SELECT 1;', 111_112), outcome: 'failed' },
  { what: 'more statements than are run', sql: repeated('SELECT 1;', 51), outcome: 'failed' },
  { what: 'parentheses without end', sql: `SELECT ${repeated('(', 20_000)}1`, outcome: 'failed' },
  { what: 'deep parentheses', sql: `SELECT ${repeated('(', 900)}1${repeated(')', 900)}` },
  { what: 'deep subqueries', sql: `${repeated('SELECT * FROM (', 400)}SELECT 1${repeated(')', 400)}` },
  { what: 'a long sum', sql: `SELECT 1${repeated('+1', 20_000)}` },
  { what: 'a long list of values', sql: `SELECT * FROM (VALUES ${repeated('(1),', 20_000)}(1))` },
  { what: 'a long IN', sql: `SELECT 1 IN (${repeated('1,', 50_000)}1)` },
  { what: 'many CTEs', sql: `WITH ${chain(1000)} SELECT * FROM t999` },
  { what: 'many columns', sql: `SELECT ${repeated('1,', 1500)}1` },
  { what: 'NUL in a text', sql: "SELECT 'a\0b'", outcome: 'failed' },
  { what: 'NUL before a second statement', sql: "SELECT 1\0; COPY detail TO 'x'", outcome: 'failed' },
  { what: 'half a surrogate pair', sql: "SELECT '\ud800'" },
  { what: 'marks of direction', sql: 'SELECT \'\u202eabc\u202c\' AS "\u202ename"', outcome: 'answered' },
  {
    what: 'markup in a value and a name',
    sql: `SELECT '<img src=x onerror=alert(1)>' AS "<script>alert(1)</script>"`,
    outcome: 'answered',
  },
  { what: 'markup in an error', sql: `SELECT "<img src=x onerror=alert(1)>" FROM detail`, outcome: 'failed' },
  {
    what: 'an end of the wrapping',
    sql: `SELECT 1) AS x(c0); COPY detail TO 'a'; SELECT (1`,
    outcome: 'failed',
  },
  { what: 'a comment at the end', sql: 'SELECT 1 AS a -- )', outcome: 'answered' },
  { what: 'all tables dropped', sql: 'DROP TABLE detail' },
  { what: 'a schema dropped', sql: 'DROP SCHEMA main CASCADE' },
  { what: 'a transaction left open', sql: 'BEGIN; CREATE TABLE left_open AS SELECT 1 AS a' },
  { what: 'a transaction that failed', sql: 'BEGIN; SELECT no_such_column; COMMIT', outcome: 'failed' },
  {
    what: 'a mistake in the middle of an answer',
    sql: "SELECT CAST('x' || range AS INTEGER) FROM range(9)",
    outcome: 'failed',
  },
  { what: 'an error on purpose', sql: "SELECT error('boom')", outcome: 'failed' },
  { what: 'a checkpoint', sql: 'CHECKPOINT' },
  { what: 'another catalog', sql: 'USE system' },
  { what: 'a call of what is not there', sql: 'CALL no_such_procedure()', outcome: 'failed' },
];

/** A hundred texts that mean no good. */
export const hostileTexts: readonly HostileText[] = [...waysOut, ...endless, ...odd];

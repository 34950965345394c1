import { fileURLToPath } from 'node:url';
import type { DuckDBConnection } from '@duckdb/node-api';
import { nameKey, type Area } from './area.ts';
import { literal, readRows } from './database.ts';

/** A point that stands for "no place known". */
export interface PlaceholderPoint {
  longitude: number;
  latitude: number;
  tolerance_degrees: number;
}

const referencePath = (name: string): string =>
  fileURLToPath(new URL(`reference/${name}.csv`, import.meta.url));

const readReference = (name: string, columns: string): string =>
  `read_csv(${literal(referencePath(name))}, header = true, delim = ',', quote = '"', escape = '"', columns = ${columns})`;

/** The points in `reference/placeholder_points.csv`, in degrees. */
export async function readPlaceholderPoints(connection: DuckDBConnection): Promise<PlaceholderPoint[]> {
  const columns = `{longitude: 'DOUBLE', latitude: 'DOUBLE', tolerance_degrees: 'DOUBLE', why: 'VARCHAR'}`;
  return readRows(connection, `SELECT * EXCLUDE (why) FROM ${readReference('placeholder_points', columns)}`);
}

/**
 * Makes `types`, `outcomes`, `agency_names` and what search knows (`search_said`, `neighborhood_aliases`) from the
 * reviewed tables. A request type of the record that is not in
 * the table gets a row of its own: its own name in both languages, `reviewed` false, no part in timings until a
 * person has classified it, an id from the top of the range that it keeps until then, and its block instead of its
 * address where its name sounds like health or heat.
 */
export async function loadReference(connection: DuckDBConnection): Promise<void> {
  const text = (names: string[]): string => names.map((name) => `${name}: 'VARCHAR'`).join(', ');
  const typeColumns = `{id: 'USMALLINT', ${text(['request_type', 'name_en', 'name_es', 'family', 'problem_class', 'origin', 'clock', 'agency'])}}`;
  const sensitive = readReference('sensitive_types', `{${text(['request_type', 'why'])}}`);
  const renamed = readReference('renamed_types', `{${text(['request_type', 'current_name', 'why'])}}`);
  await connection.run(`
    CREATE OR REPLACE TEMP TABLE types AS
    SELECT id AS request_type_id, request_type, name_en, name_es, family, problem_class, origin, clock,
      sensitive.request_type IS NOT NULL AS sensitive, coalesce(current_name, request_type) AS current_name, true AS reviewed
    FROM ${readReference('request_types', typeColumns)}
    LEFT JOIN ${sensitive} AS sensitive USING (request_type)
    LEFT JOIN ${renamed} AS renamed USING (request_type)`);
  await connection.run(`
    INSERT INTO unreviewed_types
    SELECT request_type,
      (SELECT coalesce(min(request_type_id), 65535) FROM unreviewed_types) - row_number() OVER (ORDER BY request_type)
    FROM (SELECT DISTINCT request_type FROM settled_all)
    ANTI JOIN types USING (request_type)
    ANTI JOIN unreviewed_types USING (request_type)`);
  await connection.run(`
    INSERT INTO types
    SELECT request_type_id, request_type, request_type, request_type, 'other', 'none',
      CASE WHEN request_type ILIKE '%proactive' THEN 'city' ELSE 'resident' END, 'none',
      regexp_matches(request_type, '(?i)hlth|health|heat|bite|homeless|lead'), request_type, false
    FROM unreviewed_types
    ANTI JOIN types USING (request_type)`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE outcomes AS
    SELECT * FROM ${readReference('outcomes', `{${text(['outcome', 'work_recorded'])}}`)}`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE agency_names AS
    SELECT * FROM ${readReference('agencies', `{${text(['agency', 'name_en', 'name_es'])}}`)}`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE search_said AS
    SELECT * FROM ${readReference('search_words', `{${text(['kind', 'key', 'language', 'words'])}}`)}`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE neighborhood_aliases AS
    SELECT * FROM ${readReference('neighborhood_aliases', `{${text(['label', 'name'])}}`)}`);
}

/** Makes `labels`: each neighborhood label of the record with the area it names, where it names one. */
export async function loadLabels(connection: DuckDBConnection, areas: readonly Area[]): Promise<void> {
  const neighborhoods = new Map(
    areas.filter(({ kind }) => kind === 'neighborhood').map(({ name, areaId }) => [nameKey(name), areaId]),
  );
  const aliases = await readRows<{ label: string; name: string }>(
    connection,
    'SELECT * FROM neighborhood_aliases',
  );
  const byAlias = new Map(
    aliases.map(({ label, name }) => [nameKey(label), neighborhoods.get(nameKey(name))]),
  );
  const labels = await readRows<{ neighborhood_label: string }>(
    connection,
    'SELECT DISTINCT neighborhood_label FROM settled_all WHERE neighborhood_label IS NOT NULL',
  );
  await connection.run('CREATE OR REPLACE TEMP TABLE labels (neighborhood_label VARCHAR, area_id USMALLINT)');
  const appender = await connection.createAppender('labels');
  for (const { neighborhood_label: label } of labels) {
    const areaId = neighborhoods.get(nameKey(label)) ?? byAlias.get(nameKey(label));
    if (areaId === undefined) continue;
    appender.appendVarchar(label);
    appender.appendUSmallInt(areaId);
    appender.endRow();
  }
  appender.closeSync();
}

/** A sentence in each language of the site. */
interface Bilingual {
  en: string;
  es: string;
}

/**
 * A promise about the record, looked at before every publication and shown to readers with its result. `sql` gives
 * one row: `status` (pass, warn, fail, or skip where it cannot be asked of the record) and further columns, the values that `seen` says in braces; those named
 * `share_…` are shares, `which` lists names. It may read `core`, `detail`, `areas`, `request_types`, `settled_all`,
 * `outcomes`, `due_rules` and `run` (one row: what is known of this run and the last).
 */
export interface CheckRule {
  id: string;
  name: Bilingual;
  /** Why a record that breaks it may not be published, or must be read with care. */
  reason: Bilingual;
  expected: Bilingual;
  seen: Bilingual;
  /** What an operator does when it fails. */
  remedy: string;
  sql: string;
}

const passIf = (condition: string, otherwise: 'warn' | 'fail'): string =>
  `CASE WHEN ${condition} THEN 'pass' ELSE '${otherwise}' END AS status`;

/** All of them, in the order in which pages list them. */
export const checkRules: readonly CheckRule[] = [
  {
    id: 'accounted',
    name: { en: 'Every row received is accounted for', es: 'Cada fila recibida está en la cuenta' },
    reason: {
      en: 'A row that is neither published nor counted elsewhere was lost.',
      es: 'Una fila que no se publica ni se cuenta en otra parte es una fila perdida.',
    },
    expected: {
      en: 'received = merged + quarantined + withheld + published',
      es: 'recibidas = unidas + apartadas + retenidas + publicadas',
    },
    seen: {
      en: '{received} = {merged} + {quarantined} + {withheld} + {published}',
      es: '{received} = {merged} + {quarantined} + {withheld} + {published}',
    },
    remedy: 'this is a fault of the pipeline: keep DATA_DIR and report it',
    sql: `SELECT ${passIf('received = merged + quarantined + withheld + published', 'fail')},
      received, merged, quarantined, withheld, published FROM run`,
  },
  {
    id: 'keys_unique',
    name: { en: 'Request numbers are unique', es: 'Los números de solicitud no se repiten' },
    reason: {
      en: 'A request counted twice makes every count wrong.',
      es: 'Una solicitud contada dos veces altera todos los conteos.',
    },
    expected: { en: 'no number twice', es: 'ningún número repetido' },
    seen: { en: '{twice} twice', es: '{twice} repetidos' },
    remedy: 'this is a fault of the pipeline: keep DATA_DIR and report it',
    sql: `SELECT ${passIf('count(*) = count(DISTINCT request_number)', 'fail')},
      count(*) - count(DISTINCT request_number) AS twice FROM detail`,
  },
  {
    id: 'keys_present',
    name: {
      en: 'Every request has a number, a type, an opening date and a status',
      es: 'Cada solicitud tiene número, tipo, fecha de apertura y estado',
    },
    reason: {
      en: 'Without them it cannot be counted anywhere.',
      es: 'Sin ellos no se puede contar en ninguna parte.',
    },
    expected: { en: 'none missing any', es: 'ninguna con datos faltantes' },
    seen: { en: '{without} missing any of them', es: '{without} con datos faltantes' },
    remedy: 'this is a fault of the pipeline: keep DATA_DIR and report it',
    sql: `SELECT ${passIf('count(*) = 0', 'fail')}, count(*) AS without FROM detail
      WHERE request_number IS NULL OR request_type IS NULL OR created_at IS NULL OR status IS NULL`,
  },
  {
    id: 'tables_agree',
    name: {
      en: 'Maps and downloads hold the same requests',
      es: 'Los mapas y las descargas tienen las mismas solicitudes',
    },
    reason: {
      en: 'What a map shows and what a reader downloads must agree.',
      es: 'Lo que muestra un mapa y lo que usted descarga deben coincidir.',
    },
    expected: { en: 'equal numbers', es: 'números iguales' },
    seen: { en: '{core_rows} and {detail_rows}', es: '{core_rows} y {detail_rows}' },
    remedy: 'publish again with rebuild; if it stays, report it',
    sql: `SELECT ${passIf('core_rows = detail_rows', 'fail')}, core_rows, detail_rows
      FROM (SELECT (SELECT count(*) FROM core) AS core_rows, (SELECT count(*) FROM detail) AS detail_rows)`,
  },
  {
    id: 'values_in_range',
    name: { en: 'Values are possible', es: 'Los valores son posibles' },
    reason: {
      en: 'A shifted clock or a swapped column shows first in impossible values.',
      es: 'Un reloj corrido o una columna cambiada se nota primero en valores imposibles.',
    },
    expected: { en: 'none impossible', es: 'ninguno imposible' },
    seen: { en: '{outside} impossible', es: '{outside} imposibles' },
    remedy:
      'look at the rows in question; if the dates of the service changed their zone, the reading of dates must change first',
    sql: `SELECT ${passIf('count(*) = 0', 'fail')}, count(*) AS outside FROM detail, run
      WHERE created_at < TIMESTAMP '2000-01-01'
        OR (run.live AND created_at > run.read_at_local + INTERVAL 1 HOUR)
        OR minutes_to_close < 0 OR due_minutes < 0
        OR (location = 'point' AND NOT (longitude BETWEEN -180 AND 180 AND latitude BETWEEN -90 AND 90))`,
  },
  {
    id: 'areas_exist',
    name: { en: 'Every area named is an area on the map', es: 'Cada área nombrada existe en el mapa' },
    reason: {
      en: 'A request in an area that is not published is lost from every map.',
      es: 'Una solicitud en un área que no se publica desaparece de todos los mapas.',
    },
    expected: { en: 'none unknown', es: 'ninguna desconocida' },
    seen: { en: '{unknown} unknown', es: '{unknown} desconocidas' },
    remedy: 'this is a fault of the pipeline: keep DATA_DIR and report it',
    sql: `SELECT ${passIf('count(*) = 0', 'fail')}, count(*) AS unknown
      FROM (SELECT DISTINCT unnest([neighborhood, council_district, community_statistical_area, police_district]) AS area_id FROM core)
      ANTI JOIN areas USING (area_id) WHERE area_id IS NOT NULL`,
  },
  {
    id: 'history_kept',
    name: { en: 'What was published before is still there', es: 'Lo publicado antes sigue ahí' },
    reason: {
      en: 'A source that lost a layer, or half of one, would erase years.',
      es: 'Una fuente que pierde una capa, o la mitad, borraría años.',
    },
    expected: {
      en: 'at least 99.5% of the rows and of the request numbers (all but ten in a small record)',
      es: 'al menos el 99.5% de las filas y de los números de solicitud (todos menos diez en un registro pequeño)',
    },
    seen: {
      en: '{previous_rows} rows before, {published} now, {lost} lost',
      es: '{previous_rows} filas antes, {published} ahora, {lost} perdidas',
    },
    remedy: 'look at the layers for a missing year; if the loss is real, publish to an empty PUBLISH_DIR',
    sql: `SELECT CASE
          WHEN previous_rows = 0 THEN 'skip'
          WHEN greatest(previous_rows - published, lost) <= greatest(10, 0.005 * previous_rows) THEN 'pass'
          ELSE 'fail'
        END AS status,
      previous_rows, published, lost FROM run`,
  },
  {
    id: 'newest_day',
    name: { en: 'The newest request is recent', es: 'La solicitud más nueva es reciente' },
    reason: {
      en: 'A service that stopped being refreshed looks like a city without problems.',
      es: 'Un servicio que dejó de actualizarse parece una ciudad sin problemas.',
    },
    expected: {
      en: 'opened in the last 50 hours (a warning after 26); only for the live service',
      es: 'abierta en las últimas 50 horas (aviso desde 26); solo con el servicio en vivo',
    },
    seen: { en: '{hours} hours old', es: 'hace {hours} horas' },
    remedy: 'look at the layer on Open Baltimore; the next night publishes as soon as it is fresh again',
    sql: `SELECT CASE WHEN NOT live THEN 'skip' WHEN hours <= 26 THEN 'pass' WHEN hours <= 50 THEN 'warn' ELSE 'fail' END AS status,
        hours, CASE WHEN live THEN 1 ELSE 0 END AS live
      FROM (SELECT live, round(date_diff('minute', data_through, read_at_local) / 60.0, 1) AS hours FROM run)`,
  },
  {
    id: 'volume',
    name: {
      en: 'Each of the last seven days has a normal number of requests',
      es: 'Cada uno de los últimos siete días tiene un número normal de solicitudes',
    },
    reason: {
      en: 'A half-loaded day looks like a quiet one.',
      es: 'Un día cargado a medias parece un día tranquilo.',
    },
    expected: {
      en: 'between half the lowest and twice the highest count for that weekday in the past year',
      es: 'entre la mitad del mínimo y el doble del máximo de ese día de la semana en el último año',
    },
    seen: {
      en: '{days} days compared: {too_few} with too few, {too_many} with too many',
      es: '{days} días comparados: {too_few} con muy pocas solicitudes, {too_many} con demasiadas',
    },
    remedy: 'too few: wait for the service to finish loading; too many: a storm, or rows loaded twice',
    sql: `WITH days AS (
        SELECT created_day AS day, count(*) AS requests FROM core GROUP BY day
      ), looked AS (
        SELECT newest.day, newest.requests, min(earlier.requests) AS least, max(earlier.requests) AS most, count(earlier.day) AS weeks
        FROM days AS newest
        CROSS JOIN run
        LEFT JOIN days AS earlier ON isodow(earlier.day) = isodow(newest.day)
          AND earlier.day < newest.day - 6 AND earlier.day >= newest.day - 371
        WHERE newest.day < run.data_through::DATE AND newest.day >= run.data_through::DATE - 7
        GROUP BY newest.day, newest.requests
      ), judged AS (
        SELECT *, weeks < 8 OR requests >= 0.5 * least AS enough, weeks < 8 OR requests <= 2 * most AS not_too_many FROM looked
      )
      SELECT CASE
          WHEN count(*) FILTER (weeks >= 8) = 0 THEN 'skip'
          WHEN bool_and(enough AND not_too_many) THEN 'pass'
          WHEN (SELECT live FROM run) AND NOT bool_and(enough) THEN 'fail'
          ELSE 'warn'
        END AS status,
        count(*) FILTER (weeks >= 8) AS days,
        count(*) FILTER (NOT enough) AS too_few,
        count(*) FILTER (NOT not_too_many) AS too_many
      FROM judged`,
  },
  {
    id: 'null_shares',
    name: { en: 'No column suddenly goes empty', es: 'Ninguna columna se vacía de pronto' },
    reason: {
      en: 'A field the City stops filling changes every comparison that rests on it.',
      es: 'Un campo que la Ciudad deja de llenar cambia todas las comparaciones que dependen de él.',
    },
    expected: {
      en: 'the share of empty values of each column in the last month within 10 points of the year before (not published above 30)',
      es: 'en cada columna, el porcentaje vacío del último mes a menos de 10 puntos del año anterior (no se publica con más de 30)',
    },
    seen: {
      en: '{fields} columns compared, largest change {share_moved}',
      es: '{fields} columnas comparadas; el mayor cambio, {share_moved}',
    },
    remedy:
      'look at that field on Open Baltimore; if the City stopped filling it, note it under known problems and raise the bound',
    sql: `WITH shares AS (
        SELECT created_at >= data_through - INTERVAL 40 DAY AS recent, count(*) AS requests,
          avg((agency IS NULL)::INTEGER) AS agency, avg((due_at IS NULL)::INTEGER) AS due_date,
          avg((longitude IS NULL)::INTEGER) AS point, avg((neighborhood_label IS NULL)::INTEGER) AS neighborhood,
          avg((method IS NULL)::INTEGER) AS method, avg((status = 'closed' AND closed_at IS NULL)::INTEGER) AS close_date
        FROM detail, run
        WHERE created_at < data_through - INTERVAL 10 DAY AND created_at >= data_through - INTERVAL 405 DAY
        GROUP BY recent
      ), long AS (
        UNPIVOT shares ON agency, due_date, point, neighborhood, method, close_date INTO NAME field VALUE share
      ), moved AS (
        SELECT newer.field, abs(newer.share - older.share) AS moved
        FROM long AS newer JOIN long AS older ON older.field = newer.field AND newer.recent AND NOT older.recent
        WHERE newer.requests >= 1000 AND older.requests >= 1000
      )
      SELECT CASE
          WHEN count(*) = 0 THEN 'skip'
          WHEN max(moved) <= 0.1 THEN 'pass'
          WHEN max(moved) <= 0.3 OR NOT (SELECT live FROM run) THEN 'warn'
          ELSE 'fail'
        END AS status,
        count(*) AS fields, coalesce(round(max(moved), 3), 0) AS share_moved,
        coalesce(string_agg(field, ', ' ORDER BY field) FILTER (moved > 0.1), '') AS which
      FROM moved`,
  },
  {
    id: 'located_in_area',
    name: {
      en: 'Requests with a place fall in a neighborhood',
      es: 'Las solicitudes con ubicación caen en un vecindario',
    },
    reason: {
      en: 'A boundary file that does not cover the city loses requests from the map.',
      es: 'Un archivo de límites que no cubre la ciudad pierde solicitudes del mapa.',
    },
    expected: { en: 'at least 97%', es: 'al menos el 97%' },
    seen: { en: '{share_located} of {located}', es: '{share_located} de {located}' },
    remedy:
      'look at the boundary layer: a part of the city may be missing, or its coordinates are no degrees',
    sql: `SELECT ${passIf('coalesce(avg((neighborhood IS NOT NULL)::INTEGER), 1) >= 0.97', 'fail')},
      coalesce(round(avg((neighborhood IS NOT NULL)::INTEGER), 4), 1) AS share_located, count(*) AS located
      FROM core WHERE location_word(location) = 'point'`,
  },
  {
    id: 'quarantined',
    name: { en: 'Few rows are set aside', es: 'Se apartan pocas filas' },
    reason: {
      en: 'Many unreadable rows mean that the source changed, not that it has mistakes.',
      es: 'Muchas filas ilegibles significan que la fuente cambió, no que tiene errores.',
    },
    expected: {
      en: 'at most 1% (not published above 5%, with 1,000 rows or more)',
      es: 'a lo más el 1% (no se publica si pasa del 5%, con 1,000 filas o más)',
    },
    seen: { en: '{quarantined} of {received}', es: '{quarantined} de {received}' },
    remedy: 'read DATA_DIR/quarantined.csv: each row has its reason',
    sql: `SELECT CASE WHEN quarantined <= 0.01 * received THEN 'pass' WHEN received >= 1000 AND quarantined > 0.05 * received THEN 'fail' ELSE 'warn' END AS status,
      quarantined, received FROM run`,
  },
  {
    id: 'types_reviewed',
    name: { en: 'Request types have been reviewed', es: 'Los tipos de solicitud están revisados' },
    reason: {
      en: 'A new type has no plain name yet and is left out of timings until a person has classified it.',
      es: 'Un tipo nuevo aún no tiene nombre sencillo y no entra en los tiempos hasta que una persona lo clasifica.',
    },
    expected: { en: 'all', es: 'todos' },
    seen: { en: '{types} new', es: '{types} nuevos' },
    remedy: 'add the type to data-pipeline/reference/request_types.csv',
    sql: `SELECT ${passIf('count(*) = 0', 'warn')}, count(*) AS types, coalesce(string_agg(request_type, ' · ' ORDER BY request_type), '') AS which
      FROM request_types WHERE NOT reviewed`,
  },
  {
    id: 'outcomes_reviewed',
    name: {
      en: 'The wordings of outcomes have been reviewed',
      es: 'Las frases de los resultados están revisadas',
    },
    reason: {
      en: 'An outcome written by hand could name a person, so only reviewed wordings are published.',
      es: 'Un resultado escrito a mano podría nombrar a una persona; por eso solo se publican frases revisadas.',
    },
    expected: { en: 'all', es: 'todas' },
    seen: {
      en: '{wordings} wordings of {requests} requests left out',
      es: '{wordings} frases de {requests} solicitudes quedaron fuera',
    },
    remedy: 'add the wording to data-pipeline/reference/outcomes.csv if it names nobody',
    sql: `SELECT ${passIf('count(*) = 0', 'warn')}, count(*) AS requests, count(DISTINCT outcome) AS wordings
      FROM settled_all ANTI JOIN outcomes USING (outcome) WHERE outcome IS NOT NULL`,
  },
  {
    id: 'due_rules_steady',
    name: {
      en: 'Due dates follow the rules of the months before',
      es: 'Las fechas límite siguen las reglas de los meses anteriores',
    },
    reason: {
      en: 'When a target changes, every on-time share changes, even if crews work the same way.',
      es: 'Si cambia el plazo, cambian todos los porcentajes a tiempo, aunque las cuadrillas trabajen igual.',
    },
    expected: {
      en: 'no new rule in the last two months',
      es: 'ninguna regla nueva en los últimos dos meses',
    },
    seen: { en: '{types} types with a new rule', es: '{types} tipos con regla nueva' },
    remedy: 'compare on-time shares only within one rule; the rules are in the table due_rule_versions',
    sql: `SELECT ${passIf('count(*) = 0', 'warn')}, count(*) AS types, coalesce(string_agg(request_type, ' · ' ORDER BY request_type), '') AS which
      FROM due_rules, run
      WHERE version > 1 AND requests >= 50 AND from_month >= strftime(data_through - INTERVAL 1 MONTH, '%Y-%m')`,
  },
];

/**
 * A sentence with values in the places of `{name}`.
 * @param say writes one value as readers of the language do.
 */
export function fillSeen(
  template: string,
  values: Readonly<Record<string, string | number>>,
  say: (name: string, value: string | number) => string,
): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => say(name, values[name] ?? ''));
}

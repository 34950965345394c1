/**
 * A promise about the record, looked at before every publication. `sql` gives one row: `status` (pass, warn, fail)
 * and further columns, the values that pages and messages say. It may read `core`, `detail`, `areas`, `request_types`,
 * `held`, `settled_all`, `hidden`, `due_rules` and `run` (one row: what is known of this run and the last, see
 * stages/check.ts). Names and reasons are said to readers in both languages from `src/i18n` under `quality.checks`.
 */
export interface Rule {
  id: string;
  name: string;
  /** Why a record that breaks it may not be published, or must be read with care. */
  reason: string;
  expected: string;
  /** What an operator does when it fails. */
  remedy: string;
  sql: string;
}

const passIf = (condition: string, otherwise: 'warn' | 'fail'): string =>
  `CASE WHEN ${condition} THEN 'pass' ELSE '${otherwise}' END AS status`;

/** All of them, in the order in which pages list them. */
export const rules: readonly Rule[] = [
  {
    id: 'accounted',
    name: 'every row received is accounted for',
    reason: 'a row that is neither published nor counted elsewhere was lost',
    expected: 'received = merged + quarantined + withheld + published',
    remedy: 'this is a fault of the pipeline: keep DATA_DIR and report it',
    sql: `SELECT ${passIf('received = merged + quarantined + withheld + published', 'fail')},
      received, merged, quarantined, withheld, published FROM run`,
  },
  {
    id: 'keys_unique',
    name: 'request numbers are unique',
    reason: 'a request counted twice makes every count wrong',
    expected: 'no number twice',
    remedy: 'this is a fault of the pipeline: keep DATA_DIR and report it',
    sql: `SELECT ${passIf('count(*) = count(DISTINCT request_number)', 'fail')},
      count(*) - count(DISTINCT request_number) AS twice FROM detail`,
  },
  {
    id: 'keys_present',
    name: 'every request has a number, a type, an opening and a status',
    reason: 'without them it cannot be counted anywhere',
    expected: 'none without',
    remedy: 'this is a fault of the pipeline: keep DATA_DIR and report it',
    sql: `SELECT ${passIf('count(*) = 0', 'fail')}, count(*) AS without FROM detail
      WHERE request_number IS NULL OR request_type IS NULL OR created_at IS NULL OR status IS NULL`,
  },
  {
    id: 'tables_agree',
    name: 'core and detail hold the same requests',
    reason: 'maps and downloads must agree',
    expected: 'equal numbers',
    remedy: 'publish again with rebuild; if it stays, report it',
    sql: `SELECT ${passIf('core_rows = detail_rows', 'fail')}, core_rows, detail_rows
      FROM (SELECT (SELECT count(*) FROM core) AS core_rows, (SELECT count(*) FROM detail) AS detail_rows)`,
  },
  {
    id: 'values_in_range',
    name: 'values lie where they can',
    reason: 'a shifted clock or a swapped column shows first in impossible values',
    expected: 'none outside',
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
    name: 'every area id is an area',
    reason: 'a request in an area that is not published is lost from every map',
    expected: 'none unknown',
    remedy: 'this is a fault of the pipeline: keep DATA_DIR and report it',
    sql: `SELECT ${passIf('count(*) = 0', 'fail')}, count(*) AS unknown
      FROM (SELECT DISTINCT unnest([neighborhood, council_district, community_statistical_area, police_district]) AS area_id FROM core)
      ANTI JOIN areas USING (area_id) WHERE area_id IS NOT NULL`,
  },
  {
    id: 'history_kept',
    name: 'what was published before is still there',
    reason: 'a source that lost a layer, or half of one, would erase years',
    expected: 'at least 99.5 % of the rows and of the request numbers',
    remedy: 'look at the layers for a missing year; if the loss is real, publish to an empty PUBLISH_DIR',
    sql: `SELECT CASE WHEN previous_rows = 0 OR (published >= 0.995 * previous_rows AND lost <= 0.005 * previous_rows) THEN 'pass' ELSE 'fail' END AS status,
      previous_rows, published, lost FROM run`,
  },
  {
    id: 'newest_day',
    name: 'the newest request is recent',
    reason: 'a service that stopped being refreshed looks like a city without problems',
    expected: 'opened in the last 50 hours (noted from 26 on)',
    remedy: 'look at the layer on Open Baltimore; the next night publishes as soon as it is fresh again',
    sql: `SELECT CASE WHEN NOT live OR hours <= 26 THEN 'pass' WHEN hours <= 50 THEN 'warn' ELSE 'fail' END AS status,
        hours, CASE WHEN live THEN 1 ELSE 0 END AS live
      FROM (SELECT live, round(date_diff('minute', data_through, read_at_local) / 60.0, 1) AS hours FROM run)`,
  },
  {
    id: 'volume',
    name: 'each of the last seven days has a usual number of requests',
    reason: 'a half-loaded day reads as a quiet one',
    expected: 'between half the least and twice the most of that weekday in the year before',
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
          WHEN bool_and(enough AND not_too_many) IS NOT FALSE THEN 'pass'
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
    name: 'no column suddenly goes empty',
    reason: 'a field the City stops filling changes every comparison that rests on it',
    expected: 'a month of each column within 10 points of the year before it (refused from 30 on)',
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
          WHEN coalesce(max(moved), 0) <= 0.1 THEN 'pass'
          WHEN max(moved) <= 0.3 OR NOT (SELECT live FROM run) THEN 'warn'
          ELSE 'fail'
        END AS status,
        count(*) AS fields, coalesce(round(max(moved), 3), 0) AS share_moved,
        coalesce(string_agg(field, ', ' ORDER BY field) FILTER (moved > 0.1), '') AS which
      FROM moved`,
  },
  {
    id: 'located_in_area',
    name: 'located requests fall in a neighborhood',
    reason: 'a boundary file that does not cover the city loses requests from the map',
    expected: 'at least 97 %',
    remedy:
      'look at the boundary layer: a part of the city may be missing, or its coordinates are no degrees',
    sql: `SELECT ${passIf('coalesce(avg((neighborhood IS NOT NULL)::INTEGER), 1) >= 0.97', 'fail')},
      coalesce(round(avg((neighborhood IS NOT NULL)::INTEGER), 4), 1) AS share_located, count(*) AS located
      FROM core WHERE location_word(location) = 'point'`,
  },
  {
    id: 'quarantined',
    name: 'few rows are set aside',
    reason: 'many unreadable rows mean that the source changed, not that it has mistakes',
    expected: 'at most 1 % (refused above 5 % of 1,000 rows or more)',
    remedy: 'read DATA_DIR/quarantined.csv: each row has its reason',
    sql: `SELECT CASE WHEN quarantined <= 0.01 * received THEN 'pass' WHEN received >= 1000 AND quarantined > 0.05 * received THEN 'fail' ELSE 'warn' END AS status,
      quarantined, received FROM run`,
  },
  {
    id: 'types_reviewed',
    name: 'request types are in the reviewed table',
    reason: 'a new type has no plain name yet and takes no part in timings until a person has classified it',
    expected: 'all',
    remedy: 'add the type to data-pipeline/reference/request_types.csv',
    sql: `SELECT ${passIf('count(*) = 0', 'warn')}, count(*) AS types, coalesce(string_agg(request_type, ' · ' ORDER BY request_type), '') AS which
      FROM request_types WHERE NOT reviewed`,
  },
  {
    id: 'outcomes_reviewed',
    name: 'outcomes are in the reviewed table',
    reason: 'an outcome written by hand could name a person, so only reviewed wordings are published',
    expected: 'all',
    remedy: 'add the wording to data-pipeline/reference/outcomes.csv if it names nobody',
    sql: `SELECT ${passIf('count(*) = 0', 'warn')}, count(*) AS requests, count(DISTINCT outcome) AS wordings
      FROM settled_all ANTI JOIN outcomes USING (outcome) WHERE outcome IS NOT NULL`,
  },
  {
    id: 'due_rules_steady',
    name: 'due dates follow the rules of the months before',
    reason: 'a changed target changes every on-time share, without any crew working otherwise',
    expected: 'no new rule in the last two months',
    remedy: 'compare on-time shares only within one rule; the rules are in the table due_rule_versions',
    sql: `SELECT ${passIf('count(*) = 0', 'warn')}, count(*) AS types, coalesce(string_agg(request_type, ' · ' ORDER BY request_type), '') AS which
      FROM due_rules, run
      WHERE version > 1 AND requests >= 50 AND from_month >= strftime(data_through - INTERVAL 1 MONTH, '%Y-%m')`,
  },
];

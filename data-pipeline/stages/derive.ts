import type { DuckDBConnection } from '@duckdb/node-api';
import {
  areaKinds,
  cityAreaId,
  dispositions,
  dueStates,
  locations,
  origins,
  statuses,
  workRecords,
} from '../../src/contract/code.ts';
import {
  metricIds,
  metricStatement,
  typeTimesStatement,
  type MetricRow,
  type Question,
} from '../../src/contract/metric.ts';
import { tables } from '../../src/contract/table.ts';
import { addDays, horizonDays, periodDays, rollingPeriods, type Period } from '../../src/contract/period.ts';
import type { Area } from '../area.ts';
import { literal, readRows, runStep } from '../database.ts';
import { loadLabels, loadReference } from '../reference.ts';
import type { PlaceFinder } from './locate.ts';
import { readDataThrough } from './settle.ts';

/** Loads what requests are derived with: reference tables, areas and the contract's vocabularies. */
export async function prepare(connection: DuckDBConnection, areas: readonly Area[]): Promise<void> {
  await loadReference(connection);
  await loadLabels(connection, areas);
  await loadAreas(connection, areas);
  await loadCodes(connection);
  await runStep(connection, 'block_address');
}

/**
 * Makes `core_chunk` and `detail_chunk` for the requests opened in some months.
 * @param months `YYYY-MM`, ascending.
 */
export async function deriveMonths(
  connection: DuckDBConnection,
  months: readonly string[],
  findPlaces: PlaceFinder,
): Promise<void> {
  const list = months.map(literal).join(', ');
  const [first, last] = [months[0] ?? '', months.at(-1) ?? ''];
  await connection.run(`CREATE OR REPLACE TEMP VIEW settled AS
    SELECT * FROM settled_all
    WHERE created_at >= DATE ${literal(`${first}-01`)} AND created_at < DATE ${literal(`${last}-01`)} + INTERVAL 1 MONTH
      AND strftime(created_at, '%Y-%m') IN (${list})`);
  await findPlaces();
  for (const step of ['derive', 'core', 'detail']) await runStep(connection, step);
}

/** Makes macros for each vocabulary that `core` stores by position: `origin_code('city')` is 1, `origin_word(1)` 'city'. */
async function loadCodes(connection: DuckDBConnection): Promise<void> {
  for (const [name, words] of Object.entries({
    origin: origins,
    location: locations,
    due_state: dueStates,
    status: statuses,
    disposition: dispositions,
    work_recorded: workRecords,
  })) {
    const list = words.map(literal).join(', ');
    await connection.run(
      `CREATE OR REPLACE TEMP MACRO ${name}_code(word) AS (list_position([${list}], word) - 1)::UTINYINT`,
    );
    await connection.run(`CREATE OR REPLACE TEMP MACRO ${name}_word(code) AS [${list}][code + 1]`);
  }
}

async function loadAreas(connection: DuckDBConnection, areas: readonly Area[]): Promise<void> {
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE areas (${tables.areas.map(({ name, type }) => `${name} ${type}`).join(', ')})`,
  );
  const appender = await connection.createAppender('areas');
  const integerOrNull = (value: number | null): void =>
    value === null ? appender.appendNull() : appender.appendInteger(Math.round(value));
  // Two decimals: more would claim what no survey knows.
  const percentOrNull = (value: number | null): void =>
    value === null ? appender.appendNull() : appender.appendDouble(Math.round(value * 100) / 100);
  for (const area of areas) {
    appender.appendUSmallInt(area.areaId);
    appender.appendVarchar(area.kind);
    appender.appendVarchar(area.name);
    appender.appendVarchar(area.slug);
    appender.appendDouble(area.longitude);
    appender.appendDouble(area.latitude);
    appender.appendDouble(area.acres);
    integerOrNull(area.population);
    integerOrNull(area.medianHouseholdIncome);
    integerOrNull(area.medianHouseholdIncomeMargin);
    appender.appendBoolean(area.incomeTopCoded);
    percentOrNull(area.percentBlack);
    percentOrNull(area.percentBlackMargin);
    percentOrNull(area.percentWhite);
    percentOrNull(area.percentWhiteMargin);
    percentOrNull(area.percentHispanic);
    percentOrNull(area.percentHispanicMargin);
    percentOrNull(area.percentSpanishAtHome);
    percentOrNull(area.percentSpanishAtHomeMargin);
    if (area.demographicsMethod === null) appender.appendNull();
    else appender.appendVarchar(area.demographicsMethod);
    appender.endRow();
  }
  appender.closeSync();
}

/**
 * Makes the tables that say something about the whole record, from all published requests: `core` (a table) and
 * `detail` (a view of the files).
 */
export async function summarise(connection: DuckDBConnection): Promise<void> {
  for (const step of ['request_types', 'agencies', 'search_words', 'problems', 'problem_types', 'rules'])
    await runStep(connection, step);
  await answerDefaults(connection);
  await timeTypes(connection);
}

/** How long each type takes, over the longest period the default pages offer. */
async function timeTypes(connection: DuckDBConnection): Promise<void> {
  const last = (await readDataThrough(connection)).slice(0, 10);
  const period = '365d';
  const horizon = horizonDays(period);
  const { sql, values } = typeTimesStatement({
    from: periodDays(period, last).from,
    matureThrough: addDays(last, -horizon),
    horizonDays: horizon,
  });
  await connection.run(`CREATE OR REPLACE TEMP TABLE type_times AS ${sql}`, values);
}

/** Answers the questions of the default pages with the registry's own SQL. */
async function answerDefaults(connection: DuckDBConnection): Promise<void> {
  const last = (await readDataThrough(connection)).slice(0, 10);
  await connection.run('CREATE OR REPLACE TEMP TABLE periods (period VARCHAR, from_day DATE, to_day DATE)');
  for (const period of rollingPeriods) {
    const { from, to } = periodDays(period, last);
    await connection.run('INSERT INTO periods VALUES (?, CAST(? AS DATE), CAST(? AS DATE))', [
      period,
      from,
      to,
    ]);
  }
  await runStep(connection, 'summary_types');
  await connection.run(`CREATE OR REPLACE TEMP TABLE summary_areas (metric VARCHAR, period VARCHAR, kind VARCHAR,
    area_id USMALLINT, n INTEGER, value DOUBLE, beyond_horizon BOOLEAN)`);
  const appender = await connection.createAppender('summary_areas');
  for (const period of rollingPeriods) {
    for (const question of defaultQuestions(period, last)) {
      const { sql, values } = metricStatement(question);
      for (const row of await readRows<MetricRow>(connection, sql, values)) {
        // Every answer brings the city along; its own question has said it already.
        if (row.area_id === cityAreaId && question.kind !== 'city') continue;
        appender.appendVarchar(question.metric);
        appender.appendVarchar(period);
        appender.appendVarchar(question.kind);
        appender.appendUSmallInt(row.area_id);
        appender.appendInteger(row.n);
        if (row.value === null) appender.appendNull();
        else appender.appendDouble(row.value);
        appender.appendBoolean(row.beyond_horizon);
        appender.endRow();
      }
    }
  }
  appender.closeSync();
}

function defaultQuestions(period: Period, last: string): Question[] {
  const horizon = horizonDays(period);
  const kinds = areaKinds.filter((kind) => kind !== 'census_tract');
  return metricIds.flatMap((metric) =>
    kinds.map((kind) => ({
      metric,
      kind,
      ...periodDays(period, last),
      matureThrough: addDays(last, -horizon),
      horizonDays: horizon,
      whose: 'residents' as const,
      status: 'any' as const,
      requestTypes: [],
    })),
  );
}

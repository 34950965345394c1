import { parseManifest } from '../../../src/contract/manifest.ts';
import type { MetricRow, Question } from '../../../src/contract/metric.ts';
import { startEngine, type Engine } from '../../../src/data/engine.ts';

/** The way of portals that load everything: a year of all columns into one table, then SQL on it. */
class WholeTable {
  #engine: Engine | undefined;

  /** Fetches every file of `detail` and makes one table of all its columns. */
  async load(engineBytes: number): Promise<void> {
    const manifest = parseManifest(await (await fetch('/data/manifest.json')).json());
    this.#engine = await startEngine(engineBytes, () => undefined);
    for (const table of ['detail', 'areas', 'request_types']) {
      const files = manifest.tables[table]?.files ?? [];
      const contents = await Promise.all(
        files.map(async ({ path }) => new Uint8Array(await (await fetch(`/data/${path}`)).arrayBuffer())),
      );
      await this.#engine.append(
        table,
        new Map(files.map(({ path }, index) => [path, contents[index] ?? new Uint8Array()])),
      );
    }
  }

  /** The same question, asked of the words that `detail` holds. */
  async ask(question: Question): Promise<MetricRow[]> {
    if (this.#engine === undefined) throw new Error('load first');
    return this.#engine.ask<MetricRow>({ sql: sqlOf(question), values: [] });
  }
}

const measures: Record<
  Question['metric'],
  { cohort: string; aggregate: string; value: string; mature: boolean }
> = {
  requests_per_1000: {
    cohort: 'true',
    aggregate: 'count(*)',
    value: '1000.0 * aggregate / nullif(population, 0)',
    mature: false,
  },
  median_days_to_close: {
    cohort: 'timed',
    aggregate: 'quantile_disc(coalesce(minutes_to_close, 2147483647), 0.5)',
    value: 'aggregate / 1440.0',
    mature: true,
  },
  on_time_percent: {
    cohort: "timed AND due_state IN ('met', 'missed')",
    aggregate: "count(*) FILTER (WHERE due_state = 'met')",
    value: '100.0 * aggregate / nullif(n, 0)',
    mature: false,
  },
};

function sqlOf({ metric, from, to, matureThrough, horizonDays, requestTypes }: Question): string {
  const { cohort, aggregate, value, mature } = measures[metric];
  const end = mature && matureThrough < to ? matureThrough : to;
  const type =
    requestTypes.length === 0
      ? 'true'
      : `request_type IN (SELECT request_type FROM request_types WHERE request_type_id IN (${requestTypes.join(', ')}))`;
  return `WITH counted AS (
    SELECT CASE WHEN grouping(place) = 1 THEN 'Baltimore' ELSE place END AS place,
      CASE WHEN grouping(place) = 1 THEN 'city' ELSE 'neighborhood' END AS kind, count(*) AS n, ${aggregate} AS aggregate
    FROM (SELECT CASE WHEN location <> 'placeholder' THEN neighborhood END AS place, * FROM detail
      WHERE created_at >= DATE '${from}' AND created_at < DATE '${end}' + INTERVAL 1 DAY AND origin = 'resident' AND ${cohort} AND ${type})
    GROUP BY GROUPING SETS ((place), ())
  ), answer AS (
    SELECT areas.area_id, n, ${value} AS value FROM counted JOIN areas ON areas.name = place AND areas.kind = counted.kind WHERE n > 0
  )
  SELECT area_id::INTEGER AS area_id, n::INTEGER AS n,
    ${mature ? `CASE WHEN value <= ${horizonDays} THEN value END` : 'value'}::DOUBLE AS value,
    ${mature ? `value > ${horizonDays}` : 'false'} AS beyond_horizon
  FROM answer ORDER BY area_id`;
}

Object.assign(globalThis, { wholeTable: new WholeTable() });

import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright';
import {
  metricIds,
  metricStatement,
  statusChoices,
  whoseChoices,
  type MetricId,
  type MetricRow,
  type Question,
} from '../../src/contract/metric.ts';
import { parseManifest, type Manifest } from '../../src/contract/manifest.ts';
import { addDays, horizonDays, lastDay, periodDays, type Period } from '../../src/contract/period.ts';
import { shown, useVisit } from './visit.ts';

const { visit, expectQuiet } = useVisit();
afterEach(expectQuiet);

const folder = process.env['PUBLISH_DIR'] ?? 'public/data';
const manifest: Manifest = parseManifest(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
const last = lastDay(manifest.snapshot.dataThrough);

let native: (question: Question) => Promise<MetricRow[]>;
let page: Page;

beforeAll(async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const name of ['core', 'areas']) {
    const files = (manifest.tables[name]?.files ?? [])
      .map(({ path }) => `'${join(folder, path)}'`)
      .join(', ');
    await connection.run(`CREATE VIEW ${name} AS SELECT * FROM read_parquet([${files}])`);
  }
  native = async (question) => {
    const { sql, values } = metricStatement(question);
    return (await connection.runAndReadAll(sql, values)).getRowObjectsJS() as unknown as MetricRow[];
  };
  page = await visit('');
  await shown(page);
});

const kinds = [
  'city',
  'neighborhood',
  'council_district',
  'community_statistical_area',
  'police_district',
] as const;

describe('one metric, one definition', () => {
  it.each(metricIds.flatMap((metric) => kinds.map((kind) => ({ metric, kind }))))(
    '$metric by $kind is the same on the native engine and in the browser',
    async ({ metric, kind }) => {
      for (const period of ['30d', '365d', '2025'] as Period[]) {
        for (const whose of whoseChoices) {
          for (const requestTypes of [
            [],
            [typeId('TRM-Potholes')],
            [typeId('TRM-Potholes'), typeId('SW-Dirty Alley')],
          ]) {
            await compare({ ...base(metric, kind, period), whose, requestTypes });
          }
        }
      }
    },
  );

  it.each(kinds.flatMap((kind) => statusChoices.map((status) => ({ kind, status }))))(
    'requests that are $status by $kind are the same on both',
    async ({ kind, status }) => {
      for (const requestTypes of [[], [typeId('TRM-Potholes'), typeId('SW-Dirty Alley')]]) {
        await compare({ ...base('requests_per_1000', kind, '365d'), status, requestTypes });
      }
    },
  );
});

function base(metric: MetricId, kind: Question['kind'], period: Period): Question {
  const horizon = horizonDays(period);
  return {
    metric,
    kind,
    ...periodDays(period, last),
    matureThrough: addDays(last, -horizon),
    horizonDays: horizon,
    whose: 'residents',
    status: 'any',
    requestTypes: [],
  };
}

/** Asks both engines. */
async function compare(question: Question): Promise<void> {
  const expected = await native(question);
  const seen = await page.evaluate(
    (asked) => (document.querySelector('portal-explorer') as unknown as Asked).answer(asked),
    question,
  );
  expect(seen).toEqual(expected);
  if (question.whose === 'everyone' && question.requestTypes.length === 0)
    expect(expected.length).toBeGreaterThan(0);
}

interface Asked {
  answer: (question: Question) => Promise<MetricRow[]>;
}

function typeId(name: string): number {
  const ids: Record<string, number> = requestTypeIds;
  const id = ids[name];
  if (id === undefined) throw new Error(`the sample has no ${name}`);
  return id;
}

const requestTypeIds: Record<string, number> = {};
beforeAll(async () => {
  const options = await page.$$eval('select[name=type] option[data-id]', (found) =>
    found.map(
      (option) =>
        [(option as HTMLOptionElement).value, Number((option as HTMLElement).dataset['id'])] as const,
    ),
  );
  for (const [name, id] of options) requestTypeIds[name] = id;
});

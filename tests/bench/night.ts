import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { runCommandLine } from '../../data-pipeline/command-line.ts';
import { lineProgress } from '../../data-pipeline/progress.ts';
import { bigFolder, configFile } from './exports.ts';
import { changedRows, cityFieldNames, countClosed, newRows, type ServedRow } from './night-rows.ts';

/**
 * One night on the large record, in a process of its own: the rows that rebuild made are handed to layers a year, as
 * if they had been read from the service, and a stand-in answers at once what the service would. Prints milliseconds.
 */
const base = 'https://service.test/arcgis/rest/services';
const urlOf = (year: number): string => `${base}/311_Customer_Service_Requests_${year}/FeatureServer/0`;
const dataFolder = resolve(bigFolder, 'state');
const [newestYear, readAt] = [2026, new Date('2026-12-02T09:10:00Z')];
const changesANight = 6000;

interface FakeLayer {
  ids: string;
  count: number;
  touched: Map<number, ServedRow>;
}

const metadata = JSON.stringify({
  objectIdField: 'ESRI_OID',
  maxRecordCount: 2000,
  editingInfo: { lastEditDate: 1 },
  fields: [
    { name: 'ESRI_OID', type: 'esriFieldTypeOID' },
    ...cityFieldNames.map((name) => ({
      name,
      type: /date$/i.test(name) ? 'esriFieldTypeDate' : 'esriFieldTypeString',
    })),
  ],
});

async function handOver(connection: DuckDBConnection): Promise<number[]> {
  const years = (
    await connection.runAndReadAll(
      `SELECT DISTINCT regexp_extract(source, '\\d{4}')::INTEGER AS year FROM held ORDER BY year`,
    )
  ).getRowsJS() as number[][];
  await connection.run(
    `UPDATE held SET source = replace('${urlOf(0)}', '_0/', '_' || regexp_extract(source, '\\d{4}') || '/')`,
  );
  const fields = JSON.stringify(
    cityFieldNames.map((name) => ({
      name,
      type: /date$/i.test(name) ? 'esriFieldTypeDate' : 'esriFieldTypeString',
    })),
  );
  for (const [year = 0] of years) {
    await connection.run(
      `INSERT INTO layers VALUES ('${urlOf(year)}', TIMESTAMP '2026-12-01 09:10:00', TIMESTAMP '2026-11-30 23:59:59', ?)`,
      [fields],
    );
  }
  await connection.run(`UPDATE last_publication SET read_at = TIMESTAMP '2026-12-01 09:10:00'`);
  return years.flat();
}

async function serve(connection: DuckDBConnection, year: number): Promise<FakeLayer> {
  const url = urlOf(year);
  const reader = await connection.runAndReadAll(
    'SELECT object_id::INTEGER FROM held WHERE source = ? ORDER BY object_id',
    [url],
  );
  const ids = (reader.getColumnsJS()[0] ?? []) as number[];
  const touched = await changedRows(connection, url);
  if (year === newestYear) {
    const opened = newRows(changesANight - (await countClosed(connection)), (ids.at(-1) ?? 0) + 1);
    for (const row of opened) touched.set(Number(row['ESRI_OID']), row);
  }
  const all = [...new Set([...ids, ...touched.keys()])].sort((first, second) => first - second);
  return { ids: JSON.stringify({ objectIds: all }), count: all.length, touched };
}

function answer(layers: ReadonlyMap<string, FakeLayer>, address: string): string {
  const { origin, pathname, searchParams } = new URL(address);
  const layer = layers.get(`${origin}${pathname.replace(/\/query$/, '')}`);
  if (layer === undefined) return '{"error":{"code":400,"message":"Invalid URL"}}';
  if (!pathname.endsWith('/query')) return metadata;
  const where = searchParams.get('where') ?? '';
  if (searchParams.has('returnCountOnly')) return JSON.stringify({ count: layer.count });
  if (searchParams.has('returnIdsOnly'))
    return where === '1=1' ? layer.ids : JSON.stringify({ objectIds: [...layer.touched.keys()] });
  const [, low = '0', high = '0'] = /ESRI_OID >= (\d+) AND ESRI_OID <= (\d+)/.exec(where) ?? [];
  const rows = [...layer.touched].filter(([id]) => id >= Number(low) && id <= Number(high));
  return JSON.stringify({ features: rows.map(([, attributes]) => ({ attributes })) });
}

const instance = await DuckDBInstance.create(join(dataFolder, 'record.duckdb'), { memory_limit: '4GB' });
const connection = await instance.connect();
const years = await handOver(connection);
const layers = new Map<string, FakeLayer>();
for (const year of years) layers.set(urlOf(year), await serve(connection, year));
await connection.run('CHECKPOINT');
connection.closeSync();
instance.closeSync();

const config = join(bigFolder, 'night.json');
const { boundaries } = JSON.parse(readFileSync(configFile, 'utf8')) as {
  boundaries: Record<string, { file: string }>;
};
writeFileSync(
  config,
  JSON.stringify({ layers: years.map((year) => ({ year, url: urlOf(year) })), firstYear: 2004, boundaries }),
);
const now = (): Date => readAt;
const lines: string[] = [];
const startedMs = performance.now();
const exitCode = await runCommandLine(['nightly', '--config', config], {
  log: (line) => lines.push(line),
  progress: lineProgress(
    (line) => lines.push(line),
    () => new Date(),
  ),
  service: {
    fetch: (url) => Promise.resolve(new Response(answer(layers, url))),
    sleep: () => Promise.resolve(),
    now,
    patience: { attempts: 1, firstWaitMs: 0, longestWaitMs: 0, timeoutMs: 60_000, concurrency: 4 },
  },
  dataFolder,
  publishFolder: resolve(bigFolder, 'data'),
});
const milliseconds = performance.now() - startedMs;
console.error(lines.join('\n'));
if (exitCode !== 0) throw new Error(`the night ended with ${exitCode}`);
const changed = Number(/: (\d+) rows new or changed/.exec(lines.join('\n'))?.[1]);
console.log(JSON.stringify({ milliseconds, changed, peakBytes: process.resourceUsage().maxRSS * 1024 }));

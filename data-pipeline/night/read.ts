import type { DuckDBConnection } from '@duckdb/node-api';
import { wallClock } from '../../src/contract/freshness.ts';
import { readRows } from '../database.ts';
import type { Progress } from '../progress.ts';
import type { Service } from '../service/ask.ts';
import { refuseChangedFields, type Field } from '../service/layer.ts';
import { readLayer, windowBefore, type LayerReading } from '../service/reading.ts';
import { appendServiceRows } from '../sources/feature-response.ts';
import { createRaw } from '../sources/raw.ts';
import { keepAttachments } from './attachments.ts';
import type { NightLayer } from './layers.ts';
import type { Incoming } from './resume.ts';

/** How a night reads. */
export interface NightOptions {
  /** Read rows touched since this day (YYYY-MM-DD) instead of since the last run. */
  since: string | null;
  /** Read everything, as once a week. */
  whole: boolean;
  /** Take fields that differ from the last reading as they are. */
  acceptFields: boolean;
}

/** What the store knows of a layer from earlier nights. */
interface HeldLayer {
  url: string;
  whole_at: string;
  newest_at: string;
  fields: string;
  open_requests: boolean;
}

/** A whole reading is due after six days and a half: a night that starts a little early must not skip it. */
const wholeAfterMs = 6.5 * 86_400_000;

/**
 * Reads from every layer what may have changed into `raw`, and lists in `gone` the rows that are no longer served.
 * Layers without an open request are looked at only when a whole reading is due.
 * @param photoHosts hosts that pictures may come from.
 * @returns how many layers were read, how many of them whole, and what went wrong with the pictures of any.
 */
export async function readNight(
  connection: DuckDBConnection,
  service: Service,
  layers: readonly NightLayer[],
  incoming: Incoming,
  options: NightOptions,
  photoHosts: ReadonlySet<string>,
  progress: Progress,
): Promise<{ whole: number; looked: number; photoTroubles: string[] }> {
  const readAt = service.now();
  const photoTroubles: string[] = [];
  await createRaw(connection);
  await connection.run('CREATE OR REPLACE TEMP TABLE gone (source VARCHAR, object_id BIGINT)');
  await connection.run('CREATE OR REPLACE TEMP TABLE rolling (url VARCHAR)');
  const held = new Map((await readHeldLayers(connection)).map((layer) => [layer.url, layer]));
  let [whole, looked] = [0, 0];
  for (const { layer, rolls } of layers) {
    const before = held.get(layer.url);
    if (before !== undefined && !options.acceptFields)
      refuseChangedFields(layer, JSON.parse(before.fields) as Field[]);
    const due = before === undefined || options.whole || isDue(before, readAt);
    if (!due && !before.open_requests && !rolls) continue;
    looked += 1;
    const heldIds = await readHeldIds(connection, layer.url);
    const since = due ? null : (options.since ?? windowBefore(Date.parse(`${before.newest_at}Z`)));
    const plan = { layer, heldIds, folder: incoming.of(layer.url) };
    let reading = await readLayer(service, { ...plan, since: since && momentOf(since) }, progress);
    // A layer that was loaded anew gives known ids to other requests; only a whole reading can be trusted then.
    if (!reading.whole && (await isRenumbered(connection, reading)))
      reading = await readLayer(service, { ...plan, since: null }, progress);
    whole += Number(reading.whole);
    await keepReading(connection, reading, heldIds);
    const trouble = await keepAttachments(connection, service, reading, photoHosts);
    if (trouble !== null) photoTroubles.push(trouble);
    if (rolls) await connection.run('INSERT INTO rolling VALUES (?)', [layer.url]);
    await noteLayer(connection, reading, before, readAt);
  }
  return { whole, looked, photoTroubles };
}

/** Addresses of the layers read on earlier nights. */
export async function readKnownUrls(connection: DuckDBConnection): Promise<Set<string>> {
  const rows = await readRows<{ url: string }>(connection, 'SELECT url FROM layers');
  return new Set(rows.map(({ url }) => url));
}

function readHeldLayers(connection: DuckDBConnection): Promise<HeldLayer[]> {
  return readRows(
    connection,
    `SELECT url, strftime(whole_at, '%Y-%m-%dT%H:%M:%S') AS whole_at, strftime(newest_at, '%Y-%m-%dT%H:%M:%S') AS newest_at, fields,
       url IN (SELECT source FROM held WHERE reason IS NULL AND status_label NOT ILIKE 'closed%') AS open_requests
     FROM layers`,
  );
}

function isDue({ whole_at: wholeAt }: HeldLayer, now: Date): boolean {
  return now.getTime() - Date.parse(`${wholeAt}Z`) > wholeAfterMs;
}

const momentOf = (since: string): string => (since.length === 10 ? `${since} 00:00:00` : since);

async function readHeldIds(connection: DuckDBConnection, url: string): Promise<Set<number>> {
  const reader = await connection.runAndReadAll('SELECT object_id::INTEGER FROM held WHERE source = ?', [
    url,
  ]);
  return new Set((reader.getColumnsJS()[0] ?? []) as number[]);
}

async function isRenumbered(
  connection: DuckDBConnection,
  { layer, touched }: LayerReading,
): Promise<boolean> {
  const ids = [...touched.keys()];
  if (ids.length === 0) return false;
  const rows = await readRows<{ id: number; number: string }>(
    connection,
    `SELECT object_id::INTEGER AS id, request_number AS number FROM held
     WHERE source = ? AND object_id IN (SELECT unnest([${ids.join(',')}])) AND request_number IS NOT NULL`,
    [layer.url],
  );
  return rows.some(({ id, number }) => {
    const row = touched.get(id) ?? {};
    const field = Object.keys(row).find((name) => name.toLowerCase() === 'servicerequestnum');
    return field !== undefined && String(row[field]).trim() !== number;
  });
}

async function keepReading(
  connection: DuckDBConnection,
  { layer, pages, touched, ids }: LayerReading,
  heldIds: ReadonlySet<number>,
): Promise<void> {
  const present = new Set(ids);
  for (const page of pages?.pages() ?? []) {
    await appendServiceRows(
      connection,
      layer.url,
      page.filter(([id]) => present.has(id) && !touched.has(id)),
    );
  }
  await appendServiceRows(
    connection,
    layer.url,
    [...touched].filter(([id]) => present.has(id)),
  );
  const appender = await connection.createAppender('gone');
  for (const id of heldIds) {
    if (present.has(id)) continue;
    appender.appendVarchar(layer.url);
    appender.appendBigInt(BigInt(id));
    appender.endRow();
  }
  appender.closeSync();
}

/** The newest stamp is read from the rows, but never taken from the future: one mistyped year would end all reading. */
async function noteLayer(
  connection: DuckDBConnection,
  { layer, whole }: LayerReading,
  before: HeldLayer | undefined,
  readAt: Date,
): Promise<void> {
  const now = readAt.toISOString().slice(0, 19);
  const newest = `(SELECT max(moment) FROM (
      SELECT unnest([try_cast(created_at AS BIGINT), try_cast(status_at AS BIGINT), try_cast(last_activity_at AS BIGINT)]) AS ms FROM raw WHERE source = $1
    ), LATERAL (SELECT make_timestamp(ms * 1000) AS moment) WHERE moment <= CAST($3 AS TIMESTAMP))`;
  await connection.run(
    `INSERT OR REPLACE INTO layers
     VALUES ($1, CAST($2 AS TIMESTAMP), coalesce(greatest(${newest}, CAST($4 AS TIMESTAMP)), CAST($3 AS TIMESTAMP)), $5)`,
    [
      layer.url,
      whole ? now : (before?.whole_at ?? now),
      wallClock(readAt),
      before?.newest_at ?? null,
      JSON.stringify(layer.fields),
    ],
  );
}

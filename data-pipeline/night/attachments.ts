import type { DuckDBConnection } from '@duckdb/node-api';
import { readRows } from '../database.ts';
import { ServiceError } from '../error.ts';
import type { Service } from '../service/ask.ts';
import { readAttachments, type Attachment } from '../service/attachment.ts';
import type { LayerReading } from '../service/reading.ts';
import type { LayersAsked } from '../sources/photo.ts';
import type { NightLayer } from './layers.ts';

/**
 * Reads the pictures attached to a layer's rows into `attachments`: of all its rows when it was read whole or never
 * read for pictures before, otherwise of those touched. A layer that carries none, or whose host pictures may not come
 * from, is not asked.
 * @returns null, or why the pictures of this layer could not be read. Those of earlier nights stay then: a request is
 * worth publishing without its pictures.
 */
export async function keepAttachments(
  connection: DuckDBConnection,
  service: Service,
  { layer, whole, touched, ids }: LayerReading,
  hosts: ReadonlySet<string>,
): Promise<string | null> {
  const { url } = layer;
  if (!layer.hasAttachments || !hosts.has(new URL(url).host)) {
    await forget(connection, url);
    return null;
  }
  const [known] = await readRows(connection, 'SELECT url FROM attachment_layers WHERE url = ?', [url]);
  const everything = whole || known === undefined;
  const present = new Set(ids);
  const wanted = everything
    ? ids
    : [...touched.keys()].filter((id) => present.has(id)).sort((first, second) => first - second);
  let attachments: Attachment[];
  try {
    attachments = await readAttachments(service, layer, wanted, everything ? 'range' : 'list');
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    // What was missed is not known, so the next night reads all of them.
    await connection.run('DELETE FROM attachment_layers WHERE url = ?', [url]);
    return error.message;
  }
  if (everything) await forget(connection, url);
  else if (wanted.length > 0) {
    await connection.run(
      `DELETE FROM attachments WHERE source = ? AND object_id IN (SELECT unnest([${wanted.join(',')}]))`,
      [url],
    );
  }
  await append(connection, url, attachments);
  await connection.run('INSERT OR REPLACE INTO attachment_layers VALUES (?)', [url]);
  return null;
}

/** What the night's layers said about attachments. */
export async function countLayersAsked(
  connection: DuckDBConnection,
  layers: readonly NightLayer[],
): Promise<LayersAsked> {
  const rows = await readRows<{ url: string }>(connection, 'SELECT url FROM attachment_layers');
  const read = new Set(rows.map(({ url }) => url));
  const carrying = layers.filter(({ layer }) => layer.hasAttachments).map(({ layer }) => layer.url);
  return {
    asked: layers.length,
    carrying: carrying.length,
    read: carrying.filter((url) => read.has(url)).length,
  };
}

async function forget(connection: DuckDBConnection, url: string): Promise<void> {
  await connection.run('DELETE FROM attachments WHERE source = ?', [url]);
  await connection.run('DELETE FROM attachment_layers WHERE url = ?', [url]);
}

async function append(
  connection: DuckDBConnection,
  url: string,
  attachments: readonly Attachment[],
): Promise<void> {
  await connection.run(
    `INSERT INTO attachments
     SELECT $1, one.objectId, one.attachmentId, one.name, one.keywords, one.bytes, one.takenAt
     FROM (SELECT unnest(from_json($2, '[{"objectId":"BIGINT","attachmentId":"BIGINT","name":"VARCHAR","keywords":"VARCHAR","bytes":"BIGINT","takenAt":"TIMESTAMP"}]')) AS one)`,
    [url, JSON.stringify(attachments)],
  );
}

import type { DuckDBConnection } from '@duckdb/node-api';
import type { PhotoMoment } from '../../src/contract/photo.ts';
import { readRow, readRows } from '../database.ts';
import type { PhotoCandidate } from './photo.ts';

/** An attachment of a request, with what its moment is told by. Moments are wall clock, `YYYY-MM-DD HH:MM:SS`. */
export interface AttachedPhoto {
  name: string;
  keywords: string;
  taken_at: string | null;
  closed_at: string | null;
}

const words: Record<PhotoMoment, RegExp> = {
  before:
    /\b(before|antes|submitted|submission|report(ed|er)|request(ed|or)?|open(ed|ing)?|initial|intake)\b/,
  after:
    /\b(after|despues|clos(ed?|ing|ure)|cerrad[ao]|complet(ed?|ion)|resol(ved?|ution)|finish(ed)?|done|final)\b/,
};

/**
 * Tells which moment an attachment shows: by its keywords, else by its name, else by when it was taken. A picture taken
 * on the very day of the closing but before it may show either, and one without a date of a closed request too: null.
 */
export function momentOf({
  name,
  keywords,
  taken_at: taken,
  closed_at: closed,
}: AttachedPhoto): PhotoMoment | null {
  for (const text of [keywords, name]) {
    const plain = text
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z]+/g, ' ');
    const [before, after] = [words.before.test(plain), words.after.test(plain)];
    if (before !== after) return before ? 'before' : 'after';
  }
  if (closed === null) return 'before';
  if (taken === null) return null;
  if (taken >= closed) return 'after';
  return taken.slice(0, 10) < closed.slice(0, 10) ? 'before' : null;
}

/**
 * The pictures attached to requests of the record, as addresses of the service. Of several the first taken comes first
 * before the closing, and the last taken first after it.
 */
export async function readAttachedPhotos(connection: DuckDBConnection): Promise<PhotoCandidate[]> {
  // Most records have none; the join below would look at every request to find that out.
  const { held } = await readRow<{ held: number }>(
    connection,
    'SELECT count(*)::INTEGER AS held FROM attachments',
  );
  if (held === 0) return [];
  const rows = await readRows<
    AttachedPhoto & {
      source: string;
      request_number: string;
      object_id: number;
      attachment_id: number;
      bytes: number | null;
    }
  >(
    connection,
    `SELECT attachments.source, attachments.object_id::DOUBLE AS object_id, attachment_id::DOUBLE AS attachment_id,
       name, keywords, bytes::DOUBLE AS bytes, held.request_number,
       strftime(taken_at, '%Y-%m-%d %H:%M:%S') AS taken_at, strftime(settled_all.closed_at, '%Y-%m-%d %H:%M:%S') AS closed_at
     FROM attachments
     JOIN held ON held.source = attachments.source AND held.object_id = attachments.object_id AND held.reason IS NULL
     LEFT JOIN settled_all ON settled_all.request_number = held.request_number
     ORDER BY held.request_number, taken_at NULLS LAST, attachment_id`,
  );
  const candidates = rows.map((row) => ({
    source: row.source,
    requestNumber: row.request_number,
    moment: momentOf(row),
    stated: `${row.source}/${row.object_id}/attachments/${row.attachment_id}`,
    folder: null,
    drawing: null,
    bytes: row.bytes,
    credit: null,
    altEn: null,
    altEs: null,
  }));
  const isAfter = ({ moment }: PhotoCandidate): boolean => moment === 'after';
  return [...candidates.filter((one) => !isAfter(one)), ...candidates.filter(isAfter).reverse()];
}

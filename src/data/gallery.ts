import type { PhotoMoment, PhotoPair, Picture } from '../contract/photo.ts';
import { askPublished, readPublished } from './published.ts';

/** A request with pictures, as the gallery shows it. */
export interface GalleryEntry {
  requestNumber: string;
  requestTypeId: number;
  /** Name and slug of its neighborhood; null where it lies in none. */
  neighborhood: string | null;
  slug: string | null;
  /** Days, YYYY-MM-DD; `closedDay` is null while it is open. */
  openedDay: string;
  closedDay: string | null;
  pair: PhotoPair;
}

/** Entries of one kind of request, newest first. */
export interface GalleryKind {
  requestTypeId: number;
  /** Of the kind in the whole gallery. */
  requests: number;
  entries: GalleryEntry[];
  /** The page, from 1, on which the kind begins. */
  firstPage: number;
}

/** Requests on one page. */
const pageRequests = 24;

interface Row extends Picture {
  request_number: string;
  moment: PhotoMoment;
  request_type_id: number;
  neighborhood: string | null;
  slug: string | null;
  opened: string;
  closed: string | null;
}

/**
 * The gallery cut into pages, at least one: requests by kind (kinds that share a plain name are one), the kind with
 * most requests first, within a kind those closed last first.
 */
export async function readGalleryPages(): Promise<GalleryKind[][]> {
  const kinds = await readKinds();
  const pages: GalleryKind[][] = [[]];
  let room = pageRequests;
  for (const kind of kinds) {
    let rest = kind.entries;
    let firstPage = 0;
    while (rest.length > 0) {
      if (room === 0) {
        pages.push([]);
        room = pageRequests;
      }
      firstPage ||= pages.length;
      const entries = rest.slice(0, room);
      pages.at(-1)?.push({ ...kind, entries, firstPage });
      rest = rest.slice(entries.length);
      room -= entries.length;
    }
  }
  return pages;
}

async function readKinds(): Promise<Omit<GalleryKind, 'firstPage'>[]> {
  const { requestTypes } = await readPublished();
  const nameOf = new Map(requestTypes.map(({ request_type_id: id, name_en: name }) => [id, name]));
  const kinds = new Map<string, GalleryEntry[]>();
  for (const entry of await readEntries()) {
    const name = nameOf.get(entry.requestTypeId) ?? '';
    kinds.set(name, [...(kinds.get(name) ?? []), entry]);
  }
  return [...kinds.values()]
    .sort((first, second) => second.length - first.length)
    .map((entries) => ({ requestTypeId: entries[0]?.requestTypeId ?? 0, requests: entries.length, entries }));
}

async function readEntries(): Promise<GalleryEntry[]> {
  const rows = await askPublished<Row>(`
    WITH pictured AS (
      SELECT request_number, request_type, neighborhood, created_at, closed_at
      FROM detail SEMI JOIN photos USING (request_number)
    )
    SELECT photos.*, request_type_id, neighborhood, slug,
      strftime(created_at, '%Y-%m-%d') AS opened, strftime(closed_at, '%Y-%m-%d') AS closed
    FROM photos
    JOIN pictured USING (request_number)
    JOIN request_types USING (request_type)
    LEFT JOIN areas ON areas.kind = 'neighborhood' AND areas.name = neighborhood
    ORDER BY coalesce(closed_at, created_at) DESC, request_number, moment DESC`);
  const entries = new Map<string, GalleryEntry>();
  for (const { moment, address, host, bytes, credit, alt_en, alt_es, ...row } of rows) {
    const entry = entries.get(row.request_number) ?? {
      requestNumber: row.request_number,
      requestTypeId: row.request_type_id,
      neighborhood: row.neighborhood,
      slug: row.slug,
      openedDay: row.opened,
      closedDay: row.closed,
      pair: {},
    };
    entry.pair[moment] = { address, host, bytes, credit, alt_en, alt_es };
    entries.set(row.request_number, entry);
  }
  return [...entries.values()];
}

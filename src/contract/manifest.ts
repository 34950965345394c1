import * as v from 'valibot';
import { leftOutReasons, photoHost } from './photo.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Names of published files: each holds the first 8 of its content's sha-256. */
export const publishedName = /^[a-z0-9_-]+\.[0-9a-f]{8}\.(parquet|geojson|json|json\.gz|jpg|png|webp|svg)$/;

const file = v.object({
  path: v.pipe(v.string(), v.regex(publishedName)),
  rows: count,
  bytes: count,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  month: v.optional(v.pipe(v.string(), v.regex(/^\d{4}-\d{2}$/))),
});

const table = v.object({
  columns: v.array(
    v.object({ name: v.string(), type: v.string(), unit: v.optional(v.string()), description: v.string() }),
  ),
  files: v.array(file),
});

// Records published before checks had ids and values must still be readable: the next publication starts from them.
const check = v.object({
  id: v.optional(v.string(), ''),
  name: v.string(),
  reason: v.optional(v.string(), ''),
  status: v.picklist(['pass', 'warn', 'fail', 'skip']),
  observed: v.string(),
  expected: v.string(),
  values: v.optional(v.record(v.string(), v.union([v.number(), v.string()])), {}),
});

const photos = v.object({
  requests: count,
  pictures: count,
  /** Hosts that published pictures come from, besides the site itself. */
  hosts: v.array(v.pipe(v.string(), v.regex(photoHost))),
  /** Tables of pictures that were read, and the pictures in them. */
  tables: v.object({ read: count, pictures: count }),
  /** The service's layers: asked whether they carry attachments, said that they do, and were read. Null: not asked. */
  layers: v.nullable(v.object({ asked: count, carrying: count, read: count, pictures: count })),
  /** Pictures that are not published, by reason. */
  leftOut: v.object(v.entriesFromList(leftOutReasons, v.optional(count))),
});

/** The one file that says what is published. Everything it names is immutable. */
export const manifestSchema = v.object({
  schema: v.literal(1),
  snapshot: v.object({
    id: v.string(),
    source: v.picklist(['open-baltimore', 'files', 'sample']),
    fetchedAt: v.string(),
    dataThrough: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/)),
  }),
  counts: v.object({ received: count, merged: count, quarantined: count, withheld: count, published: count }),
  tables: v.record(v.string(), table),
  checks: v.array(check),
  // Absent in records published before pictures were read.
  photos: v.optional(photos),
});

/**
 * Where a site keeps the manifest of one snapshot beside the live one, from the published folder: its id without the
 * characters that file names cannot hold.
 */
export function pinnedPath(snapshotId: string): string {
  return `snapshots/${snapshotId.replaceAll(/[^A-Za-z0-9-]/g, '')}.json`;
}

export type Manifest = v.InferOutput<typeof manifestSchema>;
export type PublishedFile = v.InferOutput<typeof file>;
export type PublishedTable = v.InferOutput<typeof table>;
export type PhotoAccount = v.InferOutput<typeof photos>;
export type Check = v.InferOutput<typeof check>;

/**
 * Reads a manifest from parsed JSON.
 * @throws Error naming the first field that does not fit, the value seen and what was expected.
 */
export function parseManifest(json: unknown): Manifest {
  const result = v.safeParse(manifestSchema, json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue) ?? 'manifest';
  throw new Error(
    `manifest.json: ${path} is ${issue.received}, expected ${issue.expected ?? 'another value'}`,
  );
}

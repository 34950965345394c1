import * as v from 'valibot';

const schema = v.object({
  /** Id of the snapshot that the site shows. */
  live: v.string(),
  /** Snapshots whose files the site still carries, the live one first. */
  carried: v.array(v.object({ id: v.string(), dataThrough: v.string(), fetchedAt: v.string() })),
  /** Ids of snapshots that were published once and are not carried any more. */
  earlier: v.array(v.string()),
});

/** Which snapshots a site carries, and which it carried before. */
export type SnapshotList = v.InferOutput<typeof schema>;

export type CarriedSnapshot = SnapshotList['carried'][number];

/** What has become of a snapshot that an address names. */
export type SnapshotFate =
  | { fate: 'carried'; snapshot: CarriedSnapshot }
  /** It was published once. */
  | { fate: 'gone' }
  /** The site never heard of it. */
  | { fate: 'unknown' };

/**
 * Reads a list of snapshots from parsed JSON.
 * @throws ValiError naming what does not fit.
 */
export function parseSnapshotList(json: unknown): SnapshotList {
  return v.parse(schema, json);
}

/** What has become of the snapshot of an id. */
export function fateOf(id: string, { carried, earlier }: SnapshotList): SnapshotFate {
  const snapshot = carried.find((candidate) => candidate.id === id);
  if (snapshot !== undefined) return { fate: 'carried', snapshot };
  return { fate: earlier.includes(id) ? 'gone' : 'unknown' };
}

/**
 * The moment at which the record of a snapshot was read, ISO in UTC, as its id tells it; null for a text that is no such
 * id.
 */
export function readAtOf(id: string): string | null {
  const minute = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z)-[0-9a-f]{8}$/.exec(id)?.[1];
  return minute === undefined || Number.isNaN(Date.parse(minute)) ? null : minute;
}

import { askPublished } from './published.ts';

/** One publication, as published in `snapshots`. */
export interface PublicationRow {
  number: number;
  snapshot_id: string;
  source: 'open-baltimore' | 'files' | 'sample';
  /** When the source was read: UTC, `YYYY-MM-DDTHH:MM:SS`. */
  read_at: string;
  /** Wall clock of its newest request. */
  data_through: string;
  received: number;
  merged: number;
  quarantined: number;
  withheld: number;
  published: number;
  /** These three are null where the publication was not compared with the one before. */
  requests_new: number | null;
  requests_changed: number | null;
  requests_gone: number | null;
  months_rewritten: number;
  files_new: number;
  taken_back: boolean;
}

/** The publications that the record tells of, newest first; the first one is the record itself. */
export function readPublications(): Promise<PublicationRow[]> {
  return askPublished(
    `SELECT * REPLACE (
       strftime(read_at, '%Y-%m-%dT%H:%M:%S') AS read_at,
       strftime(data_through, '%Y-%m-%dT%H:%M:%S') AS data_through
     ) FROM snapshots ORDER BY number DESC`,
  );
}

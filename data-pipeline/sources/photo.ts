import type { DuckDBConnection } from '@duckdb/node-api';
import type { PhotoMoment } from '../../src/contract/photo.ts';

/** A picture as a source states it, before anyone has looked whether it may be published. */
export interface PhotoCandidate {
  /** The table or layer it comes from, for the operator. */
  source: string;
  requestNumber: string;
  /** Null where the source does not let it be told. */
  moment: PhotoMoment | null;
  /** An address or a file's name, as the source wrote it. */
  stated: string;
  /** Where files that the source names lie; null where it may name addresses only. */
  folder: string | null;
  /** An SVG that the pipeline drew itself, instead of anything stated. */
  drawing: string | null;
  bytes: number | null;
  credit: string | null;
  altEn: string | null;
  altEs: string | null;
}

/** Where pictures come from. Each is asked once the record is settled, so that it may look at requests. */
export interface PhotoSource {
  kind: 'table' | 'layer' | 'drawing';
  read: (connection: DuckDBConnection) => Promise<PhotoCandidate[]>;
}

/** What is known of a service's layers: how many were asked, say that they carry attachments, and were read. */
export interface LayersAsked {
  asked: number;
  carrying: number;
  read: number;
}

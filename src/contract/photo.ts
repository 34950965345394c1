import type { Column } from './column.ts';
import type { PublishedFile } from './manifest.ts';

/** What a picture shows: the place as it was reported, or as it was when the request was closed. */
export const photoMoments = ['before', 'after'] as const;
export type PhotoMoment = (typeof photoMoments)[number];

/** Why a picture that a source carries is not published. Every one of them is counted. */
export const leftOutReasons = [
  'unknown_request',
  'withheld',
  'sensitive_type',
  'no_picture',
  'not_an_address',
  'not_https',
  'host_not_allowed',
  'outside_folder',
  'no_such_file',
  'not_a_picture',
  'file_too_large',
  'holds_location',
  'moment_unknown',
  'another_of_same_moment',
] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

/** One picture of one request, as pages show it. */
export interface Picture {
  /** An https address, or the name of a published file where `host` is null. */
  address: string;
  /** The host it comes from, with its port where that is not the usual one; null for this site's own. */
  host: string | null;
  /** Null where the source does not say. */
  bytes: number | null;
  credit: string | null;
  /** What it shows, for those who cannot see it; null where nobody has described it. */
  alt_en: string | null;
  alt_es: string | null;
}

/** The pictures of one request; at least one of them. */
export type PhotoPair = Partial<Record<PhotoMoment, Picture>>;

/**
 * A published file of pictures by request number, for pages that find their request in the browser. Each begins at the
 * number in its name (`photos-26-00000012.1a2b3c4d.json`) and ends before the next one's.
 */
export interface PhotoPart {
  /** Stands in sample data. */
  notice?: string;
  photos: Record<string, PhotoPair>;
}

/** Requests in one part. */
export const requestsInPhotoPart = 300;

/**
 * A host that pictures may come from: lower-case labels with dots, and a port where it is not the usual one. Nothing
 * that could mean more in a content security policy: no scheme, wildcard, quote, space or semicolon, and no address in
 * digits.
 */
export const photoHost =
  /^(?=.{1,253}(?::|$))(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?(?::[1-9]\d{1,4})?$/;

/** The name of a part's file, before its hash. */
export const photoPartName = (firstNumber: string): string => `photos-${firstNumber}`;

/** The part that would hold a request's pictures; undefined where no request so early has any. */
export function photoPartOf(
  files: readonly PublishedFile[],
  requestNumber: string,
): PublishedFile | undefined {
  return files.findLast(({ path }) => path.slice(0, path.indexOf('.')) <= photoPartName(requestNumber));
}

/** Pictures that sources carry of requests in the record. */
export const photos: Column[] = [
  { name: 'request_number', type: 'VARCHAR', description: 'Of a request in detail' },
  { name: 'moment', type: 'VARCHAR', description: photoMoments.join(', ') },
  {
    name: 'address',
    type: 'VARCHAR',
    description: 'An https address; the name of a published file where host is null',
  },
  { name: 'host', type: 'VARCHAR', description: "Where it comes from; null for the site's own" },
  { name: 'bytes', type: 'INTEGER', unit: 'bytes', description: 'Null where the source does not say' },
  { name: 'credit', type: 'VARCHAR', description: 'Who took it, as the source says; null where it does not' },
  { name: 'alt_en', type: 'VARCHAR', description: 'What it shows, in English; null where not described' },
  { name: 'alt_es', type: 'VARCHAR', description: 'What it shows, in Spanish; null where not described' },
];

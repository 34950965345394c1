import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { PhotoAccount, PublishedFile, PublishedTable } from '../../src/contract/manifest.ts';
import {
  photoPartName,
  requestsInPhotoPart,
  type LeftOutReason,
  type PhotoMoment,
  type PhotoPair,
  type PhotoPart,
  type Picture,
} from '../../src/contract/photo.ts';
import { tables } from '../../src/contract/table.ts';
import { literal, readRows } from '../database.ts';
import { judgeAddress } from '../sources/photo-address.ts';
import { readPhotoFile } from '../sources/photo-file.ts';
import type { LayersAsked, PhotoCandidate, PhotoSource } from '../sources/photo.ts';
import { writeContent, type Staging } from './write.ts';

/** Where pictures come from, and which hosts they may come from. */
export interface PhotoPlan {
  hosts: readonly string[];
  /** In the order in which they are believed: of two pictures of the same moment the first one stays. */
  sources: readonly PhotoSource[];
  /** Null where no service was asked. */
  layers: LayersAsked | null;
}

/** What is published of pictures besides the table `photos`. */
export interface PublishedPhotos {
  account: PhotoAccount;
  /** The pictures that the site serves itself, and the parts that browsers look a request up in. */
  tables: Record<'pictures' | 'photo_parts', PublishedTable>;
}

interface Found extends PhotoCandidate {
  kind: PhotoSource['kind'];
}

/** What the record knows of a candidate's request. */
interface Standing {
  withheld: boolean;
  known: boolean;
  sensitive: boolean;
}

/**
 * Makes the table `photos` of the pictures that may be published, and writes what goes with it into staging. None is
 * published of a request that is withheld or of a sensitive type. Every other one has a reason, and is listed for the
 * operator in DATA_DIR/photos-left-out.csv (those of withheld requests not even there).
 */
export async function settlePhotos(
  connection: DuckDBConnection,
  staging: Staging,
  { hosts, sources, layers }: PhotoPlan,
  dataFolder: string,
): Promise<PublishedPhotos> {
  const found: Found[] = [];
  for (const { kind, read } of sources)
    for (const one of await read(connection)) found.push({ ...one, kind });
  const standings = await readStandings(connection, found);
  const allowed = new Set(hosts);
  const pairs = new Map<string, PhotoPair>();
  const files = new Map<string, PublishedFile>();
  const leftOut: (Found & { reason: LeftOutReason })[] = [];
  for (const [index, one] of found.entries()) {
    const pair = pairs.get(one.requestNumber) ?? {};
    const judged = await judge(staging, one, standings[index], allowed, pair);
    if ('reason' in judged) {
      leftOut.push({ ...one, reason: judged.reason });
      continue;
    }
    if (judged.file !== null) files.set(judged.file.path, judged.file);
    pairs.set(one.requestNumber, { ...pair, [judged.moment]: judged.picture });
  }
  const numbers = [...pairs.keys()].sort();
  await fillTable(connection, numbers, pairs);
  await listLeftOut(connection, leftOut, join(dataFolder, 'photos-left-out.csv'));
  const count = (kind: PhotoSource['kind']): number => found.filter((one) => one.kind === kind).length;
  const pictures = [...pairs.values()].flatMap((pair) => Object.values(pair));
  const published = pictures.flatMap(({ host }) => host ?? []);
  return {
    account: {
      requests: pairs.size,
      pictures: pictures.length,
      hosts: [...new Set(published)].sort(),
      tables: { read: sources.filter(({ kind }) => kind === 'table').length, pictures: count('table') },
      layers: layers === null ? null : { ...layers, pictures: count('layer') },
      leftOut: countReasons(leftOut),
    },
    tables: {
      pictures: { columns: [], files: [...files.values()] },
      photo_parts: { columns: [], files: await writeParts(staging, numbers, pairs) },
    },
  };
}

type Judged =
  { reason: LeftOutReason } | { moment: PhotoMoment; picture: Picture; file: PublishedFile | null };

async function judge(
  staging: Staging,
  one: PhotoCandidate,
  standing: Standing | undefined,
  allowed: ReadonlySet<string>,
  pair: PhotoPair,
): Promise<Judged> {
  const { moment, stated, folder, drawing, bytes, credit, altEn, altEs } = one;
  if (standing?.withheld === true) return { reason: 'withheld' };
  if (standing?.known !== true) return { reason: 'unknown_request' };
  if (standing.sensitive) return { reason: 'sensitive_type' };
  const words = { credit, alt_en: altEn, alt_es: altEs };
  const own = (moment: PhotoMoment, file: PublishedFile): Judged => ({
    moment,
    picture: { address: file.path, host: null, bytes: file.bytes, ...words },
    file,
  });
  if (drawing !== null && moment !== null)
    return own(moment, await writeContent(staging, 'picture', 'svg', withNotice(drawing, staging), 1));
  const address = judgeAddress(stated, allowed, folder);
  if ('reason' in address) return address;
  if (moment === null) return { reason: 'moment_unknown' };
  if (pair[moment] !== undefined) return { reason: 'another_of_same_moment' };
  if ('address' in address) return { moment, picture: { ...address, bytes, ...words }, file: null };
  const file = readPhotoFile(address.path, folder ?? '');
  if ('reason' in file) return file;
  return own(moment, await writeContent(staging, 'picture', file.ending, file.content, 1));
}

/** A drawing of a sample says so also to those who read the file. */
function withNotice(drawing: string, { notice }: Staging): string {
  return notice === null ? drawing : drawing.replace(/<\/svg>$/, `<desc>${notice}</desc></svg>`);
}

async function readStandings(
  connection: DuckDBConnection,
  found: readonly PhotoCandidate[],
): Promise<Standing[]> {
  if (found.length === 0) return [];
  await connection.run(
    'CREATE OR REPLACE TEMP TABLE photo_candidates (position INTEGER, request_number VARCHAR)',
  );
  const appender = await connection.createAppender('photo_candidates');
  for (const [position, { requestNumber }] of found.entries()) {
    appender.appendInteger(position);
    appender.appendVarchar(requestNumber);
    appender.endRow();
  }
  appender.closeSync();
  return readRows(
    connection,
    `WITH known AS (SELECT request_number, place_is_block FROM detail SEMI JOIN photo_candidates USING (request_number))
     SELECT request_number IN (SELECT request_number FROM withheld) AS withheld,
       known.place_is_block IS NOT NULL AS known, coalesce(known.place_is_block, false) AS sensitive
     FROM photo_candidates
     LEFT JOIN known USING (request_number)
     ORDER BY position`,
  );
}

async function fillTable(
  connection: DuckDBConnection,
  numbers: readonly string[],
  pairs: ReadonlyMap<string, PhotoPair>,
): Promise<void> {
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE photos (${tables.photos.map(({ name, type }) => `${name} ${type}`).join(', ')})`,
  );
  const appender = await connection.createAppender('photos');
  const textOrNull = (value: string | null): void =>
    value === null ? appender.appendNull() : appender.appendVarchar(value);
  for (const number of numbers) {
    const { before, after } = pairs.get(number) ?? {};
    for (const [moment, picture] of [['before', before] as const, ['after', after] as const]) {
      if (picture === undefined) continue;
      appender.appendVarchar(number);
      appender.appendVarchar(moment);
      appender.appendVarchar(picture.address);
      textOrNull(picture.host);
      if (picture.bytes === null) appender.appendNull();
      else appender.appendInteger(Math.round(picture.bytes));
      textOrNull(picture.credit);
      textOrNull(picture.alt_en);
      textOrNull(picture.alt_es);
      appender.endRow();
    }
  }
  appender.closeSync();
}

async function writeParts(
  staging: Staging,
  numbers: readonly string[],
  pairs: ReadonlyMap<string, PhotoPair>,
): Promise<PublishedFile[]> {
  const files: PublishedFile[] = [];
  for (let from = 0; from < numbers.length; from += requestsInPhotoPart) {
    const own = numbers.slice(from, from + requestsInPhotoPart);
    const part: PhotoPart = {
      ...(staging.notice === null ? {} : { notice: staging.notice }),
      photos: Object.fromEntries(own.map((number) => [number, pairs.get(number) ?? {}])),
    };
    const name = photoPartName(own[0] ?? '');
    files.push(await writeContent(staging, name, 'json', JSON.stringify(part), own.length));
  }
  return files;
}

function countReasons(leftOut: readonly { reason: LeftOutReason }[]): PhotoAccount['leftOut'] {
  const counts: PhotoAccount['leftOut'] = {};
  for (const { reason } of leftOut) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}

async function listLeftOut(
  connection: DuckDBConnection,
  leftOut: readonly (PhotoCandidate & { reason: LeftOutReason })[],
  path: string,
): Promise<void> {
  await connection.run(
    'CREATE OR REPLACE TEMP TABLE photos_left_out (source VARCHAR, request_number VARCHAR, moment VARCHAR, stated VARCHAR, reason VARCHAR)',
  );
  const appender = await connection.createAppender('photos_left_out');
  for (const { source, requestNumber, moment, stated, reason } of leftOut) {
    if (reason === 'withheld') continue;
    // A spreadsheet would take a cell that begins so for a formula.
    for (const text of [source, requestNumber, moment ?? '', stated, reason])
      appender.appendVarchar(text.replace(/^(?=[=+\-@\t\r])/, "'"));
    appender.endRow();
  }
  appender.closeSync();
  await connection.run(`COPY photos_left_out TO ${literal(path)} (FORMAT csv, HEADER)`);
}

import type { Manifest, PublishedFile } from '../contract/manifest.ts';

/** What has become of a file since the snapshot before: its content is its name, so a rewritten one has another name. */
export type FileChange = 'new' | 'rewritten' | 'same';

export interface MonthFiles {
  /** YYYY-MM */
  month: string;
  detail: PublishedFile;
  core: PublishedFile | undefined;
}

export interface YearFiles {
  year: string;
  /** Newest first. */
  months: MonthFiles[];
  /** Requests opened in the year. */
  rows: number;
  /** Of `detail`. */
  bytes: number;
}

/** The years of a record, newest first. */
export function yearsOf({ tables }: Manifest): YearFiles[] {
  const core = new Map((tables['core']?.files ?? []).map((file) => [file.month, file]));
  const months = (tables['detail']?.files ?? [])
    .flatMap((detail) =>
      detail.month === undefined ? [] : [{ month: detail.month, detail, core: core.get(detail.month) }],
    )
    .sort((a, b) => (a.month < b.month ? 1 : -1));
  return [...Map.groupBy(months, ({ month }) => month.slice(0, 4))].map(([year, own]) => ({
    year,
    months: own,
    rows: own.reduce((sum, { detail }) => sum + detail.rows, 0),
    bytes: own.reduce((sum, { detail }) => sum + detail.bytes, 0),
  }));
}

/** A published table that is not listed by year. */
export interface OtherTable {
  name: string;
  files: PublishedFile[];
}

/** Every other table with its files, in the manifest's order. */
export function otherTables({ tables }: Manifest): OtherTable[] {
  return Object.entries(tables)
    .filter(([name, { files }]) => name !== 'detail' && name !== 'core' && files.length > 0)
    .map(([name, { files }]) => ({ name, files }));
}

/** A file's name without the part that its content decides. */
const stem = (path: string): string => path.replace(/\.[0-9a-f]{8}(?=\.)/, '');

const filesOf = ({ tables }: Manifest): PublishedFile[] =>
  Object.values(tables).flatMap(({ files }) => files);

/** Tells what has become of each file since the snapshot before. */
export function changesSince(before: Manifest): (file: PublishedFile) => FileChange {
  const paths = new Set(filesOf(before).map(({ path }) => path));
  const stems = new Set([...paths].map(stem));
  return ({ path }) => (paths.has(path) ? 'same' : stems.has(stem(path)) ? 'rewritten' : 'new');
}

/** Files of the snapshot before that nothing of today's takes the place of. */
export function goneSince(before: Manifest, live: Manifest): PublishedFile[] {
  const stems = new Set(filesOf(live).map(({ path }) => stem(path)));
  return filesOf(before).filter(({ path }) => !stems.has(stem(path)));
}

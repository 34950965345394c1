import { dirname } from 'node:path';
import { photoMoments, type PhotoMoment } from '../../src/contract/photo.ts';
import type { PhotoTableSource } from '../config.ts';
import { InputError } from '../error.ts';
import type { PhotoCandidate } from './photo.ts';
import { columnNamed, readRowTable, type RowTable } from './row-table.ts';

/** Longer than this no credit or description is of use on a page; what follows is cut off. */
const longestText = 600;

/**
 * Reads a table of pictures: one an operator keeps (`request_number`, `before`, `after`, `credit`, `alt_before_en` …),
 * or an export whose columns the config names. Either picture may be absent. Beside a file, names of files are allowed
 * as well as addresses.
 * @throws InputError when the table cannot be read, has no rows, or lacks a column it must have.
 */
export async function readPhotoTable(
  source: PhotoTableSource,
  fetchJson: (url: string) => Promise<unknown>,
): Promise<PhotoCandidate[]> {
  const table = await readRowTable(source, fetchJson);
  const number = columnNamed(table, source.number ?? 'request_number');
  const columns = pictureColumns(table, source);
  const creditColumn =
    source.credit === undefined ? found(table, 'credit') : columnNamed(table, source.credit);
  const folder = source.file === undefined ? null : dirname(source.file);
  return table.rows.flatMap((row) => {
    const text = (column: string | undefined): string | null => textOf(row[column ?? '']);
    const one = (moment: PhotoMoment | null, stated: string): PhotoCandidate => ({
      source: table.origin,
      requestNumber: row[number] ?? '',
      moment,
      stated,
      folder,
      drawing: null,
      bytes: null,
      credit: text(creditColumn),
      altEn: text(found(table, `alt_${moment}_en`)),
      altEs: text(found(table, `alt_${moment}_es`)),
    });
    const pictures = columns.flatMap(({ moment, column }) =>
      addressesIn(row[column] ?? '').map((stated) => one(moment, stated)),
    );
    // An export has a row for every request; in a list that someone keeps, a row without a picture is a slip.
    return pictures.length === 0 && source.number === undefined ? [one(null, '')] : pictures;
  });
}

function pictureColumns(
  table: RowTable,
  source: PhotoTableSource,
): { moment: PhotoMoment; column: string }[] {
  const columns = photoMoments.flatMap((moment) => {
    const name = source[moment];
    const column = name === undefined ? found(table, moment) : columnNamed(table, name);
    return column === undefined ? [] : [{ moment, column }];
  });
  if (columns.length > 0) return columns;
  throw new InputError(
    `Table ${table.origin} has neither a column "before" nor "after" (columns seen: ${table.columns.join(', ')}); name them in the config as "before" and "after".`,
  );
}

function found({ columns }: RowTable, name: string): string | undefined {
  return columns.find((column) => column.toLowerCase() === name);
}

/** The addresses in a cell: some exports put several into one. */
export function addressesIn(cell: string): string[] {
  return cell
    .split(/\s*[|\n]\s*|[\s,;]+(?=https?:\/\/)/i)
    .map((address) => address.trim())
    .filter((address) => address !== '');
}

function textOf(cell: string | undefined): string | null {
  const text = (cell ?? '').trim();
  if (text === '') return null;
  return text.length <= longestText ? text : `${text.slice(0, longestText)}…`;
}

import { momentText, type Sheet, type SheetCell, type SheetType } from './export-sheet.ts';

/** A sheet as JSON: `about`, `columns`, and `rows` as objects by column name. Moments are ISO text without a zone. */
export function jsonOf({ about, columns, rows }: Sheet): string {
  const { notice, ...rest } = about;
  return JSON.stringify(
    {
      about: notice === '' ? rest : { notice, ...rest },
      columns,
      rows: rows.map((cells) =>
        Object.fromEntries(
          columns.map(({ name, type }, index) => [name, jsonCell(cells[index] ?? null, type)]),
        ),
      ),
    },
    null,
    1,
  );
}

function jsonCell(cell: SheetCell, type: SheetType): SheetCell {
  if (typeof cell !== 'number') return cell;
  if (!Number.isFinite(cell)) return null;
  return type === 'moment' ? momentText(cell) : cell;
}

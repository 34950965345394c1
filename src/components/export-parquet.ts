import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Sheet, SheetCell, SheetType } from './export-sheet.ts';

type Element = NonNullable<Parameters<typeof parquetWriteBuffer>[0]['schema']>[number];

const elements: Record<SheetType, Omit<Element, 'name'>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT32' },
  number: { type: 'DOUBLE' },
  // Without a zone: a wall clock is not a moment of the world.
  moment: { type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MILLIS' } },
};

/** A sheet as a Parquet file; what it says about itself is in the file's key-value metadata, a key each. */
export function parquetOf({ about, columns, rows }: Sheet): ArrayBuffer {
  return parquetWriteBuffer({
    schema: [
      { name: 'root', num_children: columns.length },
      ...columns.map(({ name, type }) => ({ name, repetition_type: 'OPTIONAL' as const, ...elements[type] })),
    ],
    columnData: columns.map(({ name, type }, index) => ({
      name,
      data: rows.map((cells) => parquetCell(cells[index] ?? null, type)),
    })),
    kvMetadata: Object.entries(about)
      .filter(([, value]) => value !== '')
      .map(([key, value]) => ({ key, value })),
  });
}

function parquetCell(cell: SheetCell, type: SheetType): string | number | bigint | null {
  if (cell === null || typeof cell === 'string') return cell;
  if (!Number.isFinite(cell)) return null;
  return type === 'moment' ? BigInt(cell) : cell;
}

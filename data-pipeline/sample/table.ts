import { readFileSync } from 'node:fs';

/** Rows of a small CSV file beside this module, as objects by column name. Quoted cells may hold commas and "". */
export function readTable(fileName: string): Record<string, string>[] {
  const text = readFileSync(new URL(fileName, import.meta.url), 'utf8');
  const [header = [], ...rows] = text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map(splitLine);
  return rows.map((cells, index) => {
    if (cells.length !== header.length) {
      throw new Error(`${fileName}, row ${index + 1}: ${cells.length} cells, expected ${header.length}`);
    }
    return Object.fromEntries(header.map((name, column) => [name, cells[column] ?? '']));
  });
}

/** A cell that must be there. */
export function cell(row: Record<string, string>, name: string): string {
  const value = row[name];
  if (value === undefined) throw new Error(`no column "${name}" among ${Object.keys(row).join(', ')}`);
  return value;
}

/** A number, or null for an empty cell. */
export function numberCell(row: Record<string, string>, name: string): number | null {
  const text = cell(row, name);
  return text === '' ? null : Number(text);
}

function splitLine(line: string): string[] {
  const cells = line.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g) ?? [];
  return cells
    .slice(0, line.endsWith(',') ? cells.length : -1)
    .map((text) => text.replace(/,$/, ''))
    .map((text) => (text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text));
}

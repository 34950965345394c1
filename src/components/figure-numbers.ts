import type { Sheet, SheetCell, SheetColumn } from './export-sheet.ts';

/**
 * The numbers of a figure's table, unrounded. A head's `data-key` names its column, or several with spaces between them;
 * a cell's `data-raw` holds as many values.
 * @throws Error for a word in a column of numbers.
 */
export function figureNumbers(section: HTMLElement): Pick<Sheet, 'columns' | 'rows'> {
  const heads = [...section.querySelectorAll<HTMLElement>('[data-figure-head] th')];
  const names = heads.map((head) => (head.dataset['key'] ?? '').split(' '));
  const texts = [...section.querySelectorAll('[data-figure-rows] tr')].map((row) =>
    [...row.children].flatMap((cell, index) => {
      const raw = (cell as HTMLElement).dataset['raw'] ?? '';
      const own = names[index] ?? [];
      return own.length === 1 ? [raw] : own.map((_, part) => raw.split(' ')[part] ?? '');
    }),
  );
  const columns = names.flatMap((own, index) =>
    own.map((name): SheetColumn => ({
      name,
      type: heads[index]!.classList.contains('number') ? 'number' : 'text',
    })),
  );
  const cellOf = (text: string, index: number): SheetCell => {
    if (text === '') return null;
    if (columns[index]?.type !== 'number') return text;
    const value = Number(text);
    if (Number.isNaN(value))
      throw new Error(`column ${columns[index].name} holds "${text}", expected a number: its head says so`);
    return value;
  };
  return { columns, rows: texts.map((cells) => cells.map(cellOf)) };
}

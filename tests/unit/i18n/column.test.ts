import { describe, expect, it } from 'vitest';
import { partTables, tables } from '../../../src/contract/table.ts';
import { describeColumn, sayUnit } from '../../../src/i18n/column.ts';
import spanish from '../../../src/i18n/columns.es.json' with { type: 'json' };

const columns = Object.values({ ...tables, ...partTables }).flat();

describe('the data dictionary', () => {
  it('has Spanish for every published column and unit, unlike the English', () => {
    for (const column of columns) {
      expect(describeColumn(column, 'es')).not.toBe(column.description);
      if (column.unit !== undefined) expect(sayUnit(column.unit, 'es')).not.toBe('');
    }
  });

  it('has no Spanish for what is not published any more', () => {
    const published = new Set(columns.map(({ description }) => description));
    expect(Object.keys(spanish).filter((text) => !published.has(text))).toEqual([]);
  });

  it('refuses a column without Spanish', () => {
    expect(() => describeColumn({ name: 'a', type: 'VARCHAR', description: 'new' }, 'es')).toThrow(
      /column a/,
    );
  });
});

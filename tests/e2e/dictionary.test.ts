import { afterEach, describe, expect, it } from 'vitest';
import { partTables, tables } from '../../src/contract/table.ts';
import { useVisit } from './visit.ts';
import { cellsOf, run } from './workbench.ts';

const { visit, expectQuiet } = useVisit();
afterEach(expectQuiet);

describe.each([
  { path: 'dictionary/', asked: 'wall clock' },
  { path: 'es/diccionario/', asked: 'hora local de Baltimore' },
])('a reader of the dictionary at /$path', ({ path, asked }) => {
  it('finds every column of every table under its own address, without script', async () => {
    const page = await visit(path, { javaScriptEnabled: false });
    const ids = new Set(await page.$$eval('tbody tr', (rows) => rows.map(({ id }) => id)));
    const columns = Object.entries({ ...tables, ...partTables });
    const wanted = columns.flatMap(([table, own]) => own.map(({ name }) => `${table}-${name}`));
    expect(wanted.filter((id) => !ids.has(id))).toEqual([]);
    await page.context().close();
  });

  it('can look for a column by its name or meaning', async () => {
    const page = await visit(path);
    const shown = (): Promise<number> => page.locator('tbody tr:visible').count();
    const all = await shown();
    await page.fill('.dictionary-filter input', 'created_at');
    expect(await shown()).toBeLessThan(all);
    expect(await page.isVisible('#detail-created_at')).toBe(true);
    await page.fill('.dictionary-filter input', asked);
    expect(await shown()).toBeGreaterThan(2);
    await page.fill('.dictionary-filter input', 'zzzz');
    expect(await page.isVisible('[data-none]')).toBe(true);
    await page.context().close();
  });

  it('can open the Open311 view in the workbench and run it', async () => {
    const page = await visit(path);
    await page.click('#open311 ~ p a');
    await page.waitForSelector('portal-workbench[data-state=ready]');
    expect(await run(page)).toBe('answered');
    expect((await cellsOf(page, 2))[0]?.[0]).toMatch(/^\d\d-\d{8}$/);
    await page.context().close();
  });
});

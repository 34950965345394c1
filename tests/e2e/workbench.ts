import type { Page } from 'playwright';
import type { Visit, VisitOptions } from './visit.ts';

/** Opens the workbench and waits until it can be asked. */
export async function openWorkbench(visit: Visit, path: string, options?: VisitOptions): Promise<Page> {
  const page = await visit(path, options);
  await page.waitForSelector('portal-workbench[data-state=ready]');
  return page;
}

/** Puts a text into the editor the way a reader pastes it. */
export async function write(page: Page, sql: string): Promise<void> {
  await page.focus('.cm-content');
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(sql);
}

/** Presses Run and waits for the end: all answered, or a sentence why not. */
export async function run(page: Page): Promise<string> {
  await page.click('[data-run]');
  await page.waitForFunction(
    () =>
      ['answered', 'failed'].includes(
        document.querySelector<HTMLElement>('portal-workbench')?.dataset['state'] ?? '',
      ),
    undefined,
    { timeout: 60_000 },
  );
  return (await page.getAttribute('portal-workbench', 'data-state')) ?? '';
}

/** Asks one text and says how it ended. The text comes by the address: a long one would take minutes to type. */
export async function ask(page: Page, sql: string): Promise<string> {
  await page.evaluate((text) => {
    const root = document.querySelector<HTMLElement>('portal-workbench')!;
    root.dataset['state'] = 'changing';
    const tables = new URLSearchParams({ tables: 'detail', q: text });
    location.hash = `${tables.toString()}&again=${String(Math.random())}`;
  }, sql);
  await page.waitForSelector('portal-workbench[data-state=ready]');
  return run(page);
}

/** The cells of an answer as text. */
export async function cellsOf(page: Page, answer: number): Promise<string[][]> {
  return page.$$eval(`[aria-labelledby=answer-${answer}] tbody tr`, (rows) =>
    rows.map((row) => [...(row as HTMLTableRowElement).cells].map((cell) => cell.textContent)),
  );
}

import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostileTexts } from './hostile-statements.ts';
import { ask, cellsOf, openWorkbench } from './workbench.ts';
import { useVisit } from './visit.ts';

const { visit, expectQuiet } = useVisit();

/** Long enough for what ends by itself, short enough to stop a hundred that do not. */
const secondsAllowed = 2;

let page: Page;
beforeAll(async () => {
  // What the engine itself writes about a file that it may not open, and about a breakdown, is not the page's.
  page = await openWorkbench(visit, 'sql/#tables=detail', {
    expectedMessages: /console (?:log|warning|error)/,
  });
  await page.$eval(
    'select[name=seconds]',
    (select, seconds) => {
      (select as HTMLSelectElement).append(new Option(String(seconds), String(seconds)));
    },
    secondsAllowed,
  );
  await page.selectOption('select[name=seconds]', String(secondsAllowed));
});
afterAll(async () => {
  await page.context().close();
});

it('there are at least a hundred of them', () => {
  expect(hostileTexts.length).toBeGreaterThanOrEqual(100);
});

describe('after a hostile text the page lives, nothing has left the machine, and the next question is answered', () => {
  it.each(hostileTexts)('$what', async ({ sql, outcome }) => {
    const seen = await ask(page, sql);
    expect(['answered', 'failed']).toContain(seen);
    if (outcome !== undefined) expect(seen).toBe(outcome);
    if (seen === 'failed') expect(await page.innerText('[data-mistake]')).not.toBe('');
    expect(await ask(page, 'SELECT 41 + 1 AS answer')).toBe('answered');
    expect(await cellsOf(page, 1)).toEqual([['42']]);
    expectQuiet();
  });
});

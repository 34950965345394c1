import { readFile } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, describe, expect, it } from 'vitest';
import { manifest } from './published.ts';
import { siteUrl, useVisit } from './visit.ts';
import { cellsOf, openWorkbench, run, write } from './workbench.ts';

const { visit, expectQuiet } = useVisit();
afterEach(expectQuiet);

const asked = (sql: string, more = ''): string => `#q=${encodeURIComponent(sql)}&tables=detail${more}`;

describe.each([
  {
    path: 'sql/',
    cost: /^Running this first downloads .* [kM]B, and the engine \(3 to 4 MB, once\)\.$/,
    held: /^Everything this needs is loaded\.$/,
    shared: /nothing has run yet/,
    line: /Line 2:/,
    stopped: /longer than the 2 seconds/,
    cancelled: /^Cancelled\. The engine was stopped/,
    cut: /Only the first 3 are kept/,
    old: /That data is still published/,
    today: /Answers now come from today’s record/,
    gone: /snapshot 1999-01-01T00:00Z-deadbeef, which is no longer published here/,
    sample: /Sample data: invented requests/,
  },
  {
    path: 'es/sql/',
    cost: /^Para ejecutar esto primero se descargan .* [kM]B, y el motor \(de 3 a 4 MB, una sola vez\)\.$/,
    held: /^Todo lo que hace falta está cargado\.$/,
    shared: /todavía no se ha ejecutado nada/,
    line: /Línea 2:/,
    stopped: /más de los 2 segundos/,
    cancelled: /^Cancelada\. El motor se apagó/,
    cut: /Solo se conservan las primeras 3/,
    old: /Esos datos siguen publicados/,
    today: /Ahora las respuestas salen del registro de hoy/,
    gone: /versión 1999-01-01T00:00Z-deadbeef, que aquí ya no está publicada/,
    sample: /Datos de muestra/,
  },
])('a reader who asks in SQL at /$path', (words) => {
  it('sees what a question costs before it is fetched, and its answer with a chart after', async () => {
    const fetched: string[] = [];
    const page = await openWorkbench(visit, words.path, {
      prepare: (opened) =>
        Promise.resolve(opened.on('request', (request) => fetched.push(new URL(request.url()).pathname))),
    });
    expect(await page.innerText('[data-cost]')).toMatch(words.cost);
    expect(fetched.filter((name) => /\.(?:parquet|wasm)$/.test(name))).toEqual([]);
    expect(await run(page)).toBe('answered');
    expect(await page.innerText('[data-cost]')).toMatch(words.held);
    expect((await cellsOf(page, 1)).length).toBeGreaterThan(3);
    await page.waitForSelector('.answer-chart svg[role=img]');
    expect(await page.innerText('.sql-answer')).toMatch(words.sample);
    await page.context().close();
  });

  it('finds a shared question shown, not run, with its tables and months', async () => {
    const sql = "SELECT count(*) AS requests FROM detail WHERE status = 'open'";
    const page = await openWorkbench(visit, `${words.path}${asked(sql, '&months=2026-09..2026-10')}`);
    expect(await page.innerText('[data-shared]')).toMatch(words.shared);
    expect(await page.innerText('.cm-content')).toBe(sql);
    expect(await page.locator('[data-answers] > *').count()).toBe(0);
    expect(await page.inputValue('select[name=from]')).toBe('2026-09');
    expect(await page.inputValue('select[name=to]')).toBe('2026-10');
    expect(await page.isChecked('input[value=detail]')).toBe(true);
    expect(await run(page)).toBe('answered');
    expect(Number((await cellsOf(page, 1))[0]?.[0])).toBeGreaterThan(0);
    await page.context().close();
  });

  it('gets several answers, sorts one, and is told when rows are left out', async () => {
    const sql = 'SELECT range AS a FROM range(9) ORDER BY a DESC; SELECT 7 AS b';
    const page = await openWorkbench(visit, `${words.path}${asked(sql)}`);
    await page.$eval('select[name=rows]', (select) =>
      (select as HTMLSelectElement).append(new Option('3', '3')),
    );
    await page.selectOption('select[name=rows]', '3');
    expect(await run(page)).toBe('answered');
    expect(await cellsOf(page, 1)).toEqual([['8'], ['7'], ['6']]);
    expect(await cellsOf(page, 2)).toEqual([['7']]);
    expect(await page.innerText('[aria-labelledby=answer-1]')).toMatch(words.cut);
    await page.click('[aria-labelledby=answer-1] th button');
    expect(await cellsOf(page, 1)).toEqual([['6'], ['7'], ['8']]);
    expect(await page.getAttribute('[aria-labelledby=answer-1] th', 'aria-sort')).toBe('ascending');
    await page.context().close();
  });

  it('takes an answer along as CSV, JSON and Parquet, all with its rows, and a citation of it', async () => {
    const sql = 'SELECT status, count(*) AS requests FROM detail GROUP BY status ORDER BY status';
    const page = await openWorkbench(visit, `${words.path}${asked(sql)}`);
    expect(await run(page)).toBe('answered');
    const shown = await cellsOf(page, 1);
    await page.click('.sql-answer .take summary');
    const save = async (way: string): Promise<string> => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.click(`[data-way=${way}]`)]);
      return download.path();
    };
    const csv = await readFile(await save('csv'), 'utf8');
    for (const row of shown) expect(csv).toContain(`\r\n${row.join(',')}\r\n`);
    const json = JSON.parse(await readFile(await save('json'), 'utf8')) as { rows: unknown[] };
    expect(json.rows).toHaveLength(shown.length);
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const reader = await connection.runAndReadAll(
      `SELECT status, requests::VARCHAR FROM read_parquet('${await save('parquet')}')`,
    );
    expect(reader.getRowsJS()).toEqual(shown);
    expect(await page.innerText('.sql-answer .take')).toContain(manifest.snapshot.id);
    await page.context().close();
  });

  it('is shown the place of a mistake', async () => {
    // The engine's worker writes its own line about it.
    const page = await openWorkbench(visit, `${words.path}${asked('SELECT 1 AS a,\n  statu FROM detail')}`, {
      expectedMessages: /console log: Error: Binder Error/,
    });
    expect(await run(page)).toBe('failed');
    expect(await page.innerText('[data-mistake]')).toMatch(words.line);
    expect(await page.innerText('.cm-mistake')).toBe('statu');
    await page.click('[data-mistake] button');
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await page.keyboard.press('Delete');
    expect(await page.locator('.cm-mistake').count()).toBe(0);
    await page.context().close();
  });

  it('can stop what takes long, by the button and by the time allowed, and ask on', async () => {
    const slow = 'SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range * b.range = 7';
    const page = await openWorkbench(visit, `${words.path}${asked(slow)}`);
    await page.click('[data-run]');
    await page.waitForSelector('[data-progress] progress:not([value])');
    await page.click('[data-cancel]');
    await page.waitForSelector('portal-workbench[data-state=failed]');
    expect(await page.innerText('[data-mistake]')).toMatch(words.cancelled);
    await page.$eval('select[name=seconds]', (select) =>
      (select as HTMLSelectElement).append(new Option('2', '2')),
    );
    await page.selectOption('select[name=seconds]', '2');
    expect(await run(page)).toBe('failed');
    expect(await page.innerText('[data-mistake]')).toMatch(words.stopped);
    await write(page, 'SELECT count(*) > 0 AS there FROM detail');
    expect(await run(page)).toBe('answered');
    expect(await cellsOf(page, 1)).toEqual([['true']]);
    await page.context().close();
  });

  it('is told when the record of a shared question is gone, and is answered from today’s', async () => {
    const page = await openWorkbench(
      visit,
      `${words.path}${asked('SELECT 1 AS a', '&snapshot=1999-01-01T00:00Z-deadbeef')}`,
    );
    expect(await page.innerText('[data-snapshot-words]')).toMatch(words.gone);
    expect(await run(page)).toBe('answered');
    await page.context().close();
  });

  it('is answered from the record a shared question was asked of while it is published, or from today’s', async () => {
    const id = '2026-01-02T05:10Z-1a2b3c4d';
    const page = await openWorkbench(visit, `${words.path}${asked('SELECT 1 AS a', `&snapshot=${id}`)}`, {
      // The site under test has one snapshot: another stands in for the one before it, with the same files.
      prepare: async (opened) => {
        await opened.route('**/changes/snapshots.json', async (route) => {
          const response = await route.fetch();
          const list = (await response.json()) as { carried: { id: string }[] };
          list.carried.push({ ...list.carried[0]!, id });
          await route.fulfill({ response, json: list });
        });
        await opened.route('**/data/snapshots/*.json', async (route) => {
          const response = await route.fetch({ url: new URL('data/manifest.json', siteUrl).href });
          const manifest = (await response.json()) as { snapshot: { id: string } };
          manifest.snapshot.id = id;
          await route.fulfill({ response, json: manifest });
        });
      },
    });
    expect(await page.innerText('[data-snapshot-words]')).toMatch(words.old);
    expect(await run(page)).toBe('answered');
    expect(await page.innerText('.sql-answer')).toContain(id);
    await page.click('[data-snapshot-words] button');
    expect(await page.innerText('[data-snapshot-words]')).toMatch(words.today);
    expect(await run(page)).toBe('answered');
    expect(await page.innerText('.sql-answer')).not.toContain(id);
    await page.context().close();
  });

  it('can do all of it by keyboard: Tab leaves the editor, Ctrl and Enter runs', async () => {
    const page = await openWorkbench(visit, `${words.path}${asked('SELECT 5 AS five')}`);
    await page.focus('.cm-content');
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('portal-workbench[data-state=answered]');
    expect(await cellsOf(page, 1)).toEqual([['5']]);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-run'))).toBe(true);
    await page.context().close();
  });

  it('finds every worked question runnable as it is', async () => {
    const page = await openWorkbench(visit, words.path);
    const ids = await page.$$eval('select[name=start] option', (options) =>
      options.map((option) => (option as HTMLOptionElement).value).filter((value) => value !== ''),
    );
    expect(ids.length).toBeGreaterThanOrEqual(12);
    for (const id of ids) {
      await page.selectOption('select[name=start]', id);
      expect([id, await run(page)]).toEqual([id, 'answered']);
      expect([id, (await cellsOf(page, 1)).length > 0]).toEqual([id, true]);
    }
    await page.context().close();
  });
});

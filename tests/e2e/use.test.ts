import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { parseHTML } from 'linkedom';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { pinnedPath } from '../../src/contract/manifest.ts';
import { monthsRead, tools, type Tool } from '../../src/data/use-snippet.ts';
import { readBuilt, siteFolder } from './built.ts';
import { askRecord, manifest } from './published.ts';
import { siteUrl, useVisit } from './visit.ts';

const { visit, expectQuiet } = useVisit();
afterEach(expectQuiet);

const run = promisify(execFile);
const announced = 'http://localhost:4311/data/';
const files = manifest.tables['detail']!.files;
const newest = files.at(-1)!;
const months = files.slice(-monthsRead);

/** The lines of a page as a reader copies them, by tool: what stands now, then one file. */
function linesOn(path: string): Map<Tool, string[]> {
  const { document } = parseHTML(readBuilt(path));
  const details = [...document.querySelectorAll('.use-tool')];
  return new Map(
    details.map((own, index) => [
      tools[index]!,
      [...own.querySelectorAll('pre')].map(({ textContent }) => textContent),
    ]),
  );
}

const lines = linesOn('use/');
const [latest, pinned] = [0, 1].map(
  (way) =>
    (tool: Tool): string =>
      lines.get(tool)?.[way] ?? '',
) as [(tool: Tool) => string, (tool: Tool) => string];
const overHttp = (text: string): string => text.replaceAll(announced, `${siteUrl}data/`);

/** DuckDB's own way over http is an add-on that cannot be fetched where tests run: the same files are read from disk. */
const fromDisk = (text: string): string => text.replaceAll(announced, `${resolve(siteFolder, 'data')}/`);

const rowsOf = async (sql: string): Promise<Record<string, unknown>[]> => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const statements = sql.split(/;\n/).filter((own) => own.trim() !== '');
  for (const statement of statements.slice(0, -1)) await connection.run(statement);
  return (await connection.runAndReadAll(statements.at(-1)!)).getRowObjectsJS();
};

/** How often the kinds asked for most were asked for, by the record itself. */
async function expectedCounts(from: string): Promise<number[]> {
  const rows = await askRecord(
    `SELECT count(*)::INTEGER AS requests FROM detail WHERE strftime(created_at, '%Y-%m') >= '${from}'
     GROUP BY request_type ORDER BY requests DESC LIMIT 10`,
  );
  return rows.map(({ requests }) => Number(requests));
}
const ofYear = expectedCounts(months[0]!.month!);
const ofMonth = expectedCounts(newest.month!);
const countsIn = (rows: Record<string, unknown>[]): number[] => rows.map(({ requests }) => Number(requests));

const has = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;
const hasCurl = has('curl', '--version') && has('jq', '--version') && has('sha256sum', '--version');
const hasPython = has('python3', '--version');
const hasR = has('Rscript', '-e', 'library(arrow); library(dplyr); library(jsonlite)');

/** Named in the output of every run, which lists passed tests only where they were slow. */
const missing = [
  ...(hasCurl ? [] : ['curl, jq or sha256sum']),
  ...(hasPython && has('python3', '-c', 'import pandas, pyarrow') ? [] : ['Python with pandas']),
  ...(hasPython && has('python3', '-c', 'import polars') ? [] : ['Python with polars']),
  ...(hasR ? [] : ['R with arrow, dplyr and jsonlite']),
  'Power Query',
  'DuckDB over http',
];
console.log(`Lines to copy that were not run here for want of the tool: ${missing.join('; ')}.`);

const folder = mkdtempSync(join(tmpdir(), 'portal-use-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('lines to copy', () => {
  it('are the same in both languages, for every tool', () => {
    expect([...lines.keys()]).toEqual([...tools]);
    expect(linesOn('es/usar/')).toEqual(lines);
    for (const tool of tools) {
      expect(latest(tool), tool).toContain(`${announced}`);
      expect(latest(tool), tool).toContain('manifest.json');
      expect(pinned(tool), tool).toContain(newest.path);
    }
  });

  it('for DuckDB count what the record counts', async () => {
    expect(countsIn(await rowsOf(fromDisk(latest('duckdb'))))).toEqual(await ofYear);
    expect(countsIn(await rowsOf(fromDisk(pinned('duckdb'))))).toEqual(await ofMonth);
  });

  it('give the same later, asked of the pinned manifest', async () => {
    const later = latest('duckdb').replace('manifest.json', pinnedPath(manifest.snapshot.id));
    expect(later).not.toBe(latest('duckdb'));
    expect(countsIn(await rowsOf(fromDisk(later)))).toEqual(await ofYear);
  });

  it('for Observable count the same, with a stand-in for its client', async () => {
    const answer = async (text: string): Promise<Record<string, unknown>[]> => {
      const shown: Record<string, unknown>[][] = [];
      const client = { of: () => ({ query: (sql: string) => rowsOf(fromDisk(sql)) }) };
      const fetchHere = (address: string): Promise<Response> => fetch(overHttp(address));
      const cell = new Function(
        ...['DuckDBClient', 'Inputs', 'display', 'fetch'],
        `return (async () => { ${text} })();`,
      ) as (...given: unknown[]) => Promise<void>;
      const inputs = { table: (rows: Record<string, unknown>[]) => rows };
      await cell(client, inputs, (rows: Record<string, unknown>[]) => shown.push(rows), fetchHere);
      return shown[0] ?? [];
    };
    expect(countsIn(await answer(latest('observable')))).toEqual(await ofYear);
    expect(countsIn(await answer(pinned('observable')))).toEqual(await ofMonth);
  });

  it(`for the command line ${hasCurl ? 'fetch and check files' : 'WERE NOT RUN HERE: curl, jq or sha256sum is missing'}`, async () => {
    if (!hasCurl) {
      expect(pinned('curl')).toContain(`${newest.sha256}  ${newest.path}`);
      return;
    }
    const shell = (text: string): Promise<{ stdout: string }> =>
      run('bash', ['-euo', 'pipefail', '-c', overHttp(text)], { cwd: folder });
    const sums = (paths: string[]): string => paths.map((path) => `${path}: OK\n`).join('');
    expect((await shell(pinned('curl'))).stdout).toBe(sums([newest.path]));
    expect((await shell(latest('curl'))).stdout).toBe(sums(months.map(({ path }) => path)));
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(months.map(({ path }) => path)));
    writeFileSync(join(folder, newest.path), 'cut');
    await expect(run('bash', ['-c', 'sha256sum --check SHA256SUMS'], { cwd: folder })).rejects.toThrow();
  });

  for (const [tool, library] of [
    ['pandas', 'import pandas, pyarrow'],
    ['polars', 'import polars'],
  ] as const) {
    const isThere = hasPython && has('python3', '-c', library);
    const said = isThere
      ? 'count'
      : `read the manifest and fetch the files; ${tool} WAS NOT RUN HERE: it is missing`;
    it(`for Python with ${tool} ${hasPython ? said : 'WERE NOT RUN HERE: python3 is missing'}`, async () => {
      if (!hasPython) {
        expect(pinned(tool)).toContain(newest.path);
        return;
      }
      const env = {
        ...process.env,
        PYTHONPATH: isThere ? '' : resolve('tests/fake/python'),
        PYTHONDONTWRITEBYTECODE: '1',
      };
      const python = async (text: string): Promise<string> =>
        (await run('python3', ['-c', overHttp(text)], { env })).stdout;
      const [all, one] = [await python(latest(tool)), await python(pinned(tool))];
      if (isThere) {
        expect(all).toContain(String((await ofYear)[0]));
        expect(one).toContain(String((await ofMonth)[0]));
      } else {
        expect(all.match(/[0-9a-f]{64}/g)).toEqual(months.map(({ sha256 }) => sha256));
        expect(one.match(/[0-9a-f]{64}/g)).toEqual([newest.sha256]);
      }
    });
  }

  it(`for R ${hasR ? 'count' : 'WERE NOT RUN HERE: R with arrow, dplyr and jsonlite is missing'}`, async () => {
    if (!hasR) {
      expect(pinned('r')).toContain(`name <- "${newest.path}"`);
      return;
    }
    const { stdout } = await run('Rscript', ['-e', overHttp(latest('r'))], { cwd: folder });
    expect(stdout).toContain(String((await ofYear)[0]));
  });
});

describe('the page of lines', () => {
  it.each([
    ['use/', 'Copied.'],
    ['es/usar/', 'Copiado.'],
  ])('/%s copies lines at a press, and says so', async (path, said) => {
    const page = await visit(path, { permissions: ['clipboard-read', 'clipboard-write'] });
    const copy = page.locator('.use-tool portal-copy').first();
    await copy.getByRole('button').click();
    await expect.poll(() => copy.getByRole('status').textContent()).toBe(said);
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(latest('duckdb'));
    await page.context().close();
  });

  it('marks the lines where it may not copy', async () => {
    const page = await visit('use/', {
      prepare: (own) =>
        own.addInitScript(() => {
          navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));
        }),
    });
    await page.locator('.use-tool portal-copy').first().getByRole('button').click();
    await expect.poll(() => page.evaluate(() => String(getSelection()))).toContain('SET VARIABLE months');
    await page.context().close();
  });

  it('shows all its lines without JavaScript, and no button that would do nothing', async () => {
    const page = await visit('use/', { javaScriptEnabled: false });
    expect(await page.locator('portal-copy button:visible').count()).toBe(0);
    expect(await page.locator('pre:visible').first().textContent()).toBe(`${announced}manifest.json`);
    const citation = page.locator('#cite ~ portal-copy pre');
    expect(await citation.textContent()).toContain(manifest.snapshot.id);
    expect(await citation.textContent()).toContain(announced + pinnedPath(manifest.snapshot.id));
    expect(readFileSync(join(siteFolder, 'data', pinnedPath(manifest.snapshot.id)), 'utf8')).toContain(
      manifest.snapshot.id,
    );
    await page.context().close();
  });
});

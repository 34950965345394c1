import { HtmlValidate } from 'html-validate';
import { expect, it } from 'vitest';
import { builtPages, readBuilt } from './built.ts';

const validator = new HtmlValidate({ root: true, extends: ['html-validate:recommended'] });

/** What is wrong with pages: each message once, with how many pages say it and the first place it was seen. */
async function faultsOf(texts: Iterable<readonly [path: string, html: string]>): Promise<string[]> {
  const seen = new Map<string, { pages: Set<string>; where: string }>();
  for (const [path, html] of texts) {
    const { results } = await validator.validateString(html, path);
    for (const { ruleId, message, line, column, selector } of results.flatMap(({ messages }) => messages)) {
      const key = `${ruleId}: ${message}`;
      const fault = seen.get(key) ?? {
        pages: new Set(),
        where: `${path}:${line}:${column} ${selector ?? ''}`,
      };
      fault.pages.add(path);
      seen.set(key, fault);
    }
  }
  return [...seen].map(([key, { pages: found, where }]) => `${key} (${found.size} pages, first ${where})`);
}

it('every built page is valid HTML', { timeout: 240_000 }, async () => {
  expect(builtPages.length).toBeGreaterThan(700);
  expect(builtPages).toEqual(expect.arrayContaining(['', 'es/', '404.html', 'top/']));
  const texts = builtPages.map((path) => [path, readBuilt(path)] as const);
  expect(await faultsOf(texts)).toEqual([]);
});

it('a page that is not is found out', async () => {
  const html = readBuilt('top/');
  const spoils = [
    html.replace('<main', '<main id="x" role="main"'),
    html.replace('</h1>', '</h2>'),
    html.replace(' id="why"', ' id="query"'),
    html.replace('<th scope="col"', '<p></p><th scope="col"'),
  ];
  for (const spoiled of spoils) {
    expect(spoiled).not.toBe(html);
    expect(await faultsOf([['spoiled.html', spoiled]])).not.toEqual([]);
  }
});

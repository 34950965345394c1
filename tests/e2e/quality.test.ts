import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkRules } from '../../src/contract/check.ts';
import { problemIds } from '../../src/contract/code.ts';
import { parseManifest } from '../../src/contract/manifest.ts';
import { siteUrl, useVisit } from './visit.ts';

const { visit, expectQuiet } = useVisit();
afterEach(expectQuiet);

describe.each([
  {
    path: 'quality/',
    passed: 'Passed',
    none: /Dirty alley/,
    rule: /7 business days after opening/,
    day: 'on one day',
  },
  {
    path: 'es/calidad/',
    passed: 'Bien',
    none: /Callejón/,
    rule: /7 días hábiles después de abrirse/,
    day: 'Un día',
  },
])('how good the data is, at /$path', ({ path, passed, rule, day }) => {
  it('is said without JavaScript: every check with its reason and result, every known problem with its number', async () => {
    const page = await visit(path, { javaScriptEnabled: false });
    const response = await page.request.get(new URL('data/manifest.json', siteUrl).href);
    const manifest = parseManifest(await response.json());
    expect(manifest.checks.map(({ id }) => id)).toEqual(checkRules.map(({ id }) => id));
    const checks = page.locator('.check');
    expect(await checks.count()).toBe(checkRules.length);
    const language = path.startsWith('es') ? 'es' : 'en';
    for (const [index, { name, reason, sql }] of checkRules.entries()) {
      const text = await checks.nth(index).textContent();
      expect(text).toContain(name[language]);
      expect(text).toContain(reason[language]);
      expect(text?.replace(/\s+/g, ' ')).toContain(sql.trim().split('\n')[0]?.trim().replace(/\s+/g, ' '));
      if (manifest.checks[index]?.status === 'pass') expect(text).toContain(passed);
    }
    expect(await page.locator('.problems tbody tr:not(.group)').count()).toBe(problemIds.length);
    const account = await page.locator('#lost ~ table').innerText();
    expect(account.replace(/[^\d]/g, ' ')).toMatch(/60 000.*60 000/);
  });

  it('finds the mass closing and the changed target that are planted in the sample', async () => {
    const page = await visit(path, { javaScriptEnabled: false });
    expect((await page.locator('section[aria-labelledby=bulk]').innerText()).toLowerCase()).toContain(
      day.toLowerCase(),
    );
    expect(await page.locator('section[aria-labelledby=rules]').innerText()).toMatch(rule);
  });
});

it('what the page tells of problems is what the published table holds', async () => {
  const page = await visit('quality/', { javaScriptEnabled: false });
  const row = page.locator('.problems tr', { hasText: 'No point on the map' });
  const shown = Number((await row.locator('td').nth(2).innerText()).replace(/\D/g, ''));
  const folder = join('.cache', 'e2e', 'data');
  const manifest = parseManifest(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const files = manifest.tables['detail']?.files.map(({ path }) => `'${join(folder, path)}'`).join(', ');
  const reader = await connection.runAndReadAll(
    `SELECT count(*)::INTEGER AS n FROM read_parquet([${files}]) WHERE longitude IS NULL OR latitude IS NULL`,
  );
  expect(shown).toBe(reader.getRowObjectsJS()[0]?.['n']);
});

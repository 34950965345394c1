import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import { inProject } from '../../../.tools/project.mjs';

const eslint = new ESLint({ cwd: inProject(), overrideConfigFile: inProject('.tools/eslint.config.js') });

async function brokenRules(file: string, code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath: inProject(file) });
  return [...new Set(result?.messages.map(({ ruleId }) => ruleId))];
}

test.each([
  ["box.innerHTML = '<b>';", 'no-restricted-properties'],
  ["box['outerHTML'] = '<b>';", 'no-restricted-properties'],
  ["box.insertAdjacentHTML('beforeend', '<b>');", 'no-restricted-properties'],
  ["popup.setHTML('<b>');", 'no-restricted-properties'],
  ["box.setHTMLUnsafe('<b>');", 'no-restricted-properties'],
  ["document.write('<b>');", 'no-restricted-properties'],
  ["Object.assign(box, { innerHTML: '<b>' });", 'no-restricted-syntax'],
  ["box.setAttribute('style', 'color: red');", 'no-restricted-syntax'],
  ["eval('1');", 'no-eval'],
  ["new Function('return 1')();", 'no-new-func'],
  ['try { box.remove(); } catch {}', 'no-empty'],
  ['console.log(box);', 'no-console'],
  [
    "import { Row } from './row.ts'; export const rows: Row[] = [];",
    '@typescript-eslint/consistent-type-imports',
  ],
])('code for the browser may not say %s', async (code, rule) => {
  expect(await brokenRules('src/components/box.ts', `declare const box: any, popup: any; ${code}`)).toContain(
    rule,
  );
});

test.each([
  ['<p set:html={text} />', 'astro/no-set-html-directive'],
  ['<p style="color: red">x</p>', 'no-restricted-syntax'],
  ['<button onclick="go()">x</button>', 'no-restricted-syntax'],
  ['<script is:inline>go();</script>', 'no-restricted-syntax'],
  ['<script>document.body.innerHTML = "x";</script>', 'no-restricted-properties'],
  ['<script>import "../../data-pipeline/run.ts";</script>', 'portal/import-direction'],
])('a page may not say %s', async (markup, rule) => {
  expect(await brokenRules('src/pages/box.astro', `---\nconst text = 'x';\n---\n${markup}\n`)).toContain(
    rule,
  );
});

test('the frontmatter of a page is held to the import direction too', async () => {
  const code = "---\nimport { run } from '../../data-pipeline/run.ts';\n---\n<p>{run}</p>\n";
  expect(await brokenRules('src/pages/box.astro', code)).toEqual(['portal/import-direction']);
});

test('the pipeline may write to its console', async () => {
  expect(await brokenRules('data-pipeline/box.ts', "console.log('published');")).toEqual([]);
});

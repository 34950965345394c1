import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkRules } from '../../../src/contract/check.ts';
import { commands, options } from '../../../data-pipeline/command-line.ts';

const read = (path: string): string => readFileSync(path, 'utf8');
const texts = ['README.md', 'docs/operations.md', 'docs/deploy.md', '.github/workflows/nightly.yml'].map(
  (path) => [path, read(path)] as const,
);
const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);

describe('what operators read', () => {
  it.each(checkRules.map(({ name }) => name.en))('says what it means that "%s" fails', (name) => {
    expect(read('docs/operations.md')).toContain(`| **${name}** `);
  });

  it.each(texts)('%s names only commands, options and scripts that exist', (_path, text) => {
    const named = [...text.matchAll(/pipeline -- ([a-z]+)/g)].map(([, command]) => command);
    expect(named.filter((command) => !commands.includes(command ?? ''))).toEqual([]);
    const flags = [...text.matchAll(/pipeline -- [a-z]+([^\n|`&]*)/g)].flatMap(([, words = '']) =>
      [...words.matchAll(/--([a-z-]+)/g)].map(([, flag = '']) => flag),
    );
    expect(flags.filter((flag) => !(flag in options))).toEqual([]);
    const run = [...text.matchAll(/npm run (?:--silent )?([a-z:0-9]+)/g)].map(([, script]) => script);
    expect(run.filter((script) => !scripts.includes(script ?? ''))).toEqual([]);
  });
});

describe('the nightly workflow', () => {
  const workflow = read('.github/workflows/nightly.yml');
  it('deploys only what a night published, and says so when it did not', () => {
    const at = (text: string): number => workflow.indexOf(text);
    expect(at('pipeline -- nightly')).toBeGreaterThan(0);
    expect(at('pipeline -- nightly')).toBeLessThan(at('npm run build'));
    expect(at('npm run build')).toBeLessThan(at('deploy-pages'));
    expect(workflow).toContain('set -o pipefail');
    expect(workflow).toMatch(/if: failure\(\)[\s\S]*gh issue create/);
  });
});

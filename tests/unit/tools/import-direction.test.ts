import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import parser from 'typescript-eslint';
import portal, { mayImport } from '../../../.tools/import-direction.js';
import { inProject } from '../../../.tools/project.mjs';

function complaints(file: string, code: string): string[] {
  const config: Linter.Config = {
    files: ['**/*.ts'],
    plugins: { portal },
    languageOptions: { parser: parser.parser as Linter.Parser },
    rules: { 'portal/import-direction': 'error' },
  };
  const linter = new Linter({ cwd: inProject() });
  return linter.verify(code, [config], { filename: inProject(file) }).map(({ message }) => message);
}

describe('imports run one way', () => {
  test.each([
    ['src/pages/index.ts', "import Layout from '../layouts/page.astro';"],
    ['src/layouts/page.ts', "import '../styles/tokens.css';"],
    ['src/components/table.ts', "import { draw } from '../map/choropleth.ts';"],
    ['src/map/choropleth.ts', "import { t } from '../i18n/translate.ts';"],
    ['src/map/deep/nested.ts', "import { scale } from '../scale.ts';"],
    ['src/charts/bars.ts', "import { ask } from '../data/engine.ts';"],
    ['src/data/engine.ts', "import { metrics } from '../contract/metric.ts';"],
    ['src/contract/metric.ts', "import { interval } from '../statistics/interval.ts';"],
    ['src/i18n/translate.ts', "import type { Metric } from '../contract/metric.ts';"],
    ['data-pipeline/stages/derive.ts', "import { columns } from '../../src/contract/table.ts';"],
    ['data-pipeline/cli.ts', "import { run } from './run.ts';"],
    ['tests/e2e/home.test.ts', "import { run } from '../../data-pipeline/run.ts';"],
    ['src/map/choropleth.ts', "import maplibre from 'maplibre-gl';"],
  ])('%s may say %s', (file, code) => {
    expect(complaints(file, code)).toEqual([]);
  });

  test.each([
    ['src/data/engine.ts', "import { draw } from '../map/choropleth.ts';", 'src/data', 'src/map'],
    ['src/map/choropleth.ts', "import { find } from '../search/find.ts';", 'src/map', 'src/search'],
    ['src/charts/bars.ts', "import { scale } from '../map/scale.ts';", 'src/charts', 'src/map'],
    ['src/search/find.ts', "import { bars } from '../charts/bars.ts';", 'src/search', 'src/charts'],
    ['src/i18n/translate.ts', "import { ask } from '../data/engine.ts';", 'src/i18n', 'src/data'],
    [
      'src/statistics/interval.ts',
      "import { t } from '../contract/table.ts';",
      'src/statistics',
      'src/contract',
    ],
    ['src/contract/metric.ts', "import { t } from '../i18n/translate.ts';", 'src/contract', 'src/i18n'],
    ['src/components/table.ts', "import P from '../pages/index.astro';", 'src/components', 'src/pages'],
    ['src/pages/index.ts', "import { run } from '../../data-pipeline/run.ts';", 'src/pages', 'data-pipeline'],
    [
      'src/contract/metric.ts',
      "import x from '../../data-pipeline/run.ts';",
      'src/contract',
      'data-pipeline',
    ],
    ['data-pipeline/run.ts', "import { t } from '../src/i18n/translate.ts';", 'data-pipeline', 'src/i18n'],
    ['src/pages/index.ts', "import x from '../../tests/fixture.ts';", 'src/pages', 'tests'],
  ])('%s may not say %s', (file, code, from, to) => {
    expect(complaints(file, code)).toEqual([expect.stringContaining(`${from} may not import ${to}:`)]);
  });
});

describe('every way to import is seen', () => {
  test.each([
    "import type { Shape } from '../map/shape.ts';",
    "export { draw } from '../map/choropleth.ts';",
    "export * from '../map/choropleth.ts';",
    "const map = await import('../map/choropleth.ts');",
    "type Shape = import('../map/shape.ts').Shape;",
    "import shape = require('../map/shape.ts');",
    "import address from '../map/worker.ts?url';",
    "import '/src/map/choropleth.ts';",
    "new Worker(new URL('../map/worker.ts', import.meta.url));",
    "const all = import.meta.glob('../map/*.ts');",
    "const all = import.meta.glob(['./a.ts', '../map/*.ts']);",
  ])('%s', (code) => {
    expect(complaints('src/data/engine.ts', code)).toHaveLength(1);
  });

  test('a client script inside an Astro component counts as that component', () => {
    const code = "import { run } from '../../data-pipeline/run.ts';";
    expect(complaints('src/pages/index.astro/0_1.ts', code)).toHaveLength(1);
    expect(complaints('src/pages/index.astro/0_1.ts', "import '../map/choropleth.ts';")).toEqual([]);
  });

  test('a new folder under src must be placed in the table first', () => {
    expect(complaints('src/helpers/text.ts', "import '../contract/table.ts';")).toEqual([
      expect.stringContaining('src/helpers has no place'),
    ]);
    expect(complaints('src/pages/index.ts', "import '../helpers/text.ts';")).toHaveLength(1);
  });
});

test('the table has no circle', () => {
  const reaches = (from: string, target: string): boolean =>
    (mayImport[from] ?? []).some((next: string) => next === target || reaches(next, target));
  for (const folder of Object.keys(mayImport)) expect(reaches(folder, folder), folder).toBe(false);
});

import { defineConfig } from 'eslint/config';
import astro from 'eslint-plugin-astro';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import portal from './import-direction.js';

const asText =
  'Set textContent or build elements: text that becomes markup is how a request would run script.';
const inStylesheet =
  'The content security policy refuses inline styles and scripts: use a class or a module.';

const markupProperties = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'setHTML', 'setHTMLUnsafe'];

const restrictedSyntax = [
  { selector: `Property[key.name=/^(${markupProperties.join('|')})$/]`, message: asText },
  {
    selector: "CallExpression[callee.property.name='setAttribute'][arguments.0.value=/^(style|on.*)$/i]",
    message: inStylesheet,
  },
];

/** @type {import('eslint').Linter.RulesRecord} */
const markupGuards = {
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-new-func': 'error',
  'no-script-url': 'error',
  'no-restricted-properties': [
    'error',
    ...[...markupProperties, 'parseHTMLUnsafe', 'createContextualFragment'].map((property) => ({
      property,
      message: asText,
    })),
    ...['write', 'writeln'].map((property) => ({ object: 'document', property, message: asText })),
  ],
  'no-restricted-syntax': ['error', ...restrictedSyntax],
};

/**
 * ESLint's own recommended set lives in a package of its own; these are the ones that TypeScript does not see.
 *
 * @type {import('eslint').Linter.RulesRecord}
 */
const likelyMistakes = Object.fromEntries(
  [
    'for-direction',
    'no-async-promise-executor',
    'no-case-declarations',
    'no-cond-assign',
    'no-constant-binary-expression',
    'no-constant-condition',
    'no-control-regex',
    'no-debugger',
    'no-dupe-else-if',
    'no-duplicate-case',
    'no-empty-character-class',
    'no-empty-pattern',
    'no-ex-assign',
    'no-fallthrough',
    'no-irregular-whitespace',
    'no-loss-of-precision',
    'no-misleading-character-class',
    'no-prototype-builtins',
    'no-self-assign',
    'no-self-compare',
    'no-sparse-arrays',
    'no-template-curly-in-string',
    'no-unsafe-finally',
    'no-unsafe-optional-chaining',
    'no-unused-labels',
    'no-useless-escape',
    'preserve-caught-error',
    'require-yield',
    'use-isnan',
    'valid-typeof',
  ].map((name) => [name, 'error']),
);

export default defineConfig(
  {
    ignores: ['**/node_modules/', '**/dist/', '**/.cache/', '**/.astro/', 'public/data/', 'data/'],
  },
  ...tseslint.configs.recommended,
  ...astro.configs.recommended,
  {
    languageOptions: { globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { portal },
    rules: {
      ...likelyMistakes,
      'portal/import-direction': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'prefer-template': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-dynamic-delete': 'error',
      '@typescript-eslint/no-extraneous-class': 'error',
      '@typescript-eslint/no-invalid-void-type': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' },
      ],
      '@typescript-eslint/prefer-literal-enum-member': 'error',
      '@typescript-eslint/unified-signatures': 'error',
      ...markupGuards,
    },
  },
  {
    files: ['**/*.astro'],
    rules: {
      'astro/no-set-html-directive': 'error',
      'no-restricted-syntax': [
        'error',
        ...restrictedSyntax,
        {
          selector:
            'JSXAttribute[name.name=/^(style|on[a-z]+)$/], JSXAttribute[name.namespace.name=/^(is|define)$/]',
          message: inStylesheet,
        },
      ],
    },
  },
  {
    files: ['data-pipeline/**', '.tools/**', 'tests/**', '*.mjs', '*.js'],
    languageOptions: { globals: globals.node },
    rules: { 'no-console': 'off' },
  },
  {
    // Tests also run functions inside a page, and must be able to plant what the guards forbid.
    files: ['tests/**'],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: Object.fromEntries(Object.keys(markupGuards).map((name) => [name, 'off'])),
  },
);

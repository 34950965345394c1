import { dirname, posix, relative, sep } from 'node:path';
import { root } from './project.mjs';

const capability = ['src/i18n', 'src/data', 'src/contract', 'src/statistics', 'src/styles'];
const view = ['src/map', 'src/charts', 'src/search', ...capability];

/**
 * Which folder may import which other ones. A folder may always import itself; what stands outside this table
 * (tests, tools, configuration) may import anything, and nothing in the table may import it.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const mayImport = {
  'src/pages': ['src/layouts', 'src/components', ...view],
  'src/layouts': ['src/components', ...view],
  'src/components': view,
  'src/map': capability,
  'src/charts': capability,
  'src/search': capability,
  'src/i18n': ['src/contract'],
  'src/data': ['src/contract', 'src/statistics'],
  'src/contract': ['src/statistics'],
  'src/statistics': [],
  'src/styles': [],
  'data-pipeline': ['src/contract', 'src/statistics'],
};

/** @type {import('eslint').Rule.RuleModule} */
const rule = {
  meta: {
    type: 'problem',
    docs: { description: 'keep imports running one way, from pages down to the contract' },
    messages: {
      direction: '{{from}} may not import {{to}}: it may import {{allowed}}.',
      unplaced: '{{from}} has no place in the table of import directions (.tools/import-direction.js).',
    },
    schema: [],
  },
  create(context) {
    const file = projectPath(context.filename);
    const from = file && folderOf(file);
    if (!file || !from || !(from in mayImport || from.startsWith('src'))) return {};
    const allowed = mayImport[from];

    /** @param {unknown} source the node that holds the specifier */
    const check = (source) => {
      const node = /** @type {import('estree').Literal | null | undefined} */ (source);
      if (!node || node.type !== 'Literal' || typeof node.value !== 'string') return;
      const target = resolveSpecifier(file, node.value);
      if (target === undefined) return;
      const to = folderOf(target);
      if (to === from || allowed?.includes(to)) return;
      const data = { from, to, allowed: allowed?.join(', ') || 'nothing' };
      context.report({ node, messageId: allowed ? 'direction' : 'unplaced', data });
    };

    return {
      ImportDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      /** @param {any} node */
      TSImportType: (node) => check(node.source ?? node.argument?.literal),
      /** @param {any} node */
      TSExternalModuleReference: (node) => check(node.expression),
      // How a bundler is told of a worker or of a file to publish.
      "NewExpression[callee.name='URL'][arguments.1.type='MemberExpression']": (/** @type {any} */ node) =>
        check(node.arguments[0]),
      "CallExpression[callee.property.name='glob'][callee.object.type='MetaProperty']": (
        /** @type {any} */ node,
      ) => {
        const [patterns] = node.arguments;
        for (const source of patterns?.type === 'ArrayExpression' ? patterns.elements : [patterns])
          check(source);
      },
    };
  },
};

export default { meta: { name: 'portal' }, rules: { 'import-direction': rule } };

/**
 * @param {string} filename
 * @returns {string | undefined} relative to the project with forward slashes; undefined outside of it
 */
function projectPath(filename) {
  const path = relative(root, filename).split(sep).join('/');
  if (path.startsWith('..')) return undefined;
  // The Astro plugin lints a component's client script as a file inside the component.
  return path.replace(/(\.astro)\/.*$/, '$1');
}

/**
 * @param {string} file
 * @param {string} specifier
 * @returns {string | undefined} undefined for packages
 */
function resolveSpecifier(file, specifier) {
  const path = specifier.replace(/[?#].*$/, '');
  if (path.startsWith('.')) return posix.join(dirname(file), path);
  if (path.startsWith('/src/')) return path.slice(1);
  return undefined;
}

/**
 * @param {string} path
 * @returns {string} the folder that the table speaks of
 */
function folderOf(path) {
  const [first = '', second = ''] = path.split('/');
  return first === 'src' && second ? `src/${second}` : first;
}

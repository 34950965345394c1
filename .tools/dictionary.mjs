import { writeFileSync } from 'node:fs';
import { partTables, tables } from '../src/contract/table.ts';

/** The data dictionary as Markdown, from the contract that the pipeline writes by. */
export function dictionary() {
  const sections = Object.entries(tables).map(([name, columns]) => section(name, columns));
  const parts = Object.entries(partTables).map(([name, columns]) => section(name, columns));
  return `# Data dictionary

Made from \`src/contract/table.ts\` by \`npm run dictionary\`; do not edit. Times are Baltimore wall clock, without a
zone. \`core\` and \`detail\` are one file a month of opening; \`lookup\`, \`nearby\` and \`by_street\` are cut into small
parts.

${sections.join('\n\n')}

# Small parts

Three tables that browsers read without an engine (decisions/small-parts.md). Each row of a part of \`lookup\` and
\`nearby\` is an array of these values in this order; each street of \`by_street\` is an array of these lists
(src/contract/street-part.ts). 1 stands for yes and 0 for no, and words are stored as their position in a list.

${parts.join('\n\n')}
`;
}

/**
 * @param {string} name
 * @param {readonly import('../src/contract/column.ts').Column[]} columns
 */
function section(name, columns) {
  const rows = columns.map(
    ({ name: column, type, unit, description }) =>
      `| \`${column}\` | ${type} | ${unit ?? ''} | ${description} |`,
  );
  return [`## ${name}`, '', '| column | type | unit | what it holds |', '|---|---|---|---|', ...rows].join(
    '\n',
  );
}

if (import.meta.main) writeFileSync(new URL('../docs/dictionary.md', import.meta.url), dictionary());

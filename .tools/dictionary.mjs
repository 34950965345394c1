import { writeFileSync } from 'node:fs';
import { tables } from '../src/contract/table.ts';

/** The data dictionary as Markdown, from the contract that the pipeline writes by. */
export function dictionary() {
  const sections = Object.entries(tables).map(([name, columns]) => {
    const rows = columns.map(
      ({ name: column, type, unit, description }) =>
        `| \`${column}\` | ${type} | ${unit ?? ''} | ${description} |`,
    );
    return [`## ${name}`, '', '| column | type | unit | what it holds |', '|---|---|---|---|', ...rows].join(
      '\n',
    );
  });
  return `# Data dictionary

Made from \`src/contract/table.ts\` by \`npm run dictionary\`; do not edit. Times are Baltimore wall clock, without a
zone. \`core\` and \`detail\` are one file a month of opening.

${sections.join('\n\n')}
`;
}

if (import.meta.main) writeFileSync(new URL('../docs/dictionary.md', import.meta.url), dictionary());

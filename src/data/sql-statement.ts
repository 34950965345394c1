import type { ScriptTokens } from '@duckdb/duckdb-wasm';

/** One statement of a text. Positions count UTF-16 units of the whole text, as editors do. */
export interface SqlStatement {
  text: string;
  /** Where it begins in the whole text. */
  from: number;
  /** True for what answers with rows and can stand in parentheses after FROM, so that its rows can be limited. */
  isSelect: boolean;
}

/** `operator` and `comment` among the engine's kinds of token. */
const [operator, comment] = [3, 5];

const selecting = new Set(['SELECT', 'WITH', 'FROM', 'VALUES', 'TABLE', 'PIVOT', 'UNPIVOT', '(']);

/**
 * Cuts a text into its statements, by the engine's own tokens: a semicolon in a text, a name or a comment cuts nothing.
 * @param tokens of the same text; their offsets count bytes of UTF-8.
 * @returns statements in order, without those that are empty or only comments.
 */
export function statementsOf(text: string, tokens: ScriptTokens): SqlStatement[] {
  const starts = unitsOf(text, tokens.offsets);
  const statements: SqlStatement[] = [];
  let first: number | null = null;
  const end = (to: number): void => {
    if (first === null) return;
    const own = text.slice(first, to).trimEnd();
    statements.push({ text: own, from: first, isSelect: selecting.has(firstWord(own)) });
    first = null;
  };
  starts.forEach((start, index) => {
    const type = tokens.types[index] as number;
    if (type === operator && text[start] === ';') end(start);
    else if (type !== comment) first ??= start;
  });
  end(text.length);
  return statements;
}

function firstWord(statement: string): string {
  return (/^(?:[A-Za-z_]+|\()/.exec(statement)?.[0] ?? '').toUpperCase();
}

/** Offsets in bytes of UTF-8 as positions in the text, for offsets that rise. */
function unitsOf(text: string, offsets: readonly number[]): number[] {
  const units: number[] = [];
  let [bytes, unit] = [0, 0];
  for (const offset of offsets) {
    while (bytes < offset && unit < text.length) {
      const code = text.codePointAt(unit) ?? 0;
      bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
      unit += code > 0xff_ff ? 2 : 1;
    }
    units.push(unit);
  }
  return units;
}

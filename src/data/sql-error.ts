/** A statement that the engine refused or could not finish, with the place it names where it names one. */
export class SqlError extends Error {
  override name = 'SqlError';
  /** Position in the whole text, in UTF-16 units; null where the engine names none. */
  readonly at: number | null;
  /** Line of the whole text, from 1; null where the engine names none. */
  readonly line: number | null;

  constructor(message: string, at: number | null, line: number | null) {
    super(message);
    this.at = at;
    this.line = line;
  }
}

/** The engine was stopped because an answer took longer than allowed. */
export class TimeLimitError extends Error {
  override name = 'TimeLimitError';
}

/** The engine broke down and was stopped; it starts anew with the next question. */
export class BrokenEngineError extends Error {
  override name = 'BrokenEngineError';
}

/** A text that is not handed to the engine at all: too long, or with a character that ends it early. */
export class RefusedTextError extends Error {
  override name = 'RefusedTextError';
  readonly reason: 'long' | 'nul' | 'many';
  constructor(reason: RefusedTextError['reason']) {
    super(`the text is refused: ${reason}`);
    this.reason = reason;
  }
}

/** Dots that stand for what the engine left out at the beginning or end of the line it quotes. */
const cut = '...';

/**
 * Reads the engine's message about a statement of a longer text.
 * @param message of the engine, which may end in `LINE n: …` and a caret under the place.
 * @param text the whole text.
 * @param from where the statement begins in it.
 * @param linesBefore lines that were put before the statement when it was handed to the engine.
 */
export function readSqlError(message: string, text: string, from: number, linesBefore: number): SqlError {
  const quoted = /\n?LINE (\d+): (.*)\n( *)\^/s.exec(message);
  if (quoted === null) return new SqlError(message, null, null);
  const [whole, number = '', excerpt = '', blanks = ''] = quoted;
  const own = Number(number) - linesBefore;
  const start = startOfLine(text, from, own);
  const caret = blanks.length - `LINE ${number}: `.length;
  const at = start === null ? null : placeInLine(text, start, excerpt, caret);
  const line = at === null ? null : text.slice(0, at).split('\n').length;
  return new SqlError(message.replace(whole, '').trim(), at, line);
}

function startOfLine(text: string, from: number, line: number): number | null {
  let start = from;
  for (let seen = 1; seen < line; seen++) {
    start = text.indexOf('\n', start) + 1;
    if (start === 0) return null;
  }
  return line < 1 ? null : start;
}

function placeInLine(text: string, start: number, excerpt: string, caret: number): number | null {
  const end = text.indexOf('\n', start);
  const line = text.slice(start, end === -1 ? undefined : end);
  const isCutBefore = excerpt.startsWith(cut) && !line.startsWith(excerpt);
  const shown = excerpt.slice(isCutBefore ? cut.length : 0);
  const core = shown.endsWith(cut) && !line.endsWith(shown) ? shown.slice(0, -cut.length) : shown;
  const found = line.indexOf(core);
  if (found === -1 || caret < 0) return null;
  return start + Math.min(line.length, found + caret - (isCutBefore ? cut.length : 0));
}

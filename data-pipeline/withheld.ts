import { existsSync, readFileSync } from 'node:fs';
import { InputError } from './error.ts';

/**
 * Request numbers an operator keeps out of everything published: one a line, `#` starts a comment. No file, none.
 * @throws InputError naming the first line that is not a request number: a slip here would publish what must not be.
 */
export function readWithheld(path: string): string[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .map((line, index) => ({ text: line.replace(/#.*$/, '').trim(), number: index + 1 }))
    .filter(({ text }) => text !== '')
    .map(({ text, number }) => {
      if (/^\d{2}-\d{8}$/.test(text)) return text;
      throw new InputError(
        `${path}, line ${number} is "${text}"; expected a request number such as 26-00123456, or a comment after #.`,
      );
    });
}

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { dictionary } from '../../../.tools/dictionary.mjs';

it('the data dictionary says what the contract says', () => {
  expect(readFileSync('docs/dictionary.md', 'utf8')).toBe(dictionary());
});

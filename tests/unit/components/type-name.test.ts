import { describe, expect, it } from 'vitest';
import { lowerFirst } from '../../../src/components/type-name.ts';

describe('a name within a sentence', () => {
  it.each([
    ['Pothole', 'en', 'pothole'],
    ['Orden de trabajo de BGE: sin daños', 'es', 'orden de trabajo de BGE: sin daños'],
    ['Árbol caído', 'es', 'árbol caído'],
    ['All kinds', 'en', 'all kinds'],
  ] as const)('“%s” (%s) begins small: %s', (name, language, within) => {
    expect(lowerFirst(name, language)).toBe(within);
  });

  it.each(['BGE work order: no damage', 'ATM problem', 'McElderry Park'])(
    '“%s” stays: it begins with an acronym',
    (name) => {
      expect(lowerFirst(name, 'en')).toBe(name);
    },
  );

  it('is nothing of nothing', () => {
    expect(lowerFirst('', 'en')).toBe('');
  });
});

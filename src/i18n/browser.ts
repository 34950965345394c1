import type { Language } from './language.ts';
import { createTranslate, type MessageSection, type Translate } from './translate.ts';

const files = import.meta.glob<object>('./*/*.json', { import: 'default' });

/** The translator of a language in the browser, with the sections named; only those messages are fetched. */
export async function loadTranslator(
  language: Language,
  sections: readonly MessageSection[],
): Promise<Translate> {
  const messages = await Promise.all(
    sections.map(async (section) => [section, await files[`./${language}/${section}.json`]?.()] as const),
  );
  return createTranslate(language, Object.fromEntries(messages));
}

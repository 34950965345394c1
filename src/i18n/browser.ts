import type { Language } from './language.ts';
import { createTranslate, type Translate } from './translate.ts';

/** The translator of a language in the browser; only that language's messages are fetched. */
export async function loadTranslator(language: Language): Promise<Translate> {
  const messages = language === 'es' ? await import('./es.json') : await import('./en.json');
  return createTranslate(language, messages.default);
}

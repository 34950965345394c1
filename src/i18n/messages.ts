import en from './en.ts';
import es from './es.ts';
import type { Language } from './language.ts';
import { createTranslate, type Translate } from './translate.ts';

const translators: Record<Language, Translate> = {
  en: createTranslate('en', en),
  es: createTranslate('es', es),
};

/** The translator of a language, for pages built ahead of time. */
export function translator(language: Language): Translate {
  return translators[language];
}

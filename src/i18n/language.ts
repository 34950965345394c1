export const languages = ['en', 'es'] as const;
export type Language = (typeof languages)[number];

/** Tags for `Intl`: Spanish as written in the United States (1,234.5; "22 de nov."). */
export const localeOf: Record<Language, string> = { en: 'en-US', es: 'es-US' };

/** Reads a language from `<html lang>`; anything else is English. */
export function languageOf(text: string): Language {
  return text.startsWith('es') ? 'es' : 'en';
}

/** The same page in the other language. */
export const otherLanguage: Record<Language, Language> = { en: 'es', es: 'en' };

/** Pages of the site and their addresses in each language, from the site's root. */
export const routes = {
  home: { en: '', es: 'es/' },
  method: { en: 'method/', es: 'es/metodo/' },
  quality: { en: 'quality/', es: 'es/calidad/' },
} as const;

export type Route = keyof typeof routes;

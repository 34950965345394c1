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
  places: { en: 'neighborhoods/', es: 'es/vecindarios/' },
  map: { en: 'map/', es: 'es/mapa/' },
  request: { en: 'request/', es: 'es/solicitud/' },
  equity: { en: 'equity/', es: 'es/equidad/' },
  compare: { en: 'compare/', es: 'es/comparar/' },
  search: { en: 'search/', es: 'es/buscar/' },
  streets: { en: 'streets/', es: 'es/calles/' },
  top: { en: 'top/', es: 'es/mas-pedidas/' },
  photos: { en: 'photos/', es: 'es/fotos/' },
  method: { en: 'method/', es: 'es/metodo/' },
  quality: { en: 'quality/', es: 'es/calidad/' },
  workbench: { en: 'sql/', es: 'es/sql/' },
  downloads: { en: 'downloads/', es: 'es/descargas/' },
  use: { en: 'use/', es: 'es/usar/' },
  dictionary: { en: 'dictionary/', es: 'es/diccionario/' },
  changes: { en: 'changes/', es: 'es/cambios/' },
} as const;

export type Route = keyof typeof routes;

/** Kinds of place that have a page each, and the folder of those pages from the site's root. */
export const placeFolders = {
  neighborhood: { en: 'neighborhood/', es: 'es/vecindario/' },
  council_district: { en: 'district/', es: 'es/distrito/' },
  community_statistical_area: { en: 'statistical-area/', es: 'es/area-estadistica/' },
} as const;

export type PlaceKind = keyof typeof placeFolders;

/** How often a feed of a place gets a new entry, and the file of that feed beside the place's page. */
export const feedFiles = {
  weekly: { en: 'weekly.xml', es: 'semanal.xml' },
  nightly: { en: 'nightly.xml', es: 'diario.xml' },
} as const;

export type FeedEvery = keyof typeof feedFiles;

/** The file of the feed that tells of changes to the data, beside that page. */
export const changesFeedFile: Record<Language, string> = { en: 'feed.xml', es: 'novedades.xml' };

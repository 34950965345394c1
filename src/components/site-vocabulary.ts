import { askPublished, readPublished } from '../data/published.ts';
import { readAgencies } from '../data/type-times.ts';
import { languages, routes, type Language } from '../i18n/language.ts';
import { translator } from '../i18n/messages.ts';
import { isPlace } from '../search/known-names.ts';
import { pageWords } from '../search/site-page.ts';
import { readPhrases, type Vocabulary } from '../search/vocabulary.ts';

/** A street of the record, with its requests. */
export interface StreetOfRecord {
  street: string;
  requests: number;
}

/** Streets that addresses of the record name. */
export function readStreets(): Promise<StreetOfRecord[]> {
  return askPublished('SELECT street, requests FROM streets ORDER BY street');
}

/** The names that search knows, from what is published and from the pages of this site. */
export async function siteVocabulary(): Promise<Vocabulary> {
  const { requestTypes, areas } = await readPublished();
  const said = await askPublished<{ kind: string; key: string; language: string | null; words: string }>(
    'SELECT kind, key, language, words FROM search_words',
  );
  const phrases = (kind: string, key: string, language: Language | null): string[] =>
    said
      .filter((row) => row.kind === kind && row.key === key && row.language === language)
      .flatMap(({ words }) => readPhrases(words));
  const inBoth = <Value>(of: (language: Language) => Value): Record<Language, Value> => ({
    en: of('en'),
    es: of('es'),
  });
  return {
    types: requestTypes.map((row) => ({
      id: row.request_type_id,
      type: row.request_type,
      currentType: row.current_name,
      name: { en: row.name_en, es: row.name_es },
      words: inBoth((language) => phrases('type', row.request_type, language)),
      origin: row.origin,
      requests: row.requests,
    })),
    areas: areas
      .filter(({ kind }) => isPlace(kind))
      .map(({ area_id: areaId, kind, name, slug }) => ({
        areaId,
        kind,
        name,
        slug,
        others: phrases(kind, name, null),
      })),
    agencies: (await readAgencies()).map(({ agency, name_en: en, name_es: es }) => ({
      agency,
      name: { en, es },
      words: inBoth((language) => phrases('agency', agency, language)),
    })),
    pages: pageWords.map(({ route, ...words }) => ({
      route,
      title: Object.fromEntries(
        languages.map((language) => [language, translator(language)(`site.${route}`)]),
      ) as Record<Language, string>,
      address: routes[route],
      words,
    })),
    streets: (await readStreets()).map(({ street }) => street),
    outcomes: (
      await askPublished<{ outcome: string }>(
        'SELECT DISTINCT outcome FROM detail WHERE outcome IS NOT NULL ORDER BY outcome',
      )
    ).map(({ outcome }) => outcome),
  };
}

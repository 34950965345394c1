import type { RequestTypeRow } from '../data/published.ts';
import type { Language } from '../i18n/language.ts';

/** The plain name of a kind of request in a language; the City's own name where it has none yet. */
export function plainName(type: RequestTypeRow, language: Language): string {
  return language === 'es' ? type.name_es : type.name_en;
}

/** The plain name of the kind with an id; the id itself for one that the record does not have. */
export function nameById(types: readonly RequestTypeRow[], id: number, language: Language): string {
  const type = types.find(({ request_type_id: own }) => own === id);
  return type === undefined ? String(id) : plainName(type, language);
}

/**
 * Names for a list to choose from, sorted: where several types share a plain name, the City's name is added to
 * tell them apart.
 */
export function listNames(
  types: readonly RequestTypeRow[],
  language: Language,
): { type: RequestTypeRow; name: string }[] {
  const uses = new Map<string, number>();
  for (const type of types)
    uses.set(plainName(type, language), (uses.get(plainName(type, language)) ?? 0) + 1);
  return types
    .map((type) => {
      const name = plainName(type, language);
      return { type, name: (uses.get(name) ?? 0) > 1 ? `${name} (${type.request_type})` : name };
    })
    .sort((first, second) => first.name.localeCompare(second.name, language));
}

/**
 * A name within a sentence. Only its first letter changes: a name may hold proper nouns, such as "la Ciudad". An acronym
 * at its start stays: a first word with a second capital, such as "BGE".
 */
export function lowerFirst(name: string, language: Language): string {
  if (/^\S*\p{Lu}\S*\p{Lu}/u.test(name)) return name;
  return name.charAt(0).toLocaleLowerCase(language) + name.slice(1);
}

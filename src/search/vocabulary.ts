import * as v from 'valibot';
import { areaKinds, type AreaKind, origins, type Origin } from '../contract/code.ts';
import type { Language } from '../i18n/language.ts';

/** A kind of request with everything it is called. */
export interface NamedType {
  id: number;
  /** The City's name, byte for byte. */
  type: string;
  /** The City's name of the same kind today; its own where it was never renamed. */
  currentType: string;
  name: Record<Language, string>;
  /** What people say, from the reviewed table. */
  words: Record<Language, readonly string[]>;
  origin: Origin;
  requests: number;
}

/** A place with a page of its own. */
export interface NamedArea {
  areaId: number;
  kind: AreaKind;
  name: string;
  slug: string;
  /** Former names, spellings and nicknames. */
  others: readonly string[];
}

/** An agency of the City. */
export interface NamedAgency {
  agency: string;
  name: Record<Language, string>;
  words: Record<Language, readonly string[]>;
}

/** A page of this site that answers a question. */
export interface NamedPage {
  route: string;
  title: Record<Language, string>;
  /** Addresses by language, from the site's root. */
  address: Record<Language, string>;
  words: Record<Language, readonly string[]>;
}

/** Everything that the search box knows by name. Built with the site, fetched when a reader first goes into the box. */
export interface Vocabulary {
  types: readonly NamedType[];
  areas: readonly NamedArea[];
  agencies: readonly NamedAgency[];
  pages: readonly NamedPage[];
  /** Streets that requests of the record name, as N CALVERT ST. */
  streets: readonly string[];
  /** The City's words about results that requests of the record have. */
  outcomes: readonly string[];
}

const spoken = v.object({ en: v.string(), es: v.string() });
const listed = v.object({ en: v.array(v.string()), es: v.array(v.string()) });
const schema = v.object({
  types: v.array(
    v.object({
      id: v.number(),
      type: v.string(),
      currentType: v.string(),
      name: spoken,
      words: listed,
      origin: v.picklist(origins),
      requests: v.number(),
    }),
  ),
  areas: v.array(
    v.object({
      areaId: v.number(),
      kind: v.picklist(areaKinds),
      name: v.string(),
      slug: v.string(),
      others: v.array(v.string()),
    }),
  ),
  agencies: v.array(v.object({ agency: v.string(), name: spoken, words: listed })),
  pages: v.array(v.object({ route: v.string(), title: spoken, address: spoken, words: listed })),
  streets: v.array(v.string()),
  outcomes: v.array(v.string()),
});

/**
 * Reads a vocabulary from parsed JSON.
 * @throws Error saying what does not fit.
 */
export function parseVocabulary(json: unknown): Vocabulary {
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(
    `vocabulary: ${v.getDotPath(issue) ?? 'the whole'} is ${issue.received}, expected ${issue.expected ?? 'another value'}`,
  );
}

/** A list of phrases as reference tables hold them: `pot hole; hole in the street`. */
export function readPhrases(text: string | null): string[] {
  return (text ?? '')
    .split(';')
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '');
}

import type { AreaKind } from '../contract/code.ts';
import { languages, type Language } from '../i18n/language.ts';
import { AreaBook } from './area.ts';
import { NameSearch, type NamedEntry } from './name-search.ts';
import type { StreetBook } from './street.ts';
import { councilDistrictNames } from './district-name.ts';
import { streetNames } from './street-names.ts';
import type { NamedArea, Vocabulary } from './vocabulary.ts';
import { tellingWords, wordsIn } from './word.ts';

/** A name in the page's own language is likelier meant than one in the other. */
const otherLanguage = 0.98;
/** What people say, beside the name that a thing has. */
const saidWeight = 0.96;
const likelihoodOfOrigin = { resident: 1, city: 0.8, information: 0.75, administrative: 0.6 } as const;
const renamed = 0.93;
const unknownInType = 0.4;
const abbreviations: readonly (readonly [RegExp, string])[] = [
  [/\bMount\b/g, 'Mt'],
  [/\bFort\b/g, 'Ft'],
  [/\bSaint\b/g, 'St'],
  [/\bHeights\b/g, 'Hts'],
  [/\bHill\b/g, 'Hl'],
  [/\bPark\b/g, 'Pk'],
  [/\bPoint\b/g, 'Pt'],
];

/** Everything of a vocabulary, ready to be found: one search for each kind of thing. */
export interface KnownNames {
  types: NameSearch;
  areas: NameSearch;
  agencies: NameSearch;
  pages: NameSearch;
  outcomes: NameSearch;
  /** Areas by their very names, with council districts by number. */
  areaBook: AreaBook;
  /** Position in the vocabulary's areas, by `kind:slug`. */
  areaAt: ReadonlyMap<string, number>;
  streets: StreetBook;
}

/** Prepares a vocabulary for a page in one language. */
export function knownNames(vocabulary: Vocabulary, language: Language): KnownNames {
  const areas = vocabulary.areas.filter(({ kind }) => isPlace(kind));
  return {
    types: new NameSearch(typeEntries(vocabulary, language), unknownInType),
    areas: new NameSearch(
      areas.map((area) => ({
        phrases: spellings(area).map((text, at) => ({ text, weight: at === 0 ? 1 : saidWeight })),
        likelihood: area.kind === 'neighborhood' ? 1 : 0.94,
      })),
    ),
    agencies: new NameSearch(
      vocabulary.agencies.map(({ agency, name, words }) => ({
        phrases: [{ text: agency, weight: 1 }, ...named(name, language), ...said(words, language)],
        likelihood: 0.97,
      })),
    ),
    pages: new NameSearch(
      vocabulary.pages.map(({ title, words }) => ({
        phrases: [...named(title, language), ...said(words, language)].map(telling),
        likelihood: 0.95,
      })),
    ),
    outcomes: new NameSearch(
      vocabulary.outcomes.map((text) => ({ phrases: [{ text, weight: 1 }], likelihood: 1 })),
    ),
    areaBook: new AreaBook(
      areas.flatMap((area) =>
        spellings(area).map((name) => ({ areaId: area.areaId, kind: area.kind, name, slug: area.slug })),
      ),
    ),
    areaAt: new Map(areas.map(({ kind, slug }, at) => [`${kind}:${slug}`, at])),
    streets: streetNames(vocabulary.streets),
  };
}

/** A phrase without its empty words: pages are asked for in sentences, "how to download data". */
function telling({ text, weight }: NamedEntry['phrases'][number]): NamedEntry['phrases'][number] {
  return { text: tellingWords(wordsIn(text)).join(' '), weight };
}

/** True for the kinds of area that have a page. */
export function isPlace(
  kind: AreaKind,
): kind is 'neighborhood' | 'council_district' | 'community_statistical_area' {
  return kind === 'neighborhood' || kind === 'council_district' || kind === 'community_statistical_area';
}

function typeEntries({ types }: Vocabulary, language: Language): NamedEntry[] {
  const most = Math.max(1, ...types.map(({ requests }) => requests));
  return types.map(({ type, currentType, name, words, origin, requests }) => ({
    phrases: [{ text: type, weight: 1 }, ...named(name, language), ...said(words, language)],
    likelihood:
      likelihoodOfOrigin[origin] *
      (currentType === type ? 1 : renamed) *
      (0.92 + (0.08 * Math.log(1 + requests)) / Math.log(1 + most)),
  }));
}

function named(names: Record<Language, string>, own: Language): NamedEntry['phrases'] {
  return languages.map((language) => ({
    text: names[language],
    weight: language === own ? 1 : otherLanguage,
  }));
}

function said(words: Record<Language, readonly string[]>, own: Language): NamedEntry['phrases'] {
  return languages.flatMap((language) =>
    words[language].map((text) => ({
      text,
      weight: saidWeight * (language === own ? 1 : otherLanguage),
    })),
  );
}

/** A place's name first, then all other ways to write it. */
function spellings({ kind, name, others }: NamedArea): string[] {
  const all = [name, ...others, ...(kind === 'council_district' ? councilDistrictNames(name) : [])];
  const short = all.map((text) =>
    abbreviations.reduce((own, [long, abbreviation]) => own.replace(long, abbreviation), text),
  );
  return [...new Set([...all, ...short])];
}

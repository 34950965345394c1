import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { streets } from '../../../data-pipeline/sample/street.ts';
import type { Origin } from '../../../src/contract/code.ts';
import { routes, type Language } from '../../../src/i18n/language.ts';
import { pageWords } from '../../../src/search/site-page.ts';
import { readPhrases, type Vocabulary } from '../../../src/search/vocabulary.ts';

type Row = Record<string, string>;

function reference(path: string): Row[] {
  const file = new URL(`../../../data-pipeline/${path}.csv`, import.meta.url);
  return parse<Row>(readFileSync(file), { columns: true });
}

/** Titles of the site's pages. */
function titles(language: Language): Record<string, string> {
  const file = new URL(`../../../src/i18n/${language}/site.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
}

const slugOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');

/** A vocabulary of all that the reference tables name, as if every type and place had requests. */
export function referenceVocabulary(): Vocabulary {
  const said = reference('reference/search_words');
  const wordsOf = (kind: string, keys: readonly (string | undefined)[]): Record<Language, string[]> => {
    const own = (language: Language): string[] =>
      said
        .filter((row) => row['kind'] === kind && keys.includes(row['key']) && row['language'] === language)
        .flatMap((row) => readPhrases(row['words'] ?? ''));
    return { en: own('en'), es: own('es') };
  };
  const renamed = new Map(
    reference('reference/renamed_types').map((row) => [row['request_type'], row['current_name']]),
  );
  const requests = new Map(
    reference('sample/request_types').map((row) => [
      row['name'] ?? '',
      Math.round(1000 * Number(row['per_mille'])),
    ]),
  );
  const types = reference('reference/request_types').map((row) => {
    const type = row['request_type'] ?? '';
    const origin = row['origin'] as Origin;
    const family = origin === 'resident' ? wordsOf('family', [row['family']]) : { en: [], es: [] };
    const own = wordsOf('type', [type]);
    return {
      id: Number(row['id']),
      type,
      currentType: renamed.get(type) ?? type,
      name: { en: row['name_en'] ?? '', es: row['name_es'] ?? '' },
      words: { en: [...own.en, ...family.en], es: [...own.es, ...family.es] },
      origin,
      requests: requests.get(type) ?? 0,
    };
  });
  const aliases = reference('reference/neighborhood_aliases');
  const neighborhoods = reference('reference/neighborhoods').map((row) => row['name'] ?? '');
  const areas = [
    ...neighborhoods.map((name, at) => ({
      areaId: 100 + at,
      kind: 'neighborhood' as const,
      name,
      slug: slugOf(name),
      others: [
        ...said
          .filter(({ kind, key }) => kind === 'neighborhood' && key === name)
          .flatMap(({ words }) => readPhrases(words ?? '')),
        ...aliases.flatMap((row) =>
          row['name'] === name && !neighborhoods.includes(row['label'] ?? '') ? [row['label'] ?? ''] : [],
        ),
      ],
    })),
    ...Array.from({ length: 14 }, (_, at) => ({
      areaId: 10 + at,
      kind: 'council_district' as const,
      name: `District ${at + 1}`,
      slug: `district-${at + 1}`,
      others: [],
    })),
    ...reference('sample/community_statistical_areas').map((row, at) => ({
      areaId: 500 + at,
      kind: 'community_statistical_area' as const,
      name: row['name'] ?? '',
      slug: slugOf(row['name'] ?? ''),
      others: [],
    })),
  ];
  return {
    types,
    areas,
    agencies: reference('reference/agencies').map((row) => ({
      agency: row['agency'] ?? '',
      name: { en: row['name_en'] ?? '', es: row['name_es'] ?? '' },
      words: wordsOf('agency', [row['agency']]),
    })),
    pages: pageWords.map(({ route, ...words }) => ({
      route,
      title: { en: titles('en')[route] ?? '', es: titles('es')[route] ?? '' },
      address: routes[route],
      words,
    })),
    streets: [...streets],
    outcomes: reference('reference/outcomes').map((row) => row['outcome'] ?? ''),
  };
}

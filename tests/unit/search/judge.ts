import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Language } from '../../../src/i18n/language.ts';
import type { Suggestion, SuggestionGroup } from '../../../src/search/suggest.ts';

/** What a person typed, and what they would want first; of several answers any will do. */
export interface AskedQuery {
  language: Language;
  query: string;
  kind: string;
  answers: string[];
}

/** The queries in tests/search/queries.csv. */
export function readQueries(): AskedQuery[] {
  const file = new URL('../../search/queries.csv', import.meta.url);
  return parse<Record<string, string>>(readFileSync(file), { columns: true }).map((row) => ({
    language: row['language'] as Language,
    query: row['query'] ?? '',
    kind: row['kind'] ?? '',
    answers: (row['answer'] ?? '').split(' | '),
  }));
}

/** Position of the first suggestion that answers a query, in the order in which they are read; -1 for none. */
export function placeOfAnswer({ kind, answers }: AskedQuery, groups: readonly SuggestionGroup[]): number {
  const shown = groups.flatMap(({ suggestions }) => suggestions);
  return shown.findIndex((suggestion) => answers.some((answer) => says(suggestion, kind, answer)));
}

function says(suggestion: Suggestion, kind: string, answer: string): boolean {
  switch (suggestion.kind) {
    case 'type':
      return kind === 'type' && suggestion.type.type === answer;
    case 'search':
      return kind === 'type' && suggestion.asked.types.includes(answer);
    case 'area': {
      const { kind: own, name } = suggestion.area;
      if (own === 'council_district') return kind === 'district' && name === `District ${answer}`;
      const wanted = own === 'neighborhood' ? 'neighborhood' : 'statistical_area';
      return kind === wanted && name === answer;
    }
    case 'street':
      return kind === 'street' && suggestion.street === answer;
    case 'agency':
      return kind === 'agency' && suggestion.agency.agency === answer;
    case 'request':
      return kind === 'request' && suggestion.number === answer;
    case 'page':
      return kind === 'page' && suggestion.page.route === answer;
  }
}

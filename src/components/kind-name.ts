import { agencyKinds, prefixOf, type ComparedType } from '../data/compared-rows.ts';
import type { Comparison } from '../data/comparison.ts';
import type { PrefixAgencyRow } from '../data/type-times.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { pageAddress } from './address.ts';
import { sayQuery } from './address-query.ts';

/** A kind of request with its plain name. */
export interface NamedType extends ComparedType {
  name: string;
}

/** Plain names of agencies by the prefix of the City's names of their kinds. */
export type AgencyNames = Readonly<Record<string, string>>;

/** Agencies in a language; where several prefixes share a name, the prefix is added to tell them apart. */
export function agencyNames(rows: readonly PrefixAgencyRow[], language: Language): AgencyNames {
  const names = rows.map((row) => (language === 'es' ? row.name_es : row.name_en));
  return Object.fromEntries(
    rows.map(({ prefix }, index) => {
      const name = names[index]!;
      return [prefix, names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${prefix})`];
    }),
  );
}

/** The names that a page built ahead of time left on its element. */
export function agenciesOn(element: HTMLElement): AgencyNames {
  return JSON.parse(element.dataset['agencies'] ?? '{}') as AgencyNames;
}

/**
 * Names kinds: of a request_type id, or of an agency's rare kinds together by its negative number. An agency that is
 * not among those given is named by its prefix.
 */
export function kindNames(
  types: readonly NamedType[],
  agencies: AgencyNames,
  t: Translate,
): (kind: number) => string {
  const names = new Map(types.map(({ request_type_id: id, name }) => [id, name]));
  const rare = new Map(
    [...agencyKinds(types)].map(([id, kind]) => {
      const type = types.find((own) => own.request_type_id === id)!;
      return [kind, agencies[prefixOf(type)] ?? type.request_type.split('-')[0] ?? ''];
    }),
  );
  return (kind) => names.get(kind) ?? t('equity.kindRare', { agency: rare.get(kind) ?? String(kind) });
}

/** Where the requests of a kind are shown: the map, by the comparison's days. Police districts have no map. */
export function kindAddresses(
  types: readonly ComparedType[],
  language: Language,
): (kind: number, comparison: Comparison) => string | undefined {
  const known = new Map(types.map(({ request_type_id: id, request_type: name }) => [id, name]));
  return (kind, { question }) => {
    const type = known.get(kind);
    if (type === undefined) return undefined;
    const level = question.level === 'police_district' ? 'council_district' : question.level;
    const query = sayQuery([
      ['level', level],
      ['type', type],
      ['from', question.from],
      ['to', question.to],
      ['metric', 'on_time_percent'],
    ]);
    return `${pageAddress('map', language)}${query}`;
  };
}

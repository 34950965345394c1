import { agencyKinds, type ComparedType } from '../data/compared-rows.ts';
import type { Comparison } from '../data/comparison.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { pageAddress } from './address.ts';
import { sayQuery } from './address-query.ts';

/** A kind of request with its plain name. */
export interface NamedType extends ComparedType {
  name: string;
}

/** Names kinds: of a request_type id, or of an agency's rare kinds together by its negative number. */
export function kindNames(types: readonly NamedType[], t: Translate): (kind: number) => string {
  const names = new Map(types.map(({ request_type_id: id, name }) => [id, name]));
  const agencies = new Map(
    [...agencyKinds(types)].map(([id, agency]) => [
      agency,
      types.find((type) => type.request_type_id === id)!.request_type.split('-')[0] ?? '',
    ]),
  );
  return (kind) => names.get(kind) ?? t('equity.kindRare', { agency: agencies.get(kind) ?? String(kind) });
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

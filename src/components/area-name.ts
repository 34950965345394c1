import type { AreaKind } from '../contract/code.ts';
import type { Language } from '../i18n/language.ts';

/** An area's name in a language: names are Baltimore's own, but a council district is called by its number. */
export function areaName(kind: AreaKind, name: string, language: Language): string {
  return language === 'es' && kind === 'council_district' ? name.replace(/^District /, 'Distrito ') : name;
}

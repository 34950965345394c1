import type { AreaRow } from '../data/published.ts';
import type { Language } from '../i18n/language.ts';
import { translator } from '../i18n/messages.ts';

/** A place's name in a language. Neighborhoods keep theirs; council districts are numbered, which can be said in both. */
export function placeName({ kind, name }: Pick<AreaRow, 'kind' | 'name'>, language: Language): string {
  const [, number] = kind === 'council_district' ? (/^(?:District )?(\d+)$/.exec(name) ?? []) : [];
  return number === undefined ? name : translator(language)('feed.district', { number });
}

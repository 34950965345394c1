import { writeAsked, type Asked } from '../data/asked.ts';
import type { Language } from '../i18n/language.ts';
import { pageAddress } from './address.ts';

/** The address of the page that lists what is asked for. */
export function searchAddress(asked: Asked, language: Language): string {
  return `${pageAddress('search', language)}${writeAsked(asked, asked.text === '' ? 'newest' : 'best', 1)}`;
}

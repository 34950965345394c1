import { routes, type Language, type Route } from '../i18n/language.ts';

const base = import.meta.env.BASE_URL.endsWith('/')
  ? import.meta.env.BASE_URL
  : `${import.meta.env.BASE_URL}/`;

/** The address of a page in a language, under the site's base path. */
export function pageAddress(route: Route, language: Language): string {
  return `${base}${routes[route][language]}`;
}

/** The folder of published files, with a slash at its end. */
export const dataAddress = `${base}data/`;

/** The address of a file in public/. */
export function assetAddress(name: string): string {
  return `${base}${name}`;
}

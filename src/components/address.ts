import {
  changesFeedFile,
  feedFiles,
  placeFolders,
  routes,
  type FeedEvery,
  type Language,
  type PlaceKind,
  type Route,
} from '../i18n/language.ts';

const base = import.meta.env.BASE_URL.endsWith('/')
  ? import.meta.env.BASE_URL
  : `${import.meta.env.BASE_URL}/`;

/** The address of a page in a language, under the site's base path. */
export function pageAddress(route: Route, language: Language): string {
  return `${base}${routes[route][language]}`;
}

/** The address of a place's page in a language. `slug` is the place's own, from `areas`. */
export function placeAddress(kind: PlaceKind, slug: string, language: Language): string {
  return `${base}${placeFolders[kind][language]}${slug}/`;
}

/** The address of the Atom feed that follows a place. `slug` is the place's own, from `areas`. */
export function feedAddress(kind: PlaceKind, slug: string, every: FeedEvery, language: Language): string {
  return `${placeAddress(kind, slug, language)}${feedFiles[every][language]}`;
}

/** The address of the Atom feed of changes to the data. */
export function changesFeedAddress(language: Language): string {
  return `${pageAddress('changes', language)}${changesFeedFile[language]}`;
}

/** The address of a page of `route` for one month (YYYY-MM) or year (YYYY). */
export function monthAddress(route: Route, month: string, language: Language): string {
  return `${pageAddress(route, language)}${month}/`;
}

/** The address of what happened to one request. */
export function requestAddress(requestNumber: string, language: Language): string {
  return `${pageAddress('request', language)}?number=${encodeURIComponent(requestNumber)}`;
}

/** The folder of published files, with a slash at its end. */
export const dataAddress = `${base}data/`;

/** The names that search knows, one file for both languages. */
export const vocabularyAddress = `${base}search/vocabulary.json`;

/** Which snapshots the site carries, one file for both languages. */
export const snapshotsAddress = `${base}changes/snapshots.json`;

/** The address of a page by its path from the site's root. */
export function siteAddress(path: string): string {
  return `${base}${path}`;
}

/** The address of a file in public/. */
export function assetAddress(name: string): string {
  return `${base}${name}`;
}

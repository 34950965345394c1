import type { Manifest } from '../contract/manifest.ts';
import type { DatasetGroup } from './dataset-group.ts';

/** What catalogs say in words, in one language. */
export interface CatalogWords {
  /** Who publishes: this portal, which is not the City. */
  publisher: string;
  title: string;
  description: string;
  /** Where the record comes from. */
  source: string;
  /** Whose terms apply; at most 255 characters. */
  rights: string;
  place: string;
  /** Name of the manifest as a file to fetch. */
  manifest: string;
  /** Name of the contact where the operator gave no address. */
  noContact: string;
  keywords: readonly string[];
  groups: Readonly<Record<DatasetGroup, { title: string; description: string }>>;
}

/** What every catalog of a record is made from. */
export interface CatalogSource {
  manifest: Manifest;
  words: CatalogWords;
  /** Day on which the oldest request was opened. */
  firstDay: string;
  /** Address of the site's root, absolute, with a slash at its end. */
  root: string;
  /** Where the operator is reached; undefined where none was given. */
  email: string | undefined;
}

const emailPattern = /^[\w.-]+@[\w.-]+\.[\w.-]+$/;

/**
 * The operator's address from SITE_CONTACT_EMAIL; undefined where it is not set or empty.
 * @throws Error when it is no e-mail address.
 */
export function contactEmail(value: string | undefined): string | undefined {
  if (value === undefined || value === '') return undefined;
  if (!emailPattern.test(value))
    throw new Error(`SITE_CONTACT_EMAIL is "${value}", expected an address such as data@example.org.`);
  return value;
}

/** First and last day that the record covers, as an interval of ISO 8601. */
export const coveredDays = ({ manifest, firstDay }: CatalogSource): string =>
  `${firstDay}/${manifest.snapshot.dataThrough.slice(0, 10)}`;

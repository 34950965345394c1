import { contactEmail, type CatalogSource, type CatalogWords } from '../data/catalog.ts';
import { datasetGroups, type DatasetGroup } from '../data/dataset-group.ts';
import { readPublished } from '../data/published.ts';
import type { Language } from '../i18n/language.ts';
import { translator } from '../i18n/messages.ts';
import { siteAddress } from './address.ts';
import { sourceLine } from './source-line.ts';

/** The address of the site's root, absolute, with a slash at its end. `site` is Astro's, from SITE_ORIGIN. */
export function siteRoot(site: URL | undefined): string {
  return new URL(siteAddress(''), site ?? 'http://localhost/').href;
}

/** What catalogs of the published record are made from, in words of a language. */
export async function readCatalogSource(site: URL | undefined, language: Language): Promise<CatalogSource> {
  const { manifest, firstDay } = await readPublished();
  return {
    manifest,
    firstDay,
    words: catalogWords(manifest.snapshot.source, language),
    root: siteRoot(site),
    email: contactEmail(process.env['SITE_CONTACT_EMAIL']),
  };
}

type Source = CatalogSource['manifest']['snapshot']['source'];

function catalogWords(source: Source, language: Language): CatalogWords {
  const t = translator(language);
  const isSample = source === 'sample';
  // Whoever meets one data set alone, in a catalog of many portals, must be told as well.
  const warned = (text: string): string => (isSample ? `${t('sample.title')} ${text}` : text);
  const publisher = t('site.name');
  const titled = (group: DatasetGroup): string =>
    `${isSample ? t('catalog.titleSample') : t('catalog.title')}: ${t(`catalog.group.${group}`)}`;
  const groups = (Object.keys(datasetGroups) as DatasetGroup[]).map((group) => [
    group,
    { title: titled(group), description: warned(t(`catalog.about.${group}`)) },
  ]);
  return {
    publisher,
    title: isSample ? t('catalog.titleSample') : t('catalog.title'),
    description: warned(t('catalog.description')),
    source: sourceLine(source, language),
    rights: isSample ? t('catalog.rightsSample') : t('catalog.rights'),
    place: t('catalog.place'),
    manifest: t('catalog.manifest'),
    noContact: t('catalog.noContact', { name: publisher }),
    keywords: t('catalog.keywords').split(', '),
    groups: Object.fromEntries(groups) as CatalogWords['groups'],
  };
}

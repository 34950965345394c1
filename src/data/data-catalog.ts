import { coveredDays, type CatalogSource } from './catalog.ts';
import { groupedFiles, type DatasetGroup, type GroupedFile } from './dataset-group.ts';
import { manifestSchemaPath } from './manifest-schema.ts';
import { mediaTypeOf } from './media-type.ts';
import { hasTableSchema, tableSchemaPath } from './table-schema.ts';

const standard = 'https://project-open-data.cio.gov/v1.1/schema';

/**
 * The record as a DCAT-US 1.1 catalog (Project Open Data), which harvesters look for at `data.json`. Without an
 * operator's address the contact's is an empty `mailto:`, the one way the standard has to say that there is none.
 */
export function dataCatalog(source: CatalogSource): Record<string, unknown> {
  const { manifest, root } = source;
  return {
    '@context': `${standard}/catalog.jsonld`,
    '@id': `${root}data.json`,
    '@type': 'dcat:Catalog',
    conformsTo: standard,
    describedBy: `${standard}/catalog.json`,
    dataset: [...groupedFiles(manifest)].map(([group, files]) => dataset(source, group, files)),
  };
}

function dataset(source: CatalogSource, group: DatasetGroup, files: GroupedFile[]): Record<string, unknown> {
  const { manifest, words, root, email } = source;
  const page = `${root}use/#${group}`;
  return {
    '@type': 'dcat:Dataset',
    identifier: page,
    ...words.groups[group],
    keyword: words.keywords,
    modified: manifest.snapshot.fetchedAt,
    accrualPeriodicity: manifest.snapshot.source === 'open-baltimore' ? 'R/P1D' : 'irregular',
    publisher: { '@type': 'org:Organization', name: words.publisher },
    contactPoint: {
      '@type': 'vcard:Contact',
      fn: email === undefined ? words.noContact : words.publisher,
      hasEmail: `mailto:${email ?? ''}`,
    },
    accessLevel: 'public',
    rights: words.rights,
    language: ['en', 'es'],
    spatial: words.place,
    temporal: coveredDays(source),
    landingPage: page,
    describedBy: `${root}dictionary/`,
    describedByType: 'text/html',
    references: [`${root}method/`, `${root}quality/`],
    distribution: [
      {
        '@type': 'dcat:Distribution',
        title: words.manifest,
        downloadURL: `${root}data/manifest.json`,
        mediaType: 'application/json',
        format: 'JSON',
        describedBy: `${root}data/${manifestSchemaPath}`,
        describedByType: 'application/schema+json',
      },
      ...files.map((grouped) => distribution(root, grouped)),
    ],
  };
}

function distribution(root: string, { table, file }: GroupedFile): Record<string, unknown> {
  return {
    '@type': 'dcat:Distribution',
    title: file.month === undefined ? table : `${table} ${file.month}`,
    downloadURL: `${root}data/${file.path}`,
    ...mediaTypeOf(file.path),
    ...(hasTableSchema(table) && {
      describedBy: `${root}${tableSchemaPath(table)}`,
      describedByType: 'application/json',
    }),
  };
}

import { tables } from '../contract/table.ts';
import { coveredDays, type CatalogSource } from './catalog.ts';
import { groupedFiles } from './dataset-group.ts';
import { mediaTypeOf } from './media-type.ts';

/** The record as a schema.org Dataset in JSON-LD. */
export function datasetGraph(source: CatalogSource): Record<string, unknown> {
  const { manifest, words, root, email } = source;
  const files = [...groupedFiles(manifest).values()].flat();
  return {
    '@context': 'https://schema.org/',
    '@type': 'Dataset',
    '@id': `${root}dataset.jsonld`,
    name: words.title,
    description: `${words.description} ${words.rights}`,
    url: `${root}use/`,
    keywords: words.keywords,
    inLanguage: ['en', 'es'],
    isAccessibleForFree: true,
    version: manifest.snapshot.id,
    dateModified: manifest.snapshot.fetchedAt,
    temporalCoverage: coveredDays(source),
    spatialCoverage: { '@type': 'Place', name: words.place },
    creator: {
      '@type': 'Organization',
      name: words.publisher,
      url: root,
      ...(email !== undefined && { email }),
    },
    creditText: words.source,
    variableMeasured: tables.detail.map(({ name, description, unit }) => ({
      '@type': 'PropertyValue',
      name,
      description,
      ...(unit !== undefined && { unitText: unit }),
    })),
    distribution: files.map(({ file }) => ({
      '@type': 'DataDownload',
      name: file.path,
      contentUrl: `${root}data/${file.path}`,
      encodingFormat: mediaTypeOf(file.path).mediaType,
      contentSize: `${file.bytes} B`,
      sha256: file.sha256,
    })),
  };
}

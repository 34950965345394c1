import type { CatalogSource } from './catalog.ts';
import { groupedFiles, type GroupedFile } from './dataset-group.ts';
import { mediaTypeOf } from './media-type.ts';
import { hasTableSchema, tableSchemaPath } from './table-schema.ts';

/**
 * The record as a Frictionless Data Package, to lie at the site's root. Each file is a resource of its own with its size
 * and sha-256: files of one resource must be such that they can be laid end to end, and Parquet files cannot. Months of a
 * table share one Table Schema, which they point to.
 */
export function dataPackage({ manifest, words, root, email }: CatalogSource): Record<string, unknown> {
  const { snapshot } = manifest;
  const files = [...groupedFiles(manifest).values()].flat();
  const publisher = { title: words.publisher, ...(email !== undefined && { email }) };
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'open-311-baltimore',
    id: `${root}datapackage.json#${snapshot.id}`,
    title: words.title,
    description: `${words.description} ${words.rights}`,
    homepage: root,
    version: snapshot.id,
    created: snapshot.fetchedAt,
    keywords: words.keywords,
    contributors: [{ ...publisher, role: 'publisher', roles: ['publisher'] }],
    sources: [{ title: words.source }],
    resources: files.map((file) => resource(file, files)),
  };
}

/** A published file's name without its hash and ending: `detail-2026-11`. */
const stemOf = (path: string): string => path.slice(0, path.indexOf('.'));

function resource({ table, file }: GroupedFile, all: readonly GroupedFile[]): Record<string, unknown> {
  const [stem = '', hash = '', ...ending] = file.path.split('.');
  const isOnly = all.filter((other) => stemOf(other.file.path) === stem).length === 1;
  return {
    // Pictures share a name; theirs is told apart by the hash.
    name: isOnly ? stem : `${stem}-${hash}`,
    title: file.month === undefined ? table : `${table} ${file.month}`,
    path: `data/${file.path}`,
    format: ending.join('.'),
    mediatype: mediaTypeOf(file.path).mediaType,
    bytes: file.bytes,
    hash: `sha256:${file.sha256}`,
    rows: file.rows,
    ...(hasTableSchema(table) && { type: 'table', schema: tableSchemaPath(table) }),
  };
}

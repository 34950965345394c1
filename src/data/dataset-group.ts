import type { Manifest, PublishedFile } from '../contract/manifest.ts';

/** Published tables that answer one kind of question; catalogs list each group as one data set. */
export const datasetGroups = {
  requests: ['detail', 'core', 'changes'],
  places: ['areas', 'streets', 'street_index'],
  reference: ['request_types', 'agencies', 'search_words'],
  summaries: ['summary_areas', 'summary_types', 'type_times'],
  quality: ['snapshots', 'problems', 'problem_types', 'bulk_closings', 'due_rule_versions'],
  pictures: ['photos', 'photo_parts', 'pictures'],
  parts: ['lookup', 'nearby', 'by_street'],
} as const;

export type DatasetGroup = keyof typeof datasetGroups;

/** One published file with its table's name. */
export interface GroupedFile {
  table: string;
  file: PublishedFile;
}

const groupNames = Object.keys(datasetGroups) as DatasetGroup[];

/** The group of a table: layers of the map are places, and a table that no group names is a reference. */
function groupOf(table: string, files: readonly PublishedFile[]): DatasetGroup {
  const named = groupNames.find((group) => (datasetGroups[group] as readonly string[]).includes(table));
  return named ?? (files.some(({ path }) => path.endsWith('.geojson')) ? 'places' : 'reference');
}

/** The files of every group that has any, each table's in the manifest's order. A file stands in exactly one group. */
export function groupedFiles({ tables }: Manifest): Map<DatasetGroup, GroupedFile[]> {
  const all = Object.entries(tables).flatMap(([table, { files }]) =>
    files.map((file) => ({ table, file, group: groupOf(table, files) })),
  );
  const grouped = groupNames.map((name) => {
    const own = all.filter(({ group }) => group === name).map(({ table, file }) => ({ table, file }));
    return [name, own] as const;
  });
  return new Map(grouped.filter(([, files]) => files.length > 0));
}

import { lookup, nearby } from './part-columns.ts';
import { photos } from './photo.ts';
import { agencies, areas, requestTypes, searchWords } from './reference-columns.ts';
import { changes, core, detail } from './request-columns.ts';
import { snapshots } from './snapshot-columns.ts';
import { byStreet, streets } from './street-columns.ts';
import {
  bulkClosings,
  dueRuleVersions,
  problems,
  problemTypes,
  summaryAreas,
  summaryTypes,
  typeTimes,
} from './summary-columns.ts';

/** Every table published as Parquet and its columns, in order. The data dictionary and the writers read this. */
export const tables = {
  core,
  detail,
  areas,
  request_types: requestTypes,
  agencies,
  streets,
  search_words: searchWords,
  changes,
  snapshots,
  photos,
  due_rule_versions: dueRuleVersions,
  bulk_closings: bulkClosings,
  problems,
  problem_types: problemTypes,
  summary_areas: summaryAreas,
  summary_types: summaryTypes,
  type_times: typeTimes,
} as const;

/** Tables cut into small parts that browsers read without an engine (part.ts). */
export const partTables = { lookup, nearby, by_street: byStreet } as const;

export type TableName = keyof typeof tables;

/** Tables cut into files by month: of opening, and for `changes` of being seen. */
export const monthlyTables: readonly TableName[] = ['core', 'detail', 'changes'];

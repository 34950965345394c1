import {
  areaKinds,
  changeKinds,
  clocks,
  dispositions,
  dueStates,
  locations,
  origins,
  problemClasses,
  problemIds,
  statuses,
  workRecords,
} from '../contract/code.ts';
import { photoMoments } from '../contract/photo.ts';
import type { TableName } from '../contract/table.ts';

/** Columns whose values come from a closed list: the words themselves, or in `core` their positions. */
const columnWords: Partial<Record<TableName, Readonly<Record<string, readonly string[]>>>> = {
  core: {
    origin: origins,
    location: locations,
    due_state: dueStates,
    status: statuses,
    disposition: dispositions,
    work_recorded: workRecords,
  },
  detail: {
    problem_class: problemClasses,
    origin: origins,
    clock: clocks,
    status: statuses,
    disposition: dispositions,
    work_recorded: workRecords,
    due_state: dueStates,
    location: locations,
  },
  areas: { kind: areaKinds },
  request_types: { problem_class: problemClasses, origin: origins, clock: clocks },
  changes: { change: changeKinds },
  photos: { moment: photoMoments },
  problems: { problem: problemIds },
  summary_areas: { kind: areaKinds },
  summary_types: { origin: origins },
};

/** The closed list that a column's values come from; undefined where it has none. */
export function wordsOfColumn(table: TableName, column: string): readonly string[] | undefined {
  return columnWords[table]?.[column];
}

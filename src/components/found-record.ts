import { addDays, type DayRange } from '../contract/period.ts';
import type { SearchedRecord } from '../data/search-desk.ts';
import type { Vocabulary } from '../search/vocabulary.ts';

/** Where no dates are asked for, and no street, the last so many days of a record are searched. */
const usualDays = 365;

/** What search needs to know of a record, from its names and its days. */
export function searchedRecord(vocabulary: Vocabulary, days: DayRange, endMs: number): SearchedRecord {
  const first = addDays(days.to, 1 - usualDays);
  return {
    typeIds: new Map(vocabulary.types.map(({ type, id }) => [type, id])),
    areas: new Map(
      vocabulary.areas.map(({ kind, slug, areaId, name }) => [`${kind}:${slug}`, { areaId, name }]),
    ),
    areaIds: new Map(vocabulary.areas.map(({ kind, name, areaId }) => [`${kind}:${name}`, areaId])),
    days,
    usual: { from: first < days.from ? days.from : first, to: days.to },
    endMs,
  };
}

import { codes, type Column } from './column.ts';
import { dispositions, origins, statuses, workRecords } from './code.ts';

/** The requests of a street, by columns (street-part.ts): a list of values each, one a request until `at`, then one a place. */
export const byStreet: Column[] = [
  {
    name: 'number',
    type: 'BIGINT[]',
    description: "The City's number without its dash, each less the one before: 2600123456 is 26-00123456",
  },
  {
    name: 'opened',
    type: 'INTEGER[]',
    unit: 'minutes',
    description:
      'Opened: Baltimore wall clock, counted from 1970 as if it were UTC, each less the one before',
  },
  { name: 'type', type: 'USMALLINT[]', description: 'request_type_id in request_types' },
  {
    name: 'state',
    type: 'UTINYINT[]',
    description: `((work × 3 + disposition) × 2 + status) × 4 + origin: work recorded ${codes(workRecords)}; disposition ${codes(dispositions)}; status ${codes(statuses)}; origin ${codes(origins)}`,
  },
  {
    name: 'due',
    type: 'INTEGER[]',
    unit: 'minutes',
    description: "From opening to the City's due date; null where there is none after the opening",
  },
  {
    name: 'closed',
    type: 'INTEGER[]',
    unit: 'minutes',
    description: 'From opening to closing; null while open or where there is no close date',
  },
  {
    name: 'outcome',
    type: 'USMALLINT[]',
    description:
      "The City's words about the result: position in words.outcome of the index; null where blank",
  },
  {
    name: 'agency',
    type: 'USMALLINT[]',
    description: 'Position in words.agency of the index; null where the City wrote none',
  },
  { name: 'at', type: 'INTEGER[]', description: 'Position in the lists of places that follow' },
  {
    name: 'place',
    type: 'JSON[]',
    description:
      'House number on the street; a text where the address says something else, up to its first comma; of sensitive types the block',
  },
  {
    name: 'neighborhood',
    type: 'USMALLINT[]',
    description: 'Of each place: area_id in areas; 0 where unknown',
  },
  {
    name: 'district',
    type: 'USMALLINT[]',
    description: 'Of each place: area_id of the council district; 0 where unknown',
  },
  {
    name: 'east',
    type: 'INTEGER[]',
    unit: '0.00001°',
    description:
      'Of each place: from 180° west, each less the last one known before; null without a point of its own',
  },
  { name: 'north', type: 'INTEGER[]', unit: '0.00001°', description: 'The same from 90° south' },
];

/** Streets that addresses of the record name. */
export const streets: Column[] = [
  { name: 'street', type: 'VARCHAR', description: 'Name as N CALVERT ST' },
  {
    name: 'requests',
    type: 'INTEGER',
    unit: 'requests',
    description: 'Rows of the record with an address on it; a corner counts for both its streets',
  },
];

import { dispositions, locations, origins, statuses, workRecords } from './code.ts';
import { codes, type Column } from './column.ts';

const flag = (name: string, description: string): Column => ({
  name,
  type: 'UTINYINT',
  description: `1 where ${description}, else 0`,
});

const kind: Column[] = [
  { name: 'request_number', type: 'VARCHAR', description: "The City's number" },
  { name: 'request_type', type: 'USMALLINT', description: 'request_type_id in request_types' },
  { name: 'origin', type: 'UTINYINT', description: codes(origins) },
  { name: 'status', type: 'UTINYINT', description: codes(statuses) },
  { name: 'disposition', type: 'UTINYINT', description: codes(dispositions) },
];

/** One request as its own page shows it: an array of these values in this order. */
export const lookup: Column[] = [
  ...kind,
  {
    name: 'outcome',
    type: 'USMALLINT',
    description:
      "The City's words about the result: position in words.outcome of the index; null where blank",
  },
  { name: 'work_recorded', type: 'UTINYINT', description: codes(workRecords) },
  {
    name: 'created_at',
    type: 'BIGINT',
    unit: 'seconds',
    description: 'Opened: Baltimore wall clock, counted from 1970 as if it were UTC',
  },
  {
    name: 'due_after',
    type: 'INTEGER',
    unit: 'seconds',
    description: "From opening to the City's due date; null where there is none after the opening",
  },
  {
    name: 'closed_after',
    type: 'INTEGER',
    unit: 'seconds',
    description: 'From opening to closing; null where there is no close date',
  },
  {
    name: 'updated_after',
    type: 'INTEGER',
    unit: 'seconds',
    description: 'From opening to the last change the City recorded',
  },
  {
    name: 'agency',
    type: 'USMALLINT',
    description: 'Position in words.agency of the index; null where the City wrote none',
  },
  { name: 'method', type: 'VARCHAR', description: 'How it came in' },
  { name: 'address', type: 'VARCHAR', description: 'As published in detail: of sensitive types the block' },
  {
    name: 'longitude',
    type: 'DOUBLE',
    unit: 'degrees',
    description: 'As published in detail, to 5 decimals (about a meter)',
  },
  {
    name: 'latitude',
    type: 'DOUBLE',
    unit: 'degrees',
    description: 'As published in detail, to 5 decimals (about a meter)',
  },
  flag('place_is_block', 'address and point tell the block only'),
  { name: 'location', type: 'UTINYINT', description: codes(locations) },
  { name: 'neighborhood', type: 'USMALLINT', description: 'area_id in areas' },
  { name: 'council_district', type: 'USMALLINT', description: 'area_id in areas' },
  { name: 'community_statistical_area', type: 'USMALLINT', description: 'area_id in areas' },
  { name: 'parent_number', type: 'VARCHAR', description: 'Of a duplicate: the request it repeats, inferred' },
  {
    name: 'successor_number',
    type: 'VARCHAR',
    description: 'Of a transferred request: its successor, inferred',
  },
  flag('closed_instantly', 'closed within the hour it was opened (see detail)'),
  flag('closed_in_batch', 'closed on a day when its type was closed in bulk'),
];

/** One request as a point of the map, or as a neighbor of another; only those with a point of their own. */
export const nearby: Column[] = [
  ...kind,
  {
    name: 'created_at',
    type: 'INTEGER',
    unit: 'minutes',
    description: 'Opened: Baltimore wall clock, counted from 1970 as if it were UTC',
  },
  {
    name: 'due_after',
    type: 'INTEGER',
    unit: 'minutes',
    description: "From opening to the City's due date; null where there is none after the opening",
  },
  {
    name: 'closed_after',
    type: 'INTEGER',
    unit: 'minutes',
    description: 'From opening to closing; null where there is no close date',
  },
  {
    name: 'east',
    type: 'USMALLINT',
    unit: '0.00001°',
    description:
      'From the west edge of the cell that the part is named for; the point as published in detail',
  },
  {
    name: 'north',
    type: 'USMALLINT',
    unit: '0.00001°',
    description: 'From its south edge',
  },
  flag('place_is_block', 'the point tells the block only'),
];

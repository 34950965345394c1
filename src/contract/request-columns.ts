import {
  changeKinds,
  clocks,
  dispositions,
  dueStates,
  locations,
  origins,
  problemClasses,
  statuses,
  workRecords,
} from './code.ts';
import { codes, words, type Column } from './column.ts';

/** What browsers fetch: one narrow row a request. */
export const core: Column[] = [
  { name: 'created_day', type: 'DATE', description: 'Day the request was opened, Baltimore wall clock' },
  { name: 'request_type', type: 'USMALLINT', description: 'request_type_id in request_types' },
  { name: 'neighborhood', type: 'USMALLINT', description: 'area_id of the neighborhood; null where unknown' },
  {
    name: 'council_district',
    type: 'USMALLINT',
    description: 'area_id of the council district; null where unknown',
  },
  {
    name: 'community_statistical_area',
    type: 'USMALLINT',
    description: 'area_id of the community statistical area; null where unknown',
  },
  {
    name: 'police_district',
    type: 'USMALLINT',
    description: 'area_id of the police district; null where unknown',
  },
  { name: 'origin', type: 'UTINYINT', description: `Who opened it: ${codes(origins)}` },
  { name: 'location', type: 'UTINYINT', description: `How good its point is: ${codes(locations)}` },
  {
    name: 'timed',
    type: 'BOOLEAN',
    description:
      'In the timing cohort: a response (not an appointment or sign-up), neither duplicate nor transferred, and a closed one has a close date',
  },
  {
    name: 'due_state',
    type: 'UTINYINT',
    description: `Against the City's own due date at dataThrough: ${codes(dueStates)}`,
  },
  { name: 'status', type: 'UTINYINT', description: codes(statuses) },
  {
    name: 'minutes_to_close',
    type: 'INTEGER',
    unit: 'minutes',
    description: 'From opening to closing, floored at 0; null while open',
  },
  { name: 'disposition', type: 'UTINYINT', description: codes(dispositions) },
  {
    name: 'work_recorded',
    type: 'UTINYINT',
    description: `Does the outcome say work was done: ${codes(workRecords)}`,
  },
  {
    name: 'closed_in_batch',
    type: 'BOOLEAN',
    description: 'Closed on a day when its type was closed in bulk (see bulk_closings)',
  },
];

/** Everything that is published about a request. */
export const detail: Column[] = [
  { name: 'request_number', type: 'VARCHAR', description: "The City's number, unique: 26-00123456" },
  { name: 'request_type', type: 'VARCHAR', description: "The City's name of the type, byte for byte" },
  { name: 'family', type: 'VARCHAR', description: 'Types that residents see as one kind of problem' },
  { name: 'problem_class', type: 'VARCHAR', description: words(problemClasses) },
  { name: 'origin', type: 'VARCHAR', description: `Who opened it: ${words(origins)}` },
  { name: 'clock', type: 'VARCHAR', description: `What its time to close means: ${words(clocks)}` },
  {
    name: 'agency',
    type: 'VARCHAR',
    description: 'Agency as the City wrote it, trimmed; null where it wrote none',
  },
  {
    name: 'method',
    type: 'VARCHAR',
    description: 'How it came in: Phone, API (app or web), System, Internal, Mail, Email',
  },
  { name: 'status', type: 'VARCHAR', description: words(statuses) },
  { name: 'disposition', type: 'VARCHAR', description: words(dispositions) },
  {
    name: 'parent_number',
    type: 'VARCHAR',
    description:
      'Of a duplicate: the request it repeats, inferred by type, place and close; null where none was found',
  },
  {
    name: 'successor_number',
    type: 'VARCHAR',
    description:
      'Of a transferred request: the one that took over, inferred by place and second of opening; null where none was found',
  },
  {
    name: 'outcome',
    type: 'VARCHAR',
    description:
      "The City's words about the result, spaces tidied; null where blank or not a reviewed wording",
  },
  {
    name: 'work_recorded',
    type: 'VARCHAR',
    description: `Does the outcome say work was done: ${words(workRecords)}`,
  },
  { name: 'created_at', type: 'TIMESTAMP', description: 'Opened, Baltimore wall clock' },
  { name: 'due_at', type: 'TIMESTAMP', description: "The City's due date, Baltimore wall clock" },
  { name: 'closed_at', type: 'TIMESTAMP', description: 'Closed, Baltimore wall clock' },
  {
    name: 'updated_at',
    type: 'TIMESTAMP',
    description: 'Last change the City recorded, Baltimore wall clock',
  },
  {
    name: 'minutes_to_close',
    type: 'INTEGER',
    unit: 'minutes',
    description: 'From opening to closing, floored at 0; null while open',
  },
  {
    name: 'due_minutes',
    type: 'INTEGER',
    unit: 'minutes',
    description: 'From opening to the due date; null where the due date is absent or not after the opening',
  },
  { name: 'due_state', type: 'VARCHAR', description: words(dueStates) },
  { name: 'timed', type: 'BOOLEAN', description: 'In the timing cohort (see core)' },
  {
    name: 'closed_instantly',
    type: 'BOOLEAN',
    description: "A resident's request for a response, closed within the hour it was opened",
  },
  {
    name: 'closed_in_batch',
    type: 'BOOLEAN',
    description: 'Closed on a day when its type was closed in bulk (see bulk_closings)',
  },
  {
    name: 'address',
    type: 'VARCHAR',
    description: 'Address as the City wrote it; of sensitive types the block only',
  },
  {
    name: 'longitude',
    type: 'DOUBLE',
    unit: 'degrees',
    description: 'WGS 84; of sensitive types rounded to 0.001',
  },
  {
    name: 'latitude',
    type: 'DOUBLE',
    unit: 'degrees',
    description: 'WGS 84; of sensitive types rounded to 0.001',
  },
  {
    name: 'place_is_block',
    type: 'BOOLEAN',
    description: 'The type is sensitive, so address and point tell the block, not the house',
  },
  { name: 'location', type: 'VARCHAR', description: words(locations) },
  {
    name: 'neighborhood',
    type: 'VARCHAR',
    description: 'By point in polygon; by the label where there is no point',
  },
  { name: 'neighborhood_label', type: 'VARCHAR', description: 'Neighborhood as the City wrote it' },
  { name: 'council_district', type: 'VARCHAR', description: 'By point in polygon' },
  { name: 'community_statistical_area', type: 'VARCHAR', description: 'By point in polygon' },
  { name: 'police_district', type: 'VARCHAR', description: 'By point in polygon' },
  { name: 'census_tract', type: 'VARCHAR', description: 'By point in polygon' },
];

/** What the City changed about a request after the record had shown it. */
export const changes: Column[] = [
  { name: 'seen_at', type: 'TIMESTAMP', description: 'When the service was read and the change seen, UTC' },
  { name: 'seen_before_at', type: 'TIMESTAMP', description: 'The reading before, with the old value, UTC' },
  { name: 'request_number', type: 'VARCHAR', description: "The City's number" },
  { name: 'request_type', type: 'VARCHAR', description: "The City's name of the type, after the change" },
  { name: 'change', type: 'VARCHAR', description: words(changeKinds) },
  { name: 'value_before', type: 'VARCHAR', description: 'Status, due date, close date or type before' },
  { name: 'value_after', type: 'VARCHAR', description: 'The same after; null for a deletion' },
];

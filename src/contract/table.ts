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
} from './code.ts';

/** One published column. `type` is DuckDB's name for it; `unit` is given where a number has one. */
export interface Column {
  name: string;
  type: string;
  unit?: string;
  description: string;
}

const words = (list: readonly string[]): string => list.join(', ');
const codes = (list: readonly string[]): string => list.map((word, code) => `${code} ${word}`).join(', ');

const core: Column[] = [
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
  { name: 'location', type: 'UTINYINT', description: `What its point is worth: ${codes(locations)}` },
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
];

const detail: Column[] = [
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

const areas: Column[] = [
  { name: 'area_id', type: 'USMALLINT', description: 'Key; 1 is the whole city' },
  { name: 'kind', type: 'VARCHAR', description: words(areaKinds) },
  { name: 'name', type: 'VARCHAR', description: 'Name on the boundary map' },
  { name: 'slug', type: 'VARCHAR', description: 'Name in addresses; unique within its kind' },
  { name: 'longitude', type: 'DOUBLE', unit: 'degrees', description: 'A point inside, for a label' },
  { name: 'latitude', type: 'DOUBLE', unit: 'degrees', description: 'A point inside, for a label' },
  { name: 'acres', type: 'DOUBLE', unit: 'acres', description: 'Land and water inside the boundary' },
  {
    name: 'population',
    type: 'INTEGER',
    unit: 'people',
    description: 'Residents in 2020; null where not known',
  },
  {
    name: 'median_household_income',
    type: 'INTEGER',
    unit: 'dollars a year',
    description: 'Null where not known; over several tracts the mean of their medians, weighted by people',
  },
  {
    name: 'median_household_income_margin',
    type: 'INTEGER',
    unit: 'dollars a year',
    description: '90 % margin of error; null where not known',
  },
  {
    name: 'income_top_coded',
    type: 'BOOLEAN',
    description: 'The income rests on one given as "250,000 or more": read it as "at least"',
  },
  ...['black', 'white', 'hispanic'].flatMap((group) => [
    {
      name: `percent_${group}`,
      type: 'DOUBLE',
      unit: 'percent',
      description: `${group[0]?.toUpperCase()}${group.slice(1)} residents; null where not known`,
    },
    {
      name: `percent_${group}_margin`,
      type: 'DOUBLE',
      unit: 'percentage points',
      description: '90 % margin of error; null where not known',
    },
  ]),
  {
    name: 'demographics_method',
    type: 'VARCHAR',
    description: 'published for this very area, the tract itself, or crosswalk: weighted over tracts',
  },
];

const requestTypes: Column[] = [
  { name: 'request_type_id', type: 'USMALLINT', description: 'Key; never used again for another type' },
  { name: 'request_type', type: 'VARCHAR', description: "The City's name, byte for byte" },
  { name: 'name_en', type: 'VARCHAR', description: 'Plain English name' },
  { name: 'name_es', type: 'VARCHAR', description: 'Plain Spanish name' },
  { name: 'family', type: 'VARCHAR', description: 'Types that residents see as one kind of problem' },
  { name: 'problem_class', type: 'VARCHAR', description: words(problemClasses) },
  { name: 'origin', type: 'VARCHAR', description: `What the type alone implies: ${words(origins)}` },
  { name: 'clock', type: 'VARCHAR', description: words(clocks) },
  { name: 'sensitive', type: 'BOOLEAN', description: 'Shown by block, not by house' },
  {
    name: 'current_name',
    type: 'VARCHAR',
    description: "The City's name of this type today, where it was renamed",
  },
  {
    name: 'reviewed',
    type: 'BOOLEAN',
    description: 'False: not in the reference table yet, shown under its own name',
  },
  { name: 'requests', type: 'INTEGER', unit: 'requests', description: 'Rows of this type in the record' },
];

const agencies: Column[] = [
  { name: 'agency', type: 'VARCHAR', description: 'Agency as the City wrote it, trimmed' },
  { name: 'name_en', type: 'VARCHAR', description: 'Plain English name' },
  { name: 'name_es', type: 'VARCHAR', description: 'Plain Spanish name' },
  { name: 'requests', type: 'INTEGER', unit: 'requests', description: 'Rows of this agency in the record' },
];

const summaryAreas: Column[] = [
  { name: 'metric', type: 'VARCHAR', description: 'Metric id in the registry' },
  { name: 'period', type: 'VARCHAR', description: 'Period id' },
  { name: 'kind', type: 'VARCHAR', description: words(areaKinds) },
  { name: 'area_id', type: 'USMALLINT', description: 'Key in areas' },
  { name: 'n', type: 'INTEGER', unit: 'requests', description: 'Requests the value rests on' },
  { name: 'value', type: 'DOUBLE', description: "In the metric's unit; null where it cannot be said" },
  { name: 'beyond_horizon', type: 'BOOLEAN', description: 'The median lies beyond the horizon' },
];

const summaryTypes: Column[] = [
  { name: 'period', type: 'VARCHAR', description: 'Period id' },
  { name: 'origin', type: 'VARCHAR', description: words(origins) },
  { name: 'request_type_id', type: 'USMALLINT', description: 'Key in request_types' },
  { name: 'requests', type: 'INTEGER', unit: 'requests', description: 'Requests opened in the period' },
];

const changes: Column[] = [
  { name: 'seen_at', type: 'TIMESTAMP', description: 'When the service was read and the change seen, UTC' },
  { name: 'seen_before_at', type: 'TIMESTAMP', description: 'The reading before, with the old value, UTC' },
  { name: 'request_number', type: 'VARCHAR', description: "The City's number" },
  { name: 'request_type', type: 'VARCHAR', description: "The City's name of the type, after the change" },
  { name: 'change', type: 'VARCHAR', description: words(changeKinds) },
  { name: 'value_before', type: 'VARCHAR', description: 'Status, due date, close date or type before' },
  { name: 'value_after', type: 'VARCHAR', description: 'The same after; null for a deletion' },
];

const dueRuleVersions: Column[] = [
  { name: 'request_type_id', type: 'USMALLINT', description: 'Key in request_types' },
  { name: 'version', type: 'INTEGER', description: 'Counts the rules of a type, oldest first' },
  { name: 'from_month', type: 'VARCHAR', description: 'First month (YYYY-MM) in which it was seen' },
  { name: 'to_month', type: 'VARCHAR', description: 'Last month in which it was seen' },
  {
    name: 'rule',
    type: 'VARCHAR',
    description:
      'calendar: so many minutes after opening; business_days; mixed: no rule that half of the requests follow',
  },
  {
    name: 'due_minutes',
    type: 'INTEGER',
    unit: 'minutes',
    description: 'From opening to the due date; business days count 1,440 each; null for mixed',
  },
  {
    name: 'requests',
    type: 'INTEGER',
    unit: 'requests',
    description: 'Opened Monday to Friday, with a due date',
  },
  {
    name: 'share_following',
    type: 'DOUBLE',
    description: 'Of those, the share that follows the rule, 0 to 1',
  },
];

const bulkClosings: Column[] = [
  { name: 'request_type_id', type: 'USMALLINT', description: 'Key in request_types' },
  { name: 'day', type: 'DATE', description: 'Day of closing' },
  {
    name: 'rule',
    type: 'VARCHAR',
    description:
      'minute: 20 or more within one minute; day: over 8 times the usual number, over 3 times as old as usual',
  },
  { name: 'requests', type: 'INTEGER', unit: 'requests', description: 'Closed that day, older than an hour' },
  { name: 'most_in_a_minute', type: 'INTEGER', unit: 'requests', description: 'Null where no minute had 20' },
  {
    name: 'usual_requests',
    type: 'DOUBLE',
    unit: 'requests',
    description: 'Median of days on which the type closes',
  },
  { name: 'age_days', type: 'DOUBLE', unit: 'days', description: 'Median age of those closed that day' },
  { name: 'usual_age_days', type: 'DOUBLE', unit: 'days', description: 'Median of the daily medians' },
];

const problems: Column[] = [
  { name: 'period', type: 'VARCHAR', description: 'all, or 365d: the last 365 days' },
  { name: 'problem', type: 'VARCHAR', description: words(problemIds) },
  { name: 'requests', type: 'INTEGER', unit: 'requests', description: 'Requests that have it' },
  { name: 'of', type: 'INTEGER', unit: 'requests', description: 'Requests that could have it' },
];

const problemTypes: Column[] = [
  { name: 'problem', type: 'VARCHAR', description: 'closed_instantly, closed_in_batch or work_not_stated' },
  { name: 'request_type_id', type: 'USMALLINT', description: 'Key in request_types' },
  {
    name: 'requests',
    type: 'INTEGER',
    unit: 'requests',
    description: 'Requests that have it, last 365 days',
  },
  { name: 'of', type: 'INTEGER', unit: 'requests', description: 'Requests that could have it' },
];

/** Every published table and its columns, in order. The data dictionary and the writers read this. */
export const tables = {
  core,
  detail,
  areas,
  request_types: requestTypes,
  agencies,
  changes,
  due_rule_versions: dueRuleVersions,
  bulk_closings: bulkClosings,
  problems,
  problem_types: problemTypes,
  summary_areas: summaryAreas,
  summary_types: summaryTypes,
} as const;

export type TableName = keyof typeof tables;

/** Tables cut into files by month: of opening, and for `changes` of being seen. */
export const monthlyTables: readonly TableName[] = ['core', 'detail', 'changes'];

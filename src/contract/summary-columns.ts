import { areaKinds, origins, problemIds } from './code.ts';
import { words, type Column } from './column.ts';

/** Rules behind due dates. */
export const dueRuleVersions: Column[] = [
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

/** Days on which a type was closed in bulk. */
export const bulkClosings: Column[] = [
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

/** Known problems, counted. */
export const problems: Column[] = [
  { name: 'period', type: 'VARCHAR', description: 'all, or 365d: the last 365 days' },
  { name: 'problem', type: 'VARCHAR', description: words(problemIds) },
  { name: 'requests', type: 'INTEGER', unit: 'requests', description: 'Requests that have it' },
  { name: 'of', type: 'INTEGER', unit: 'requests', description: 'Requests that could have it' },
];

/** The types that have most of a problem. */
export const problemTypes: Column[] = [
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

/** Answers of the default pages. */
export const summaryAreas: Column[] = [
  { name: 'metric', type: 'VARCHAR', description: 'Metric id in the registry' },
  { name: 'period', type: 'VARCHAR', description: 'Period id' },
  { name: 'kind', type: 'VARCHAR', description: words(areaKinds) },
  { name: 'area_id', type: 'USMALLINT', description: 'Key in areas' },
  { name: 'n', type: 'INTEGER', unit: 'requests', description: 'Requests the value rests on' },
  { name: 'value', type: 'DOUBLE', description: "In the metric's unit; null where it cannot be said" },
  { name: 'beyond_horizon', type: 'BOOLEAN', description: 'The median lies beyond the horizon' },
];

/** How often each type was asked. */
export const summaryTypes: Column[] = [
  { name: 'period', type: 'VARCHAR', description: 'Period id' },
  { name: 'origin', type: 'VARCHAR', description: words(origins) },
  { name: 'request_type_id', type: 'USMALLINT', description: 'Key in request_types' },
  { name: 'requests', type: 'INTEGER', unit: 'requests', description: 'Requests opened in the period' },
];

/** How long requests of a type take: residents' requests of the last 365 days, citywide (see median_days_to_close). */
export const typeTimes: Column[] = [
  { name: 'request_type_id', type: 'USMALLINT', description: 'Key in request_types' },
  {
    name: 'n',
    type: 'INTEGER',
    unit: 'requests',
    description: 'Requests of the timing cohort opened at least 90 days before the record ends',
  },
  {
    name: 'p50_minutes',
    type: 'INTEGER',
    unit: 'minutes',
    description: 'Half were closed within; null where that lies beyond 90 days',
  },
  {
    name: 'p90_minutes',
    type: 'INTEGER',
    unit: 'minutes',
    description: '90 of 100 were closed within; null where that lies beyond 90 days',
  },
  { name: 'p50_beyond_horizon', type: 'BOOLEAN', description: 'The median lies beyond 90 days' },
  { name: 'p90_beyond_horizon', type: 'BOOLEAN', description: 'The 90th percentile lies beyond 90 days' },
];

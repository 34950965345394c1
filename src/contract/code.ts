/**
 * Small closed vocabularies of the record. `core` stores the position in the list (one byte a row);
 * `detail` stores the word itself. A list only ever grows at its end: positions are published.
 */
export const origins = ['resident', 'city', 'information', 'administrative'] as const;
export const problemClasses = ['defect', 'nuisance', 'service', 'none'] as const;
export const clocks = ['response', 'appointment', 'sign_up', 'none'] as const;
export const statuses = ['open', 'closed'] as const;
export const dispositions = ['none', 'duplicate', 'transferred'] as const;
export const workRecords = ['yes', 'no', 'not_stated'] as const;
export const locations = ['point', 'placeholder', 'outside', 'missing'] as const;

/**
 * Where a request stands against the City's own due date at the record's last moment:
 * no usable due date, closed by it, late (closed after it, or still open past it), or due later.
 */
export const dueStates = ['none', 'met', 'missed', 'not_yet'] as const;

/** What the nightly job notes when the City changes a request that the record already had. */
export const changeKinds = [
  'reopened',
  'due_date_moved',
  'type_changed',
  'closed_in_hindsight',
  'close_date_moved',
  'deleted',
] as const;

/** Known problems of the record, counted in every publication. */
export const problemIds = [
  'no_point',
  'placeholder_point',
  'outside_city',
  'no_neighborhood',
  'other_neighborhood_label',
  'no_agency',
  'no_due_date',
  'closed_instantly',
  'closed_in_batch',
  'closed_before_opened',
  'no_close_date',
  'opened_at_midnight',
  'city_closed_at_once',
  'duplicate',
  'duplicate_without_parent',
  'transferred',
  'transferred_without_successor',
  'work_not_stated',
  'place_is_block',
] as const;

export const areaKinds = [
  'city',
  'neighborhood',
  'council_district',
  'community_statistical_area',
  'police_district',
  'census_tract',
] as const;

export type Origin = (typeof origins)[number];
export type ProblemClass = (typeof problemClasses)[number];
export type Clock = (typeof clocks)[number];
export type DueState = (typeof dueStates)[number];
export type ChangeKind = (typeof changeKinds)[number];
export type ProblemId = (typeof problemIds)[number];
export type AreaKind = (typeof areaKinds)[number];

/** The `area_id` of the whole city, in every record. */
export const cityAreaId = 1;

/** Position of `word` in `list`, as `core` stores it. */
export function codeOf<Word extends string>(list: readonly Word[], word: Word): number {
  return list.indexOf(word);
}

import { parseDueRule, type DueRule } from './due.ts';
import { isSeason, isShift, type Season, type Shift } from './rhythm.ts';
import { cell, readTable } from '../table.ts';

/** How one of the City's request types behaves in the made-up record. */
export interface RequestType {
  name: string;
  /** Null for the types that come without an agency. */
  agency: string | null;
  /** Of a thousand requests, duplicates and transfers left out. */
  perMille: number;
  season: Season;
  /** Whose day the creates follow. */
  shift: Shift;
  due: DueRule;
  /** Closing time of those that close; log-normal. Unused for `instant`. */
  medianDays: number;
  p90Days: number;
  /** Share that nobody ever closes. */
  neverShare: number;
  /** When closes happen: any hour of a working day, at a desk, around the week, or at creation. */
  hours: 'crew' | 'office' | 'day' | 'instant';
  /** Names in method.ts and outcome.ts. */
  methods: string;
  outcomes: string;
  point: 'address' | 'none' | 'mailroom';
  /** Poorer places report more of a type with a positive tilt: log of the odds per standard deviation of income. */
  tilt: number;
  /** Share of requests that get a duplicate while they are open. */
  duplicateShare: number;
  /** Name of the type that some are handed on as; null for none. */
  transfersTo: string | null;
}

/** The table of request types, in its own order. */
export function readRequestTypes(): RequestType[] {
  return readTable('sample/request_types.csv').map((row) => ({
    name: cell(row, 'name'),
    agency: cell(row, 'agency') || null,
    perMille: Number(cell(row, 'per_mille')),
    season: oneOf(cell(row, 'season'), isSeason),
    shift: oneOf(cell(row, 'shift'), isShift),
    due: parseDueRule(cell(row, 'due')),
    medianDays: Number(cell(row, 'median_days')),
    p90Days: Number(cell(row, 'p90_days')),
    neverShare: Number(cell(row, 'never_share')),
    hours: oneOf(cell(row, 'hours'), isHours),
    methods: cell(row, 'methods'),
    outcomes: cell(row, 'outcomes'),
    point: oneOf(cell(row, 'point'), isPoint),
    tilt: Number(cell(row, 'tilt')),
    duplicateShare: Number(cell(row, 'duplicates')),
    transfersTo: cell(row, 'transfers_to') || null,
  }));
}

function isHours(text: string): text is RequestType['hours'] {
  return ['crew', 'office', 'day', 'instant'].includes(text);
}

function isPoint(text: string): text is RequestType['point'] {
  return ['address', 'none', 'mailroom'].includes(text);
}

function oneOf<Value extends string>(text: string, is: (text: string) => text is Value): Value {
  if (!is(text)) throw new Error(`request_types.csv: "${text}" is not a value of its column`);
  return text;
}

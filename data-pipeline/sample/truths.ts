/**
 * What is true in the made-up record, and nowhere else. The generator reads these constants; the tests recover each
 * of them from the rows alone. Everything else about the rows only has to look like Baltimore.
 *
 * Also invented: outlines of areas (grown around the label points of the real neighborhoods), police district
 * centers, crew yards, street numbers, every request.
 */

/**
 * 1. Income: a raw gap that is all mix. How long a request takes depends on its type (and, for three types, on the
 * yard), never on the income of the place. Poorer places report more of the types with a positive `tilt` in
 * request_types.csv, and these are the slow ones: so poorer places wait longer over all requests, and not at all
 * longer for the same request.
 */
export const likeForLikeIncomeGap = 0;

/** Crews of four invented yards; each serves whole (made-up) police districts, see district.ts. */
export type Yard = 'Jones Falls Yard' | 'Herring Run Yard' | 'Gwynns Falls Yard' | 'Middle Branch Yard';

/**
 * 2. Service area: a real gap. One yard takes `factor` times as long, for these types only. It serves the
 * Northeastern and Eastern districts, where about 26 % of the people live; the correlation of "lives there" with the
 * logarithm of neighborhood income is +0.01, so it cannot pass for an income gap, nor hide one.
 */
export const slowYard: { yard: Yard; requestTypes: readonly string[]; factor: number } = {
  yard: 'Herring Run Yard',
  requestTypes: ['SW-Dirty Alley', 'SW-Dirty Street', 'SW-Rat Rubout'],
  factor: 1.5,
};

/**
 * 3. Reported again: of 100 closed requests of these types, 10 are followed by a new resident request of the same
 * type at the same address, later than `fromDays` and at most `toDays` after the close. 5 of 100 windows of the same
 * length that do not follow a close hold one too: each spot is reported at that steady rate whatever the City does,
 * and the other 5 come from the closes.
 */
export const reportedAgain = {
  requestTypes: ['TRM-Potholes', 'BGE-StLight(s) Out'],
  fromDays: 1,
  toDays: 30,
  shareAfterClose: 0.1,
  shareAnyway: 0.05,
} as const;

/**
 * 4. Mass closing: on one day, 60 % into the span, the oldest open requests of one type (older than
 * `minimumAgeDays`) are closed within ten minutes, one in a thousand of all rows at most.
 */
export const massClosing = {
  requestType: 'HCD-Vacant Building',
  agency: 'Housing',
  shareOfSpan: 0.6,
  startHour: 16,
  withinMinutes: 10,
  minimumAgeDays: 30,
  shareOfRows: 0.001,
} as const;

/**
 * 5. Target change: requests of this type are due after 7 calendar days; from the first day of a month in the middle
 * of the span, after 7 business days (9 to 11 calendar days). The crews work as before.
 */
export const targetChange = {
  requestType: 'SW-Dirty Alley',
  calendarDaysBefore: 7,
  businessDaysAfter: 7,
} as const;

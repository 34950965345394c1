/**
 * What is true in the made-up record, and nowhere else. The generator reads these constants; the tests recover each
 * of them from the rows alone. Everything else about the rows only has to look like Baltimore.
 *
 * Also invented: all figures about residents but incomes and shares of Black residents of statistical areas (those are the
 * real ones, rounded), and all their margins; outlines of areas (grown around the label points of the real neighborhoods), police district
 * centers, crew yards, street numbers, every request.
 */

/**
 * 1. Income: a raw gap that is all mix. How long a request takes depends on its type (and, for three types, on the
 * yard), never on the income of the place. Poorer places report more of the types with a positive `tilt` in
 * request_types.csv, and these are the slow ones: so over all resident field requests the poorest fifth of the people
 * waits about 4 days at the median and the richest 1.8, with 71 and 77 % on time; for the same request they wait alike.
 */
export const likeForLikeIncomeGap = 0;

/** Crews of four invented yards; each serves whole (made-up) police districts, see district.ts. */
export type Yard = 'Jones Falls Yard' | 'Herring Run Yard' | 'Gwynns Falls Yard' | 'Middle Branch Yard';

/**
 * 2. Service area: a real gap. One yard takes `factor` times as long, for these types only. It serves the
 * Northeastern and Eastern districts, where 26 % of the people live: 20 % of the poorest fifth and 19 % of the richest
 * (by income of their statistical area). The correlation of "lives there" with the logarithm of that income is +0.05,
 * so it cannot pass for an income gap, nor hide one. By the share of Black residents it serves 8 % of the lowest fifth and
 * 26 % of the highest, by Spanish at home 8 % and 21 %: there a part of what looks like handling is the yard, which goes
 * away within police districts.
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
 * and the other 5 come from the closes. A window before a request is no such window when that request is itself a
 * re-report: half of all second reports would be counted as "anyway". Ask windows that follow no close.
 * In a short span with many rows there may be too few houses for so low a rate; at the default sizes there are enough.
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

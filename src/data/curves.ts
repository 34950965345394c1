import { kaplanMeier, quantileOf, type SurvivalCurve } from '../statistics/survival.ts';

/** A row of `curveStatement`. */
export interface CurveRow {
  side: number;
  quarter_hours: number;
  closed: number;
  open: number;
}

/** How long requests of one group took. */
export interface CurveSide {
  n: number;
  /** Share closed within so many days, from 0 to 1, with its 95 % band; at the days that a chart shows. */
  points: { days: number; closed: number; low: number; high: number }[];
  /** Days within which a share was closed, with their interval; null beyond the last day. */
  percentiles: { share: number; days: number | null; low: number | null; high: number | null }[];
}

export interface Curves {
  sides: [CurveSide, CurveSide];
  /** Days beyond which nothing is shown: 90, or fewer in a record too young to have watched any request so long. */
  lastDay: number;
}

/** Days that the curves show at most. */
const curveDays = 90;

const shares = [0.25, 0.5, 0.75, 0.9];
const quarterHoursADay = 96;

/** The curves of two groups from the rows of `curveStatement`, by Kaplan and Meier. */
export function curvesOf(rows: readonly CurveRow[]): Curves {
  const curves = ([0, 1] as const).map((side) => {
    const own = rows.filter((row) => row.side === side);
    return {
      n: own.reduce((sum, { closed, open }) => sum + closed + open, 0),
      curve: kaplanMeier(own.map(({ quarter_hours: time, closed, open }) => ({ time, closed, open }))),
    };
  });
  const watchedDays = Math.min(...curves.map(({ curve }) => Math.floor(curve.lastTime / quarterHoursADay)));
  const lastDay = Math.max(1, Math.min(curveDays, watchedDays));
  const sideOf = ({ n, curve }: (typeof curves)[number]): CurveSide => {
    const inDays = (quarterHours: number | null): number | null =>
      quarterHours === null || quarterHours > lastDay * quarterHoursADay
        ? null
        : quarterHours / quarterHoursADay;
    return {
      n,
      points: pointsOf(curve, lastDay),
      percentiles: shares.map((share) => {
        const { value, low, high } = quantileOf(curve, share);
        return { share, days: inDays(value), low: inDays(low), high: inDays(high) };
      }),
    };
  };
  return { sides: [sideOf(curves[0]!), sideOf(curves[1]!)], lastDay };
}

/** The curve at every quarter of a day for ten days, then at every day: finer than a screen shows. */
function pointsOf({ steps }: SurvivalCurve, lastDay: number): CurveSide['points'] {
  const times = [
    ...Array.from({ length: 40 }, (_, index) => index / 4),
    ...Array.from({ length: curveDays - 9 }, (_, index) => index + 10),
  ].filter((days) => days <= lastDay);
  let at = -1;
  return times.map((days) => {
    while (at + 1 < steps.length && steps[at + 1]!.time <= days * quarterHoursADay) at += 1;
    const step = steps[at];
    if (step === undefined) return { days, closed: 0, low: 0, high: 0 };
    const { survival, low, high } = step;
    return { days, closed: 1 - survival, low: 1 - (high ?? survival), high: 1 - (low ?? survival) };
  });
}

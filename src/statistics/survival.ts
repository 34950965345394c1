import { z95, type Interval } from './interval.ts';

/** What ended at one time after creation: requests that closed and ones that were last seen open. */
export interface TimeCount {
  /** Since creation, at least 0, in any one unit. */
  time: number;
  closed: number;
  open: number;
}

/** The curve from one time at which requests closed to the next. */
export interface SurvivalStep {
  time: number;
  /** Requests that were open and watched just before. */
  atRisk: number;
  closed: number;
  /** Share still open from here on, 0 to 1. */
  survival: number;
  /** 95 % limits of that share; null where none is open any more, which has no standard error. */
  low: number | null;
  high: number | null;
}

/** The share still open by time since creation. It is 1 before the first step. */
export interface SurvivalCurve {
  steps: SurvivalStep[];
  /** The longest time for which any request was watched; the curve says nothing beyond. */
  lastTime: number;
}

/** The scale on which limits are symmetric: that of ln(−ln S), of ln S, or of S itself. */
export type BandScale = 'log-log' | 'log' | 'plain';

/** Shares that differ by less are the same: √ε, as in R. */
const shareTolerance = Math.sqrt(Number.EPSILON);

/** 95 % limits of a share still open whose relative standard error is `error`, both above 0. */
function limits(survival: number, error: number, scale: BandScale): Interval {
  if (scale === 'plain') {
    const reach = z95 * error * survival;
    return { low: Math.max(0, survival - reach), high: Math.min(1, survival + reach) };
  }
  if (scale === 'log') {
    const factor = Math.exp(z95 * error);
    return { low: survival / factor, high: Math.min(1, survival * factor) };
  }
  const power = Math.exp((z95 * error) / -Math.log(survival));
  return { low: survival ** power, high: survival ** (1 / power) };
}

/**
 * The share still open by time since creation, open requests counted for as long as they were watched (Kaplan and Meier
 * 1958, Journal of the American Statistical Association 53:457–481), with limits at each time from Greenwood's variance
 * (1926, Reports on Public Health and Medical Subjects 33). Needs that being last seen open says nothing about how much
 * longer a request takes.
 * @param times in ascending order, each once. At one time requests close before others are last seen open.
 * @param scale of the limits; ln(−ln S) keeps them within 0 and 1 and suits small samples (Borgan and Liestøl 1990,
 *   Scandinavian Journal of Statistics 17:35–41).
 * @throws RangeError for times that do not ascend from 0 and for counts below 0.
 */
export function kaplanMeier(times: readonly TimeCount[], scale: BandScale = 'log-log'): SurvivalCurve {
  let atRisk = times.reduce((sum, { closed, open }) => sum + closed + open, 0);
  let [survival, variance, lastTime] = [1, 0, -Infinity];
  const steps: SurvivalStep[] = [];
  for (const { time, closed, open } of times) {
    if (!(time >= 0 && time > lastTime)) throw new RangeError(`Time ${time} does not ascend from 0`);
    if (!(closed >= 0 && open >= 0)) throw new RangeError(`Counts below 0 at time ${time}`);
    lastTime = time;
    if (closed > 0) {
      const left = atRisk - closed;
      survival *= left / atRisk;
      variance += closed / (atRisk * left);
      const band = left > 0 ? limits(survival, Math.sqrt(variance), scale) : { low: null, high: null };
      steps.push({ time, atRisk, closed, survival, ...band });
    }
    atRisk -= closed + open;
  }
  return { steps, lastTime: Math.max(0, lastTime) };
}

/**
 * The time by which a falling height has come down to 1 − share; halfway to the next fall where it stays exactly there,
 * as in R's `quantile.survfit`; null where it never comes down.
 */
function timeAt(
  { steps, lastTime }: SurvivalCurve,
  share: number,
  heightOf: (step: SurvivalStep) => number | null,
): number | null {
  let reached: number | null = null;
  for (const step of steps) {
    const height = heightOf(step);
    if (height === null) continue;
    const fallen = 1 - height;
    if (reached === null && fallen + shareTolerance >= share) reached = step.time;
    if (reached !== null && fallen - shareTolerance >= share) return (reached + step.time) / 2;
  }
  const last = steps.at(-1);
  return reached === null || last === undefined || heightOf(last) === null ? null : (reached + lastTime) / 2;
}

/**
 * The time by which a share had closed, with the 95 % interval of Brookmeyer and Crowley (1982, Biometrics 38:29–41): the
 * times at which the curve's lower and upper limits come down to the same share.
 * @param share closed, above 0 and below 1: 0.5 for the median.
 * @returns times in the curve's unit; null where the curve or the limit never comes down so far.
 * @throws RangeError for a share outside of that.
 */
export function quantileOf(
  curve: SurvivalCurve,
  share: number,
): { value: number | null; low: number | null; high: number | null } {
  if (!(share > 0 && share < 1)) throw new RangeError(`A share of ${share} is not between 0 and 1`);
  return {
    value: timeAt(curve, share, ({ survival }) => survival),
    low: timeAt(curve, share, ({ low }) => low),
    high: timeAt(curve, share, ({ high }) => high),
  };
}

/**
 * The mean of min(time, tau), the area under the curve up to tau, with its standard error (Klein and Moeschberger 2003,
 * "Survival Analysis", 2nd ed., section 4.5), both in the curve's unit. Unlike R, which goes on at the last height, it
 * says nothing where some were still open when the last request was watched and tau is later.
 * @param tau above 0.
 * @returns null for a tau beyond what was watched.
 * @throws RangeError for a tau of 0 or less.
 */
export function restrictedMean(
  { steps, lastTime }: SurvivalCurve,
  tau: number,
): { mean: number; standardError: number } | null {
  if (!(tau > 0)) throw new RangeError(`A mean up to ${tau} is not one`);
  const isAllClosed = steps.at(-1)?.survival === 0;
  if (tau > lastTime && !isAllClosed) return null;
  let [area, variance, next] = [0, 0, tau];
  for (const { time, atRisk, closed, survival } of steps.filter((step) => step.time <= tau).reverse()) {
    area += survival * (next - time);
    if (atRisk > closed) variance += (area * area * closed) / (atRisk * (atRisk - closed));
    next = time;
  }
  return { mean: area + next, standardError: Math.sqrt(variance) };
}

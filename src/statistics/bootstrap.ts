import { decompose, type Decomposition } from './kitagawa.ts';
import type { Random } from './random.ts';
import type { Observations, Tally } from './tally.ts';

/** Requests of each day, added up by side and stratum, ready to be drawn. */
export interface DayBlocks {
  strata: number;
  /** First entry of each day, and one past the last: entries of day d are `from[d]` to `from[d + 1] − 1`. */
  from: Int32Array;
  side: Uint8Array;
  stratum: Int32Array;
  n: Float64Array;
  sum: Float64Array;
  /** Days that are drawn in place of each other: those of one month. */
  months: Int32Array[];
}

/**
 * Adds up requests by day.
 * @param monthOfDay the month of each day, as a code from 0: strata are of one month, so days are drawn within it.
 */
export function dayBlocksOf(
  { side, stratum, day, outcome, strata }: Observations,
  monthOfDay: Int32Array,
): DayBlocks {
  const days = monthOfDay.length;
  const cells = new Map<number, { n: number; sum: number }>();
  for (let index = 0; index < side.length; index += 1) {
    const key = (day[index]! * 2 + side[index]!) * strata + stratum[index]!;
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, { n: 1, sum: outcome[index]! });
    else {
      cell.n += 1;
      cell.sum += outcome[index]!;
    }
  }
  const keys = Float64Array.from(cells.keys()).sort();
  const blocks: DayBlocks = {
    strata,
    from: new Int32Array(days + 1),
    side: new Uint8Array(keys.length),
    stratum: new Int32Array(keys.length),
    n: new Float64Array(keys.length),
    sum: new Float64Array(keys.length),
    months: monthsOf(monthOfDay),
  };
  keys.forEach((key, index) => {
    const cell = cells.get(key)!;
    const rest = key % (2 * strata);
    blocks.from[(key - rest) / (2 * strata) + 1]! += 1;
    blocks.side[index] = Math.floor(rest / strata);
    blocks.stratum[index] = rest % strata;
    blocks.n[index] = cell.n;
    blocks.sum[index] = cell.sum;
  });
  for (let at = 0; at < days; at += 1) blocks.from[at + 1]! += blocks.from[at]!;
  return blocks;
}

function monthsOf(monthOfDay: Int32Array): Int32Array[] {
  const months = Map.groupBy(monthOfDay.keys(), (day) => monthOfDay[day]!);
  return [...months.values()].map((days) => Int32Array.from(days));
}

/**
 * Draws whole days again, with replacement, within each month, and splits the gap of the days drawn (the block
 * bootstrap: Davison & Hinkley 1997, "Bootstrap methods and their application", ch. 8). It allows for requests of a day
 * that go together; not for places that differ.
 */
export function drawDays(blocks: DayBlocks, random: Random): Pick<Decomposition, 'raw' | 'mix' | 'handling'> {
  const { strata, from, side, stratum, n, sum, months } = blocks;
  const times = new Int32Array(from.length - 1);
  for (const days of months)
    for (let draw = 0; draw < days.length; draw += 1) times[days[random.below(days.length)]!]! += 1;
  const tally: Tally & { total: [number, number] } = {
    strata,
    n: [new Float64Array(strata), new Float64Array(strata)],
    sum: [new Float64Array(strata), new Float64Array(strata)],
    total: [0, 0],
  };
  for (let day = 0; day < times.length; day += 1) {
    const drawn = times[day]!;
    if (drawn === 0) continue;
    for (let entry = from[day]!; entry < from[day + 1]!; entry += 1) {
      const at = side[entry]! as 0 | 1;
      const key = stratum[entry]!;
      tally.n[at][key]! += drawn * n[entry]!;
      tally.sum[at][key]! += drawn * sum[entry]!;
      tally.total[at] += drawn * n[entry]!;
    }
  }
  return decompose(tally);
}

/** The middle 95 % of draws: the 2.5th and the 97.5th percentile, by the nearest rank. */
export function middleOf(draws: readonly number[]): { low: number; high: number } {
  const sorted = Float64Array.from(draws).sort();
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  return { low: at(0.025), high: at(0.975) };
}

import type { Influence } from './influence.ts';
import type { Observations } from './tally.ts';

/** A figure's standard error, and how many clusters of places it rests on. */
export interface ClusteredError {
  standardError: number;
  /** Places that hold requests of either side. */
  areas: number;
}

/**
 * The standard error of a figure when requests of one place, and requests of one day, go together: crews serve whole
 * places, storms and batches fall on whole days. Two-way clustering adds the variance between places to that between
 * days and takes off what both count, the variance between single days of single places (Cameron, Gelbach & Miller 2011,
 * "Robust inference with multiway clustering", Journal of Business & Economic Statistics 29:238–249); each with the
 * correction G ÷ (G − 1) for G clusters. The difference of the three may by luck come out far too small: it is never taken
 * for less than half of what single days of single places give.
 * @param byArea false where a side is one place, which says nothing about how places differ: days alone count.
 */
export function clusteredError(
  { side, stratum, area, day, outcome, strata, areas: areaCount, days: dayCount }: Observations,
  influence: Influence,
  byArea = true,
): ClusteredError {
  const { base, slope } = flat(influence, strata);
  const ofArea = new Float64Array(areaCount);
  const ofDay = new Float64Array(dayCount);
  const ofCell = new Float64Array(byArea ? areaCount * dayCount : 0);
  const areaSeen = new Uint8Array(areaCount);
  const daySeen = new Uint8Array(dayCount);
  for (let index = 0; index < side.length; index += 1) {
    const key = side[index]! * strata + stratum[index]!;
    const value = base[key]! + slope[key]! * outcome[index]!;
    const place = area[index]!;
    const when = day[index]!;
    ofDay[when]! += value;
    daySeen[when] = 1;
    ofArea[place]! += value;
    areaSeen[place] = 1;
    if (byArea) ofCell[place * dayCount + when]! += value;
  }
  const areas = sum(areaSeen);
  const betweenDays = squares(ofDay) * small(sum(daySeen));
  if (!byArea) return { standardError: Math.sqrt(betweenDays), areas };
  const betweenCells = squares(ofCell);
  const both = squares(ofArea) * small(areas) + betweenDays - betweenCells;
  return { standardError: Math.sqrt(Math.max(both, betweenCells / 2)), areas };
}

/** An influence as base + slope × outcome, both sides in one row: what the loop over all requests reads. */
function flat(
  { constant, slope, center }: Influence,
  strata: number,
): { base: Float64Array; slope: Float64Array } {
  const made = { base: new Float64Array(2 * strata), slope: new Float64Array(2 * strata) };
  for (const side of [0, 1] as const) {
    for (let key = 0; key < strata; key += 1) {
      made.slope[side * strata + key] = slope[side][key]!;
      made.base[side * strata + key] = constant[side][key]! - slope[side][key]! * center[side][key]!;
    }
  }
  return made;
}

function squares(numbers: Float64Array): number {
  let total = 0;
  for (let index = 0; index < numbers.length; index += 1) total += numbers[index]! * numbers[index]!;
  return total;
}

function sum(marks: Uint8Array): number {
  let total = 0;
  for (let index = 0; index < marks.length; index += 1) total += marks[index]!;
  return total;
}

const small = (clusters: number): number => (clusters > 1 ? clusters / (clusters - 1) : 1);

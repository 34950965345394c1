/** Five classes of one hue, the last the darkest; values outside have none. */
export const classCount = 5;

/**
 * Upper bounds of the first four of five classes, so that each holds about as many areas: readable however skewed
 * the values are. Bounds are rounded to two significant digits, so that a legend can say them.
 * @param values in any order; at least one.
 */
export function classBounds(values: readonly number[]): number[] {
  const sorted = [...values].sort((first, second) => first - second);
  const bounds = Array.from({ length: classCount - 1 }, (_, index) => {
    const position = ((index + 1) * sorted.length) / classCount;
    return twoDigits(sorted[Math.min(sorted.length - 1, Math.floor(position))] ?? 0);
  });
  return [...new Set(bounds)];
}

/** Class of a value, 0 for the smallest: a value equal to a bound belongs below it. */
export function classOf(value: number, bounds: readonly number[]): number {
  const index = bounds.findIndex((bound) => value <= bound);
  return index === -1 ? bounds.length : index;
}

/** Rounds to two significant digits: 0.0234 → 0.023, 83.4 → 83. */
function twoDigits(value: number): number {
  return value === 0 ? 0 : Number(value.toPrecision(2));
}

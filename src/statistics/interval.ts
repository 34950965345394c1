/** The standard normal's 97.5th percentile: standard errors on each side of a 95 % interval. */
export const z95 = 1.959963984540054;

/** Two limits between which a true figure lies 95 times of 100, in the figure's unit. */
export interface Interval {
  low: number;
  high: number;
}

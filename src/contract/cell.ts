import type { PartIndex } from './part.ts';

/**
 * The cut of `nearby` by place. Points are counted in hundred-thousandths of a degree (about a meter) from the corner
 * where all degrees are positive; a cell is 500 of these wide and high. A cell with many requests is cut in four, and again:
 * the key of a quarter is its cell's with a digit for each cut, `20677-25858-21`, 0 south-west, 1 south-east, 2
 * north-west, 3 north-east.
 */
const corner = { longitude: -180, latitude: -90 };
const stepsInDegree = 100_000;

/** Side of a cell: 0.005°, about 430 m from west to east and 560 m from south to north in Baltimore. */
export const cellSteps = 500;
/** A cell or quarter with more requests than this is cut in four. */
export const mostRowsInCell = 1500;
/** The smallest quarters are an eighth of a cell wide, whatever they hold. */
export const mostCuts = 3;

/** A box in degrees. */
export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

const stepsEast = (longitude: number): number => Math.round((longitude - corner.longitude) * stepsInDegree);
const stepsNorth = (latitude: number): number => Math.round((latitude - corner.latitude) * stepsInDegree);

const cellKey = (x: number, y: number): string =>
  `${String(x).padStart(5, '0')}-${String(y).padStart(5, '0')}`;

/** The key of the cell that holds a point: `20677-25858`. */
export function nearbyCell(longitude: number, latitude: number): string {
  return cellKey(Math.floor(stepsEast(longitude) / cellSteps), Math.floor(stepsNorth(latitude) / cellSteps));
}

/** The degrees of a row's place, which it holds as steps from the south-west corner of the cell its part's key names. */
export function placeInCell(key: string, east: number, north: number): [longitude: number, latitude: number] {
  const [x = 0, y = 0] = key.split('-').map(Number);
  const degrees = (start: number, steps: number): number =>
    Math.round(start * stepsInDegree + steps) / stepsInDegree;
  return [degrees(corner.longitude, x * cellSteps + east), degrees(corner.latitude, y * cellSteps + north)];
}

/** Keys of the parts of an index of `nearby` that a box touches. */
export function nearbyKeys({ parts }: PartIndex, { west, south, east, north }: Box): string[] {
  const [left, bottom] = [stepsEast(west), stepsNorth(south)];
  const [right, top] = [stepsEast(east), stepsNorth(north)];
  const keys: string[] = [];
  const collect = (key: string, x: number, y: number, side: number, cuts: number): void => {
    if (x > right || x + side <= left || y > top || y + side <= bottom) return;
    if (key in parts) keys.push(key);
    else if (cuts < mostCuts) {
      const half = side / 2;
      for (const digit of [0, 1, 2, 3]) {
        const quarter = cuts === 0 ? `${key}-${digit}` : `${key}${digit}`;
        collect(quarter, x + (digit % 2) * half, y + (digit >> 1) * half, half, cuts + 1);
      }
    }
  };
  for (let x = Math.floor(left / cellSteps); x * cellSteps <= right; x += 1) {
    for (let y = Math.floor(bottom / cellSteps); y * cellSteps <= top; y += 1)
      collect(cellKey(x, y), x * cellSteps, y * cellSteps, cellSteps, 0);
  }
  return keys;
}

const stepsSql = (column: string, start: number): string =>
  `round((${column} - (${start})) * ${stepsInDegree})::INTEGER`;

/** A point's steps east and north of the corner, as SQL. */
export const stepsEastSql = (longitude: string): string => stepsSql(longitude, corner.longitude);
export const stepsNorthSql = (latitude: string): string => stepsSql(latitude, corner.latitude);

/** The key of a cell as SQL, from the steps of a point in it. */
export const cellKeySql = (east: string, north: string): string =>
  `lpad((${east} // ${cellSteps})::VARCHAR, 5, '0') || '-' || lpad((${north} // ${cellSteps})::VARCHAR, 5, '0')`;

/** The digits of a point's quarters, one for each possible cut, as SQL. */
export const quartersSql = (east: string, north: string): string =>
  Array.from({ length: mostCuts }, (_, cut) => {
    const half = (steps: string): string =>
      `((${steps} % ${cellSteps}) * ${2 ** (cut + 1)} // ${cellSteps}) % 2`;
    return `(${half(east)} + 2 * (${half(north)}))::VARCHAR`;
  }).join(' || ');

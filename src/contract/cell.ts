import type { PartIndex } from './part.ts';

/**
 * The cut of `nearby` by place. Points are counted in hundred-thousandths of a degree (about a meter) from the corner
 * where all degrees are positive; a cell is 4000 of these wide and high. A cell with many requests is cut in four, and
 * again, as often as needed: the key of a quarter is its cell's with a digit for each cut, `2584-3232-21`,
 * 0 south-west, 1 south-east, 2 north-west, 3 north-east.
 */
const corner = { longitude: -180, latitude: -90 };
const stepsInDegree = 100_000;

/** Side of a cell: 0.04°, about 3.4 km from west to east and 4.5 km from south to north in Baltimore. */
export const cellSteps = 4000;
/** A cell or quarter with more requests than this is cut in four. */
export const mostRowsInPart = 1500;
/** The smallest quarters are a sixty-fourth of a cell wide (about 55 by 70 m), whatever they hold. */
export const mostCuts = 6;

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
  `${String(x).padStart(4, '0')}-${String(y).padStart(4, '0')}`;

/** The key of the cell that holds a point: `2584-3232`. */
export function nearbyCell(longitude: number, latitude: number): string {
  return cellKey(Math.floor(stepsEast(longitude) / cellSteps), Math.floor(stepsNorth(latitude) / cellSteps));
}

/** The degrees of a point's steps east and north of the corner. */
export function degreesOfSteps(east: number, north: number): [longitude: number, latitude: number] {
  const degrees = (start: number, steps: number): number =>
    Math.round(start * stepsInDegree + steps) / stepsInDegree;
  return [degrees(corner.longitude, east), degrees(corner.latitude, north)];
}

/** The degrees of a row's place, which it holds as steps from the south-west corner of the cell its part's key names. */
export function placeInCell(key: string, east: number, north: number): [longitude: number, latitude: number] {
  const [x = 0, y = 0] = key.split('-').map(Number);
  return degreesOfSteps(x * cellSteps + east, y * cellSteps + north);
}

/** Where a part lies, in steps. */
interface Square {
  key: string;
  x: number;
  y: number;
  side: number;
}

function squareOf(key: string): Square {
  const [cellX = '', cellY = '', digits = ''] = key.split('-');
  let [x, y, side] = [Number(cellX) * cellSteps, Number(cellY) * cellSteps, cellSteps];
  for (const digit of digits) {
    side /= 2;
    x += (Number(digit) % 2) * side;
    y += (Number(digit) >> 1) * side;
  }
  return { key, x, y, side };
}

const squares = new WeakMap<PartIndex, Square[]>();

/** Keys of the parts of an index of `nearby` that a box touches. */
export function nearbyKeys(index: PartIndex, { west, south, east, north }: Box): string[] {
  const own = squares.get(index) ?? Object.keys(index.parts).map(squareOf);
  squares.set(index, own);
  const [left, bottom] = [stepsEast(west), stepsNorth(south)];
  const [right, top] = [stepsEast(east), stepsNorth(north)];
  return own
    .filter(({ x, y, side }) => x <= right && x + side > left && y <= top && y + side > bottom)
    .map(({ key }) => key);
}

const stepsSql = (column: string, start: number): string =>
  `round((${column} - (${start})) * ${stepsInDegree})::INTEGER`;

/** A point's steps east and north of the corner, as SQL. */
export const stepsEastSql = (longitude: string): string => stepsSql(longitude, corner.longitude);
export const stepsNorthSql = (latitude: string): string => stepsSql(latitude, corner.latitude);

/** The key of a cell as SQL, from the steps of a point in it. */
export const cellKeySql = (east: string, north: string): string =>
  `lpad((${east} // ${cellSteps})::VARCHAR, 4, '0') || '-' || lpad((${north} // ${cellSteps})::VARCHAR, 4, '0')`;

const digitSql = (east: string, north: string, cut: number): string => {
  const half = (steps: string): string =>
    `((${steps} % ${cellSteps}) * ${2 ** (cut + 1)} // ${cellSteps}) % 2`;
  return `(${half(east)} + 2 * (${half(north)}))`;
};

/** The digits of a point's quarters, one for each possible cut, as SQL. */
export const quartersSql = (east: string, north: string): string =>
  Array.from({ length: mostCuts }, (_, cut) => `${digitSql(east, north, cut)}::VARCHAR`).join(' || ');

/** A number for the smallest quarter that holds a point, as SQL. Divided by 4 it stands for the quarter around that. */
export const quarterNumberSql = (east: string, north: string): string => {
  const cells = `(${east} // ${cellSteps})::BIGINT * 10000 + ${north} // ${cellSteps}`;
  const digits = Array.from({ length: mostCuts }, (_, cut) => digitSql(east, north, cut));
  return digits.reduce((number, digit) => `(${number}) * 4 + ${digit}`, cells);
};

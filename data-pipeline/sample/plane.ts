/** A point or vector in metres, east and north of the middle of the city. */
export type Metres = readonly [east: number, north: number];

const middle = { longitude: -76.6205, latitude: 39.2908 };
const metresPerDegree = 111_319.49;
const metresPerDegreeEast = metresPerDegree * Math.cos((middle.latitude * Math.PI) / 180);

/** Degrees to metres on the local plane: within 0.1 % for something the size of a city. */
export function toMetres(longitude: number, latitude: number): Metres {
  return [
    (longitude - middle.longitude) * metresPerDegreeEast,
    (latitude - middle.latitude) * metresPerDegree,
  ];
}

/** Metres on the local plane to degrees. */
export function toDegrees([east, north]: Metres): [longitude: number, latitude: number] {
  return [middle.longitude + east / metresPerDegreeEast, middle.latitude + north / metresPerDegree];
}

/** Straight distance in metres. */
export function metresBetween([east, north]: Metres, [otherEast, otherNorth]: Metres): number {
  return Math.hypot(east - otherEast, north - otherNorth);
}

/** Positions of a line, longitude and latitude in degrees. */
export type Line = readonly (readonly [longitude: number, latitude: number])[];

const metresPerDegree = 111_319.49;

const metresEast = (latitude: number): number => metresPerDegree * Math.cos((latitude * Math.PI) / 180);

/** A position moved by so many metres, on a local plane. */
export function moved([longitude, latitude]: Line[number], east: number, north: number): [number, number] {
  return [longitude + east / metresEast(latitude), latitude + north / metresPerDegree];
}

/** Length of a line the size of a street, within 0.1 %. */
export function lengthMetres(line: Line): number {
  return line.slice(1).reduce((sum, to, index) => sum + Math.hypot(...stretch(line[index] ?? to, to)), 0);
}

/** The point at a share of a line's length, moved to its left by so many metres; null for a line of no length. */
export function besideLine(line: Line, share: number, leftMetres: number): [number, number] | null {
  let left = share * lengthMetres(line);
  for (const [index, to] of line.slice(1).entries()) {
    const from = line[index] ?? to;
    const [east, north] = stretch(from, to);
    const length = Math.hypot(east, north);
    if (length > 0 && (left <= length || index === line.length - 2)) {
      const along = Math.min(1, left / length);
      const on = [from[0] + along * (to[0] - from[0]), from[1] + along * (to[1] - from[1])] as const;
      return moved(on, (-north / length) * leftMetres, (east / length) * leftMetres);
    }
    left -= length;
  }
  return null;
}

function stretch([x0, y0]: Line[number], [x1, y1]: Line[number]): [east: number, north: number] {
  return [(x1 - x0) * metresEast(y0), (y1 - y0) * metresPerDegree];
}

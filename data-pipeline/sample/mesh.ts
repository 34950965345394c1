import type { MultiPolygon, Polygon, Position } from 'geojson';
import { metresBetween, toDegrees, type Metres } from './plane.ts';

/** Cells that share their corners exactly, so that joining some of them is cancelling the edges they share. */
export interface Mesh {
  corners: Metres[];
  /** Corner numbers of each cell, counter-clockwise. */
  rings: number[][];
}

/** Corners nearer than this are one corner; a corner this near an edge is on it. Rounding to 6 decimals is 0.1 m. */
const snapMetres = 0.5;

/** Joins cells, drawn one by one, into a mesh. */
export function weave(cells: readonly (readonly Metres[])[]): Mesh {
  const corners: Metres[] = [];
  const buckets = new Map<string, number[]>();
  const numberOf = (point: Metres): number => {
    const [column, row] = [Math.floor(point[0]), Math.floor(point[1])];
    for (let east = column - 1; east <= column + 1; east += 1) {
      for (let north = row - 1; north <= row + 1; north += 1) {
        for (const near of buckets.get(`${east},${north}`) ?? []) {
          if (metresBetween(corners[near] ?? [Infinity, 0], point) < snapMetres) return near;
        }
      }
    }
    corners.push(point);
    buckets.set(`${column},${row}`, [...(buckets.get(`${column},${row}`) ?? []), corners.length - 1]);
    return corners.length - 1;
  };
  const rings = cells.map((cell) =>
    cell.map(numberOf).filter((corner, index, ring) => corner !== ring[(index + 1) % ring.length]),
  );
  return {
    corners,
    rings: rings.map((ring) =>
      ring.flatMap((from, index) => [
        from,
        ...cornersBetween(corners, from, ring[(index + 1) % ring.length] ?? from),
      ]),
    ),
  };
}

/** Corners of other cells that lie on the edge from one corner to another, in its order. */
function cornersBetween(corners: readonly Metres[], from: number, to: number): number[] {
  const [east0, north0] = corners[from] ?? [0, 0];
  const [east1, north1] = corners[to] ?? [0, 0];
  const length = Math.hypot(east1 - east0, north1 - north0);
  const [east, north] = [(east1 - east0) / length, (north1 - north0) / length];
  const found: { corner: number; along: number }[] = [];
  corners.forEach((point, corner) => {
    const [aside, ahead] = [point[0] - east0, point[1] - north0];
    const along = aside * east + ahead * north;
    if (along <= 0 || along >= length || corner === from || corner === to) return;
    if (Math.abs(aside * north - ahead * east) < snapMetres) found.push({ corner, along });
  });
  return found.sort((first, second) => first.along - second.along).map(({ corner }) => corner);
}

/** The outline of some of a mesh's cells together, in degrees: outer rings counter-clockwise, holes clockwise. */
export function outline({ corners, rings }: Mesh, cells: readonly number[]): Polygon | MultiPolygon {
  const loops = walk(corners, openEdges(cells.map((cell) => rings[cell] ?? [])));
  const outers = loops.filter((loop) => signedArea(corners, loop) > 0);
  const polygons = outers.map((outer) => [outer]);
  for (const hole of loops.filter((loop) => signedArea(corners, loop) < 0)) {
    const inside = polygons
      .filter(([outer = []]) => surrounds(corners, outer, hole))
      .sort(([first = []], [second = []]) => signedArea(corners, first) - signedArea(corners, second));
    inside[0]?.push(hole);
  }
  const coordinates = polygons.map((polygon) => polygon.map((ring) => positions(corners, ring)));
  return coordinates.length === 1
    ? { type: 'Polygon', coordinates: coordinates[0] ?? [] }
    : { type: 'MultiPolygon', coordinates };
}

/** Edges without a twin that runs the other way: where they start, all the corners they lead to. */
function openEdges(rings: readonly (readonly number[])[]): Map<number, number[]> {
  const edges = rings.flatMap((ring) =>
    ring.map((from, index) => [from, ring[(index + 1) % ring.length] ?? from]),
  );
  const all = new Set(edges.map(([from, to]) => `${from}>${to}`));
  const open = new Map<number, number[]>();
  for (const [from = 0, to = 0] of edges) {
    if (!all.has(`${to}>${from}`)) open.set(from, [...(open.get(from) ?? []), to]);
  }
  return open;
}

function walk(corners: readonly Metres[], open: Map<number, number[]>): number[][] {
  const loops: number[][] = [];
  for (const [start, ends] of open) {
    while (ends.length > 0) {
      const loop = [start];
      for (let [from, at] = [start, ends.shift() ?? start]; at !== start;) {
        loop.push(at);
        const next = sharpestLeft(corners, from, at, open.get(at) ?? []);
        [from, at] = [at, next];
      }
      loops.push(loop);
    }
  }
  return loops;
}

/** Where outlines touch in a corner, turning sharply left keeps the two parts apart. Takes the edge out of `ends`. */
function sharpestLeft(corners: readonly Metres[], from: number, at: number, ends: number[]): number {
  const heading = (to: number): number => {
    const [[east0, north0], [east1, north1]] = [corners[at] ?? [0, 0], corners[to] ?? [0, 0]];
    return Math.atan2(north1 - north0, east1 - east0);
  };
  const back = heading(from);
  const turn = (to: number): number => (back - heading(to) + 4 * Math.PI) % (2 * Math.PI);
  const best = ends.reduce((left, to) => (turn(to) < turn(left) ? to : left), ends[0] ?? -1);
  if (best < 0) throw new Error('an outline does not close');
  ends.splice(ends.indexOf(best), 1);
  return best;
}

function signedArea(corners: readonly Metres[], ring: readonly number[]): number {
  return ring.reduce((sum, corner, index) => {
    const [[east0, north0], [east1, north1]] = [
      corners[corner] ?? [0, 0],
      corners[ring[(index + 1) % ring.length] ?? corner] ?? [0, 0],
    ];
    return sum + (east0 * north1 - east1 * north0) / 2;
  }, 0);
}

function surrounds(corners: readonly Metres[], outer: readonly number[], hole: readonly number[]): boolean {
  const probe = hole.find((corner) => !outer.includes(corner));
  const [east, north] = corners[probe ?? hole[0] ?? 0] ?? [0, 0];
  let inside = false;
  outer.forEach((corner, index) => {
    const [[east0, north0], [east1, north1]] = [
      corners[corner] ?? [0, 0],
      corners[outer[(index + 1) % outer.length] ?? corner] ?? [0, 0],
    ];
    if (
      north0 > north !== north1 > north &&
      east < east0 + ((north - north0) / (north1 - north0)) * (east1 - east0)
    ) {
      inside = !inside;
    }
  });
  return inside;
}

function positions(corners: readonly Metres[], ring: readonly number[]): Position[] {
  const closed = [...ring, ring[0] ?? 0];
  return closed.map((corner) =>
    toDegrees(corners[corner] ?? [0, 0]).map((degrees) => Math.round(degrees * 1e6) / 1e6),
  );
}

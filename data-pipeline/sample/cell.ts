import { toMetres, type Metres } from './plane.ts';

/** Where a cell grows from: `radius` in metres of the disk that it may fill. */
export interface Site {
  center: Metres;
  radius: number;
}

/** The half of the plane where `normal · point <= limit`. */
interface HalfPlane {
  normal: Metres;
  limit: number;
}

const diskCorners = 48;

// The City's straight border, counter-clockwise from the south tip; the shore and the Patapsco are left to the disks.
const border = {
  southTip: toMetres(-76.5496, 39.1972),
  southEast: toMetres(-76.5297, 39.2097),
  northEast: toMetres(-76.5299, 39.3719),
  northWest: toMetres(-76.7113, 39.3719),
  southWest: toMetres(-76.7112, 39.2778),
  innerBend: toMetres(-76.6117, 39.2344),
  outerBend: toMetres(-76.5837, 39.2081),
};

/**
 * One convex cell a site, corners counter-clockwise in metres: a power diagram of the sites, each cell cut to its
 * own disk and to the City's border. Cells never overlap, and each holds its own center.
 */
export function drawCells(sites: readonly Site[]): Metres[][] {
  const weights = siteWeights(sites);
  return sites.map((site, index) => {
    let corners = diskAround(site);
    for (const half of borderHalves(site.center)) corners = clip(corners, half);
    sites.forEach((other, otherIndex) => {
      const reach = site.radius + other.radius;
      const [east, north] = [other.center[0] - site.center[0], other.center[1] - site.center[1]];
      if (otherIndex === index || Math.hypot(east, north) > reach) return;
      const limit =
        (squared(other.center) - squared(site.center) + (weights[index] ?? 0) - (weights[otherIndex] ?? 0)) /
        2;
      corners = clip(corners, { normal: [east, north], limit });
    });
    return corners;
  });
}

/** Squared radii, lowered where a large disk would push a small neighbor's cell off its own center. */
function siteWeights(sites: readonly Site[]): number[] {
  const weights = sites.map(({ radius }) => radius ** 2);
  for (let changed = true; changed;) {
    changed = false;
    for (const [index, { center }] of sites.entries()) {
      for (const [otherIndex, other] of sites.entries()) {
        const gap = (center[0] - other.center[0]) ** 2 + (center[1] - other.center[1]) ** 2;
        const most = (weights[otherIndex] ?? 0) + 0.5 * gap;
        if (otherIndex !== index && (weights[index] ?? 0) > most + 1e-6) {
          weights[index] = most;
          changed = true;
        }
      }
    }
  }
  return weights;
}

function diskAround({ center, radius }: Site): Metres[] {
  return Array.from({ length: diskCorners }, (_, index) => {
    const angle = ((index + 0.5) * 2 * Math.PI) / diskCorners;
    return [center[0] + radius * Math.cos(angle), center[1] + radius * Math.sin(angle)];
  });
}

function borderHalves([east]: Metres): HalfPlane[] {
  const { southTip, southEast, northEast, northWest, southWest, innerBend, outerBend } = border;
  // The border bends inward once, so a cell is cut only by the lines on its own side of that corner.
  const diagonal =
    east < innerBend[0]
      ? [leftOf(southWest, innerBend)]
      : [leftOf(innerBend, outerBend), leftOf(outerBend, southTip)];
  return [
    ...diagonal,
    leftOf(southTip, southEast),
    leftOf(southEast, northEast),
    leftOf(northEast, northWest),
    leftOf(northWest, southWest),
  ];
}

function leftOf(from: Metres, to: Metres): HalfPlane {
  const normal: Metres = [to[1] - from[1], from[0] - to[0]];
  return { normal, limit: normal[0] * from[0] + normal[1] * from[1] };
}

function clip(corners: readonly Metres[], { normal, limit }: HalfPlane): Metres[] {
  const beyond = corners.map(([east, north]) => normal[0] * east + normal[1] * north - limit);
  return corners.flatMap((corner, index) => {
    const before = (index + corners.length - 1) % corners.length;
    const [from, to] = [beyond[before] ?? 0, beyond[index] ?? 0];
    const kept = to <= 0 ? [corner] : [];
    if (from <= 0 === to <= 0) return kept;
    const previous = corners[before] ?? corner;
    const share = from / (from - to);
    const crossing: Metres = [
      previous[0] + share * (corner[0] - previous[0]),
      previous[1] + share * (corner[1] - previous[1]),
    ];
    return [crossing, ...kept];
  });
}

function squared([east, north]: Metres): number {
  return east ** 2 + north ** 2;
}

/** True when a point lies inside a convex cell, at least `marginMetres` from its edge. */
export function isWithin(corners: readonly Metres[], [east, north]: Metres, marginMetres: number): boolean {
  return corners.every(([east0, north0], index) => {
    const [east1, north1] = corners[(index + 1) % corners.length] ?? [east0, north0];
    const cross = (east1 - east0) * (north - north0) - (north1 - north0) * (east - east0);
    return cross >= marginMetres * Math.hypot(east1 - east0, north1 - north0);
  });
}

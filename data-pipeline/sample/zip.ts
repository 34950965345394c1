import { metresBetween, toMetres, type Metres } from './plane.ts';

// Rough middles of ZIP code areas: a made-up address takes the nearest.
const inside = centers({
  21201: [-76.625, 39.295],
  21202: [-76.608, 39.299],
  21205: [-76.566, 39.301],
  21206: [-76.541, 39.337],
  21207: [-76.71, 39.325],
  21209: [-76.668, 39.364],
  21210: [-76.632, 39.354],
  21211: [-76.639, 39.332],
  21212: [-76.614, 39.363],
  21213: [-76.58, 39.312],
  21214: [-76.564, 39.353],
  21215: [-76.679, 39.345],
  21216: [-76.67, 39.311],
  21217: [-76.64, 39.308],
  21218: [-76.604, 39.327],
  21223: [-76.648, 39.287],
  21224: [-76.552, 39.281],
  21225: [-76.61, 39.232],
  21226: [-76.573, 39.217],
  21229: [-76.692, 39.286],
  21230: [-76.628, 39.27],
  21231: [-76.592, 39.288],
  21239: [-76.592, 39.361],
});
const outside = centers({
  21093: [-76.63, 39.42],
  21117: [-76.77, 39.42],
  21133: [-76.79, 39.37],
  21204: [-76.6, 39.4],
  21208: [-76.72, 39.39],
  21222: [-76.5, 39.26],
  21227: [-76.69, 39.24],
  21228: [-76.74, 39.28],
  21234: [-76.54, 39.39],
  21237: [-76.5, 39.33],
});

/** The ZIP code of a made-up address in the city, or of one just outside. */
export function zipOf(point: Metres, isInside: boolean): string {
  const zips = isInside ? inside : outside;
  return zips.reduce((nearest, zip) =>
    metresBetween(zip.at, point) < metresBetween(nearest.at, point) ? zip : nearest,
  ).code;
}

function centers(degrees: Record<number, readonly [number, number]>): [ZipCenter, ...ZipCenter[]] {
  return Object.entries(degrees).map(([code, [longitude, latitude]]) => ({
    code,
    at: toMetres(longitude, latitude),
  })) as [ZipCenter, ...ZipCenter[]];
}

interface ZipCenter {
  code: string;
  at: Metres;
}

import { isWithin } from './cell.ts';
import { policeDistrictOf } from './district.ts';
import type { Place } from './place.ts';
import { toDegrees, type Metres } from './plane.ts';
import type { Random } from '../../src/statistics/random.ts';
import { streets } from './street.ts';
import { zipOf } from './zip.ts';

/** A made-up house. Texts are as the City's rows write them; null where they are empty. */
export interface Address {
  text: string;
  zip: string | null;
  /** Index of the neighborhood, or -1 outside the city. */
  place: number;
  neighborhoodLabel: string | null;
  councilLabel: string | null;
  policeLabel: string | null;
  at: Metres;
  /** Degrees with 15 decimals. */
  longitude: string;
  latitude: string;
}

/** All houses that requests come from; those of neighborhood `i` are `first[i] … first[i + 1] - 1`. */
export interface AddressBook {
  addresses: Address[];
  first: number[];
  /** How the streets of each neighborhood run. */
  grids: Grid[];
  /** Indices of the houses just outside the city, and of the City's mail room. */
  outside: { from: number; to: number };
  mailRoom: number;
}

/** Parallel streets that cross a cell both ways: where their names and numbers begin, and how they are turned. */
export interface Grid {
  firstStreet: number;
  firstNumber: number;
  /** Radians, counter-clockwise from due east. */
  tilt: number;
}

const homes = 54_000;
// Parks and yards are reported from too, at more places than their few homes.
const otherPlacesPerAcre = 0.12;
const outsideCount = 600;
/** From one street to the next. */
export const blockMetres = 95;
// The City's own spellings of 2010, and one of its habits: some rows shout.
const olderNames: Record<string, string> = {
  'Butchers Hill': "Butcher's Hill",
  'Carroll-Camden Industrial Area': 'Carroll - Camden Industrial Area',
  'Concerned Citizens of Forest Park': 'Concerned Citizens Of Forest Park',
  'Four by Four': 'Four By Four',
  'University of Maryland': 'University Of Maryland',
  'Villages of Homeland': 'Villages Of Homeland',
};

/**
 * Draws the houses of every neighborhood, about in proportion to its people, on made-up streets inside its cell.
 * @param cells convex, in metres, in the order of `places`.
 */
export function drawAddresses(
  random: Random,
  places: readonly Place[],
  cells: readonly Metres[][],
): AddressBook {
  const people = places.reduce((sum, { population }) => sum + (population ?? 0), 0);
  const used = new Set<string>();
  const addresses: Address[] = [];
  const grids: Grid[] = [];
  const first = places.map((place, index) => {
    const from = addresses.length;
    const count =
      3 + Math.round((homes * (place.population ?? 0)) / people + otherPlacesPerAcre * place.acres);
    const grid = drawGrid(random);
    grids.push(grid);
    const house = houseDrawer(random, cells[index] ?? [], grid);
    for (let drawn = 0; drawn < count; drawn += 1) {
      const { at, street, number } = house();
      const [label, police] = [place.name, policeDistrictOf(place)];
      addresses.push({
        ...written(at, freeText(used, number, street, 'Baltimore City', zipOf(at, true))),
        zip: zipOf(at, true),
        place: index,
        neighborhoodLabel: random.chance(0.96) ? label : (olderNames[label] ?? label.toUpperCase()),
        councilLabel: place.councilDistrict.replace('District ', ''),
        policeLabel: random.chance(0.9) ? police : police.toUpperCase(),
      });
    }
    return from;
  });
  const outsideFrom = addresses.length;
  while (addresses.length < outsideFrom + outsideCount) addresses.push(drawOutside(random, used));
  addresses.push(mailRoom(places));
  return {
    addresses,
    first: [...first, outsideFrom],
    grids,
    outside: { from: outsideFrom, to: outsideFrom + outsideCount },
    mailRoom: addresses.length - 1,
  };
}

function drawGrid(random: Random): Grid {
  const [firstStreet, firstNumber] = [random.below(streets.length), 100 * (1 + random.below(55))];
  return { firstStreet, firstNumber, tilt: random.between(-0.25, 0.25) };
}

/** The name of a street of a grid; lines are counted from the middle of the city. */
export function streetOfLine({ firstStreet }: Grid, line: number, acrossStreets: boolean): string {
  const name = (firstStreet + (acrossStreets ? 83 : 0) + line * 7) % streets.length;
  return streets[(name + streets.length) % streets.length] ?? '';
}

/** Houses along the streets of a grid. */
function houseDrawer(
  random: Random,
  cell: readonly Metres[],
  grid: Grid,
): () => { at: Metres; street: string; number: number } {
  const [easts, norths] = [cell.map(([east]) => east), cell.map(([, north]) => north)];
  const [west, east, south, north] = [
    Math.min(...easts),
    Math.max(...easts),
    Math.min(...norths),
    Math.max(...norths),
  ];
  return () => {
    for (let attempt = 0; ; attempt += 1) {
      const middle: Metres = [random.between(west, east), random.between(south, north)];
      const acrossStreets = random.chance(0.5);
      const angle = grid.tilt + (acrossStreets ? Math.PI / 2 : 0);
      const [alongEast, alongNorth] = [Math.cos(angle), Math.sin(angle)];
      const aside = -middle[0] * alongNorth + middle[1] * alongEast;
      const line = Math.round(aside / blockMetres);
      const side = random.chance(0.5) ? 1 : -1;
      // A cell too narrow for a street has its houses anywhere.
      const shift = attempt < 200 ? line * blockMetres + side * 11 - aside : 0;
      const at: Metres = [middle[0] - shift * alongNorth, middle[1] + shift * alongEast];
      if (!isWithin(cell, at, 3)) continue;
      const along = at[0] * alongEast + at[1] * alongNorth;
      const number = grid.firstNumber + (Math.floor(Math.abs(along) / 6) % 900) * 2 + (side > 0 ? 1 : 0);
      return { at, street: streetOfLine(grid, line, acrossStreets), number };
    }
  };
}

/** A point up to a few kilometres beyond the straight borders, in the county. */
function drawOutside(random: Random, used: Set<string>): Address {
  const beyond = random.between(150, 3000);
  const share = random.next();
  const at: Metres = [
    [-7700 + share * 15_400, 9030 + beyond] as const,
    [7830 + beyond, -3000 + share * 12_000] as const,
    [-7830 - beyond, 1500 + share * 7500] as const,
  ][random.below(3)] ?? [0, 0];
  const street = streets[random.below(streets.length)] ?? '';
  const zip = zipOf(at, false);
  return {
    ...written(at, freeText(used, 1 + random.below(9000), street, 'Baltimore County', zip)),
    zip,
    place: -1,
    neighborhoodLabel: null,
    councilLabel: null,
    policeLabel: null,
  };
}

// All paperwork that comes by mail is placed here, which is why Downtown looks so busy.
function mailRoom(places: readonly Place[]): Address {
  return {
    text: '200 N HOLLIDAY ST, Baltimore City, 21202',
    zip: '21202',
    place: places.findIndex(({ name }) => name === 'Downtown'),
    neighborhoodLabel: 'Downtown',
    councilLabel: '11',
    policeLabel: 'Central',
    at: [0, 0],
    longitude: '-76.610555003610258',
    latitude: '39.291662025556320',
  };
}

function freeText(used: Set<string>, number: number, street: string, city: string, zip: string): string {
  for (let free = number; ; free += 2) {
    const text = `${free} ${street}, ${city}, ${zip}`;
    if (used.has(text)) continue;
    used.add(text);
    return text;
  }
}

function written(at: Metres, text: string): Pick<Address, 'text' | 'at' | 'longitude' | 'latitude'> {
  const [longitude, latitude] = toDegrees(at);
  return { text, at, longitude: longitude.toFixed(15), latitude: latitude.toFixed(15) };
}

import type { Area } from '../area.ts';
import type { PlaceIds } from '../../src/contract/street.ts';
import type { StreetFacts } from '../stages/street-index.ts';
import { blockMetres, streetOfLine, type AddressBook, type Grid } from './address.ts';
import { isWithin } from './cell.ts';
import type { Place } from './place.ts';
import type { Metres } from './plane.ts';

/** The made-up streets as a street index is made of: each house, and each corner of the streets of a neighborhood. */
export function sampleStreets(
  areas: readonly Area[],
  places: readonly Place[],
  cells: readonly Metres[][],
  { addresses, grids }: AddressBook,
): StreetFacts {
  const idOf = new Map(areas.map(({ kind, name, areaId }) => [`${kind} ${name}`, areaId]));
  const ids = places.map(({ name, councilDistrict, statisticalArea }): PlaceIds => [
    idOf.get(`neighborhood ${name}`) ?? 0,
    idOf.get(`council_district ${councilDistrict}`) ?? 0,
    idOf.get(`community_statistical_area ${statisticalArea}`) ?? 0,
  ]);
  const runs = addresses.flatMap(({ text, place }): StreetFacts['runs'] => {
    const [, number, street] = /^(\d+) ([^,]+),/.exec(text) ?? [];
    const own = ids[place];
    if (number === undefined || street === undefined || own === undefined) return [];
    const house = Number(number);
    return [{ street, run: { from: house, to: house, side: house % 2 === 0 ? 'even' : 'odd', place: own } }];
  });
  const corners = grids.flatMap((grid, index) =>
    crossingsIn(cells[index] ?? [], grid).map((streets) => ({ streets, places: [ids[index] ?? [0, 0, 0]] })),
  );
  return { runs, corners };
}

/** Every pair of street names that meet in a cell. */
function crossingsIn(cell: readonly Metres[], grid: Grid): (readonly [string, string])[] {
  const [cosine, sine] = [Math.cos(grid.tilt), Math.sin(grid.tilt)];
  const linesBetween = (offsets: readonly number[]): number[] => {
    const [first, last] = [Math.ceil(Math.min(...offsets) / blockMetres), Math.max(...offsets) / blockMetres];
    return Array.from({ length: Math.max(0, Math.floor(last - first) + 1) }, (_, index) => first + index);
  };
  const alongLines = linesBetween(cell.map(([east, north]) => -east * sine + north * cosine));
  const acrossLines = linesBetween(cell.map(([east, north]) => -east * cosine - north * sine));
  const pairs = new Map<string, readonly [string, string]>();
  for (const along of alongLines) {
    for (const across of acrossLines) {
      const [ahead, aside] = [-across * blockMetres, along * blockMetres];
      const at: Metres = [ahead * cosine - aside * sine, ahead * sine + aside * cosine];
      const names = [streetOfLine(grid, along, false), streetOfLine(grid, across, true)].sort();
      const [first = '', second = ''] = names;
      if (first !== second && isWithin(cell, at, 3)) pairs.set(`${first}|${second}`, [first, second]);
    }
  }
  return [...pairs.values()];
}

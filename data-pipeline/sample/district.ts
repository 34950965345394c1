import { metresBetween, toMetres } from './plane.ts';
import type { Place } from './place.ts';
import type { Yard } from './truths.ts';

// Made-up centers: a neighborhood belongs to the nearest. The yards, four crews' service areas, follow the districts.
const policeDistricts: readonly { name: string; longitude: number; latitude: number; yard: Yard }[] = [
  { name: 'Central', longitude: -76.618, latitude: 39.298, yard: 'Jones Falls Yard' },
  { name: 'Eastern', longitude: -76.588, latitude: 39.3, yard: 'Herring Run Yard' },
  { name: 'Northeastern', longitude: -76.562, latitude: 39.342, yard: 'Herring Run Yard' },
  { name: 'Northern', longitude: -76.624, latitude: 39.343, yard: 'Jones Falls Yard' },
  { name: 'Northwestern', longitude: -76.678, latitude: 39.34, yard: 'Gwynns Falls Yard' },
  { name: 'Southeastern', longitude: -76.562, latitude: 39.284, yard: 'Middle Branch Yard' },
  { name: 'Southern', longitude: -76.612, latitude: 39.255, yard: 'Middle Branch Yard' },
  { name: 'Southwestern', longitude: -76.682, latitude: 39.284, yard: 'Gwynns Falls Yard' },
  { name: 'Western', longitude: -76.648, latitude: 39.303, yard: 'Jones Falls Yard' },
];

/** The made-up police district of a place, by name. */
export function policeDistrictOf(place: Place): string {
  return nearestDistrict(place).name;
}

/** The invented crew yard that serves a place. */
export function yardOf(place: Place): Yard {
  return nearestDistrict(place).yard;
}

function nearestDistrict(place: Place): (typeof policeDistricts)[number] {
  const metresTo = (point: { longitude: number; latitude: number }): number =>
    metresBetween(toMetres(place.longitude, place.latitude), toMetres(point.longitude, point.latitude));
  return policeDistricts.reduce((nearest, district) =>
    metresTo(district) < metresTo(nearest) ? district : nearest,
  );
}

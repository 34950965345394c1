import type { Area } from '../area.ts';
import type { StreetFacts } from '../stages/street-index.ts';
import { drawAddresses, type AddressBook } from './address.ts';
import { Choice } from './choice.ts';
import { sampleStreets } from './crossing.ts';
import { yardOf } from './district.ts';
import { drawGeography, type SampleBoundary } from './geography.ts';
import { readPlaces, readStatisticalAreas, type Place } from './place.ts';
import type { Random } from '../../src/statistics/random.ts';
import { readRequestTypes, type RequestType } from './request-type.ts';
import { slowYard } from './truths.ts';

// Some houses report, and are reported, far more often than their neighbors: places where problems come back.
const unevenness = 1.5;

/** The stage that requests are played on. */
export interface City {
  boundaries: SampleBoundary[];
  book: AddressBook;
  /** The streets, by the ids of the areas made of the boundaries. */
  streetFacts(areas: readonly Area[]): StreetFacts;
  types: RequestType[];
  /** A house that reports a request of this type (index), by where people live and by the type's tilt. */
  drawHouse(random: Random, type: number): number;
  /** How many times as long a request of a type takes at a house: 1, or the planted factor of the slow yard. */
  slowness(type: number, address: number): number;
}

/** Draws the map and its houses. */
export function buildCity(random: Random): City {
  const places = readPlaces();
  const types = readRequestTypes();
  const { cells, boundaries } = drawGeography(places);
  const book = drawAddresses(random, places, cells);
  const poverty = povertyScores(places);
  const choices = new Map<number, Choice>();
  for (const { tilt } of types) {
    if (choices.has(tilt)) continue;
    const weights = places.map((place, index) => reporters(place) * Math.exp(tilt * (poverty[index] ?? 0)));
    choices.set(tilt, new Choice(weights));
  }
  const choiceOf = types.map(({ tilt }) => choices.get(tilt) ?? new Choice([1]));
  const slowTypes = types.map(({ name }) => slowYard.requestTypes.includes(name));
  const slowPlaces = places.map((place) => yardOf(place) === slowYard.yard);
  return {
    boundaries,
    book,
    streetFacts: (areas) => sampleStreets(areas, places, cells, book),
    types,
    drawHouse: (random, type) => {
      const place = choiceOf[type]?.draw(random) ?? 0;
      const [from = 0, to = 0] = [book.first[place], book.first[place + 1]];
      return from + Math.floor((to - from) * random.next() ** unevenness);
    },
    slowness: (type, address) =>
      slowTypes[type] === true && slowPlaces[book.addresses[address]?.place ?? -1] === true
        ? slowYard.factor
        : 1,
  };
}

/** People who may report, and those who only work or pass there. */
function reporters({ population, acres }: Place): number {
  return (population ?? 0) + 0.4 * acres + 20;
}

/** For each place, how far its income lies below the mean, in standard deviations of log income over people. */
function povertyScores(places: readonly Place[]): number[] {
  const areas = readStatisticalAreas();
  const logIncomes = places.map(({ statisticalArea }) =>
    Math.log(areas.get(statisticalArea)?.medianHouseholdIncome ?? 58_000),
  );
  const people = places.map(({ population }) => population ?? 0);
  const total = people.reduce((sum, count) => sum + count, 0);
  const overPeople = (valueOf: (logIncome: number) => number): number =>
    logIncomes.reduce((sum, logIncome, index) => sum + valueOf(logIncome) * (people[index] ?? 0), 0) / total;
  const mean = overPeople((logIncome) => logIncome);
  const deviation = Math.sqrt(overPeople((logIncome) => (logIncome - mean) ** 2));
  return logIncomes.map((logIncome) => (mean - logIncome) / deviation);
}

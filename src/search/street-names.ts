import { StreetBook } from './street.ts';

/** Streets by name alone, without houses and corners. */
export function streetNames(streets: readonly string[]): StreetBook {
  return new StreetBook({
    areas: [],
    streets: streets.map((name) => ({ name, runs: [], crossings: [] })),
  });
}

import { InputError } from './error.ts';

/**
 * Refuses a table of which most names are not on the map: a wrong column or another year, not a few that changed.
 * A map that has none of the kind asks for no match.
 * @param known keys on the map.
 * @param among what these are, for the error.
 * @throws InputError naming the first three that do not match.
 */
export function requireHalf(
  origin: string,
  names: readonly string[],
  known: ReadonlySet<string>,
  keyOf: (name: string) => string,
  among: string,
): void {
  const unmatched = names.filter((name) => !known.has(keyOf(name)));
  if (known.size === 0 || unmatched.length * 2 <= names.length) return;
  throw new InputError(
    `Table ${origin} names ${names.length}, of which only ${names.length - unmatched.length} are among the ${known.size} ${among} (not: ${unmatched.slice(0, 3).join(', ')}); expected at least half. Check the column's name in the config, and that both are of the same year.`,
  );
}

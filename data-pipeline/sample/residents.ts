import { residentColumns, type Place, type ResidentProperties, type StatisticalArea } from './place.ts';

/**
 * Figures about the residents of places taken together, each place taken to be like its statistical area: means weighted
 * by residents. Statistical areas are independent of each other, parts of one are not, so margins add up by area.
 * @returns nulls where nobody lives or nothing is known.
 */
export function residentsOf(
  members: readonly Place[],
  statisticalAreas: ReadonlyMap<string, StatisticalArea>,
): ResidentProperties {
  const people = new Map<string, number>();
  for (const { statisticalArea, population } of members)
    people.set(statisticalArea, (people.get(statisticalArea) ?? 0) + (population ?? 0));
  const figures = Object.fromEntries(residentColumns.map((column) => [column, null])) as ResidentProperties;
  for (const column of residentColumns) {
    const known = [...people].flatMap(([name, weight]) => {
      const value = statisticalAreas.get(name)?.residents[column] ?? null;
      return value === null || weight === 0 ? [] : [{ value, weight }];
    });
    const all = known.reduce((sum, { weight }) => sum + weight, 0);
    if (all === 0) continue;
    figures[column] = column.endsWith('_margin')
      ? Math.hypot(...known.map(({ value, weight }) => (value * weight) / all))
      : known.reduce((sum, { value, weight }) => sum + (value * weight) / all, 0);
  }
  return figures;
}

import * as v from 'valibot';
import { ServiceError } from '../error.ts';
import { parseFeatureResponse } from '../sources/feature-response.ts';
import { askService, type Service } from './ask.ts';
import type { Layer } from './layer.ts';

/** One row of the service: its attributes by field name, as they came. */
export type ServiceRow = Record<string, string | number | null>;

const countSchema = v.object({ count: v.pipe(v.number(), v.integer(), v.minValue(0)) });
// A list may hold a million ids: one pass, not a schema for each.
const idsSchema = v.object({
  objectIds: v.nullable(
    v.custom<number[]>((list) => Array.isArray(list) && list.every(Number.isSafeInteger)),
  ),
});

/** Asks a page for the same ids at most so often without getting a new one; the reading's last look settles it. */
const fruitlessTries = 3;

const address = (layer: Layer, parameters: Record<string, string>): string =>
  `${layer.url}/query?${new URLSearchParams({ ...parameters, f: 'json' }).toString()}`;

/** How many rows fit. */
export async function countRows(service: Service, layer: Layer, where: string): Promise<number> {
  const url = address(layer, { where, returnCountOnly: 'true' });
  const result = v.safeParse(countSchema, await askService(service, url));
  if (!result.success)
    throw new ServiceError(`${layer.url} gives no count for returnCountOnly; expected one.`);
  return result.output.count;
}

/** Object ids of the rows that fit, ascending. Not limited by the page size. */
export async function listIds(service: Service, layer: Layer, where: string): Promise<number[]> {
  const url = address(layer, { where, returnIdsOnly: 'true' });
  const result = v.safeParse(idsSchema, await askService(service, url));
  if (!result.success)
    throw new ServiceError(`${layer.url} gives no ids for returnIdsOnly; expected a list.`);
  const ids = result.output.objectIds ?? [];
  const isAscending = ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? 0));
  return isAscending ? ids : [...new Set(ids)].sort((first, second) => first - second);
}

/**
 * Reads the rows with these object ids (ascending, at most a page), whatever the service does to its pages: lowers
 * their size, cuts them short with or without saying so, repeats rows. An id that is not served is left out.
 * @param within a where clause that all of them fit, so that rows between them are not sent along.
 */
export async function readPage(
  service: Service,
  layer: Layer,
  ids: readonly number[],
  within: string,
): Promise<Map<number, ServiceRow>> {
  const rows = new Map<number, ServiceRow>();
  let wanted = [...ids];
  let fruitless = 0;
  while (wanted.length > 0 && fruitless < fruitlessTries) {
    const [first] = wanted;
    const where = `${layer.objectIdField} >= ${first} AND ${layer.objectIdField} <= ${wanted.at(-1)} AND (${within})`;
    const url = address(layer, {
      where,
      outFields: [layer.objectIdField, ...layer.fields.map(({ name }) => name)].join(','),
      orderByFields: `${layer.objectIdField} ASC`,
      resultRecordCount: String(layer.pageRows),
      returnGeometry: 'false',
    });
    const before = rows.size;
    const open = new Set(wanted);
    for (const { attributes } of parseFeatureResponse(await askService(service, url), layer.url).features) {
      const id = attributes[layer.objectIdField];
      if (typeof id === 'number' && open.has(id)) rows.set(id, attributes);
    }
    wanted = wanted.filter((id) => !rows.has(id));
    fruitless = rows.size === before ? fruitless + 1 : 0;
  }
  return rows;
}

/** Cuts ids into pages. */
export function pagesOf(ids: readonly number[], pageRows: number): number[][] {
  const pages: number[][] = [];
  for (let from = 0; from < ids.length; from += pageRows) pages.push(ids.slice(from, from + pageRows));
  return pages;
}

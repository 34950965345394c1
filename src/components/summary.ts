import type { AreaRow, AreaSummaryRow, Published, RequestTypeRow } from '../data/published.ts';
import type { Origin } from '../contract/code.ts';
import { defaultPeriod } from '../contract/period.ts';
import { emptyValues, type AreaValues, type Value } from './summary-value.ts';

/** The default period's values of every area of a kind, by area_id. */
export function defaultValues(published: Published, kind: AreaRow['kind']): Map<number, AreaValues> {
  const values = new Map<number, AreaValues>();
  for (const row of published.areaSummaries) {
    if (row.kind !== kind || row.period !== defaultPeriod) continue;
    const own = values.get(row.area_id) ?? emptyValues();
    own[row.metric] = valueOf(row);
    values.set(row.area_id, own);
  }
  return values;
}

function valueOf({ n, value, beyond_horizon: beyond }: AreaSummaryRow): Value {
  return { n, value, beyond };
}

/** Requests opened in the default period by who opened them. */
export function countsByOrigin(published: Published): Record<Origin, number> {
  const counts: Record<Origin, number> = { resident: 0, city: 0, information: 0, administrative: 0 };
  for (const { period, origin, requests } of published.typeSummaries) {
    if (period === defaultPeriod) counts[origin] += requests;
  }
  return counts;
}

/** A kind of request and how often residents asked for it. */
export interface TopType {
  type: RequestTypeRow;
  requests: number;
}

/**
 * The most frequent kinds of residents' requests in the default period. Types with one plain name (a renamed
 * type and its successor) are one kind to a resident, so their requests are added up.
 */
export function topTypes(published: Published, count: number): TopType[] {
  const types = new Map(published.requestTypes.map((type) => [type.request_type_id, type]));
  const byName = new Map<string, TopType>();
  for (const { period, origin, request_type_id: id, requests } of published.typeSummaries) {
    const type = types.get(id);
    if (period !== defaultPeriod || origin !== 'resident' || type === undefined) continue;
    const top = byName.get(type.name_en);
    byName.set(type.name_en, { type: top?.type ?? type, requests: (top?.requests ?? 0) + requests });
  }
  return [...byName.values()].sort((first, second) => second.requests - first.requests).slice(0, count);
}

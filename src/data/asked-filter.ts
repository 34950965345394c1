import type { Origin } from '../contract/code.ts';
import type { Whose } from '../contract/metric.ts';
import { addDays, type DayRange } from '../contract/period.ts';
import type { Asked } from './asked.ts';
import { textWords, type AskedNames } from './asked-predicate.ts';
import type { FoundRequest } from './found.ts';
import { isLate, momentMs } from './request-filter.ts';

/** True for what was opened by those who are asked about. */
export function isTheirs(whose: Whose): (opened: { origin: Origin }) => boolean {
  if (whose === 'everyone') return () => true;
  const wanted = whose === 'residents' ? 'resident' : 'city';
  return ({ origin }) => origin === wanted;
}

/**
 * The requests of a street that are asked for, whose they are aside: the predicates that `detailPredicate` has in SQL.
 * @param record names, and the last moment against which due dates are held.
 */
export function askedFilter(
  asked: Asked,
  days: DayRange,
  { typeIds, areas, endMs }: AskedNames & { endMs: number },
): (request: FoundRequest) => boolean {
  const [firstMs, afterMs] = [days.from, addDays(days.to, 1)].map((day) => momentMs(`${day}T00:00:00`)) as [
    number,
    number,
  ];
  const types = new Set(asked.types.map((type) => typeIds.get(type) ?? 0));
  const typeNames = new Map([...typeIds].map(([name, id]) => [id, name]));
  const places = asked.places.map(({ kind, slug }) => ({
    kind,
    areaId: areas.get(`${kind}:${slug}`)?.areaId ?? -1,
  }));
  const words = textWords(asked);
  const stands = (request: FoundRequest): boolean =>
    asked.status === 'any' ||
    (asked.status === 'late' ? isLate(request, endMs) : request.status === asked.status);
  const isThere = (request: FoundRequest): boolean =>
    places.length === 0 ||
    places.some(
      ({ kind, areaId }) =>
        (kind === 'neighborhood' ? request.neighborhood : request.councilDistrict) === areaId,
    );
  return (request) =>
    request.createdMs >= firstMs &&
    request.createdMs < afterMs &&
    (types.size === 0 || types.has(request.typeId)) &&
    (asked.house === null || request.address?.startsWith(`${asked.house} `) === true) &&
    (asked.agency === '' || request.agency === asked.agency) &&
    (asked.outcome === '' || request.outcome === asked.outcome) &&
    isThere(request) &&
    stands(request) &&
    words.every((word) => heldText(request, typeNames).includes(word));
}

function heldText(
  { address, outcome, agency, typeId }: FoundRequest,
  typeNames: ReadonlyMap<number, string>,
): string {
  return [address, outcome, agency, typeNames.get(typeId)].join(' ').toLowerCase();
}

import type { City } from './city.ts';
import { drawClose } from './closing.ts';
import { dueRuleAt, dueTime } from './due.ts';
import type { Ledger, PointKind } from './ledger.ts';
import type { Random } from '../../src/statistics/random.ts';
import type { Rhythm } from './rhythm.ts';
import { daySeconds, hourSeconds, type Span, type WallSeconds } from './span.ts';
import { drawMethod, drawOpenStatus, drawOutcome, drawResidentMethod, type Method } from './word.ts';

/** What the making of requests works with. */
export interface Stage {
  random: Random;
  city: City;
  span: Span;
  rhythm: Rhythm;
  ledger: Ledger;
}

/** Shares of all requests, from the City's rows. */
const shares = {
  transferred: 0.035,
  midnightBatch: 0.1,
  noPoint: 0.01,
  outsidePoint: 0.01,
  defaultPoint: 0.00003,
  callWithPoint: 0.12,
};

/**
 * Plays one request from its creation to its close, with the rows that come of it: the one it is handed on as, and
 * its duplicates.
 * @param address index of the house, or null to draw one.
 * @returns when the request was closed as plain `Closed` within the span; null otherwise.
 */
export function playRequest(
  stage: Stage,
  type: number,
  createdAt: WallSeconds,
  address: number | null,
): WallSeconds | null {
  const { random, city, span, ledger } = stage;
  const kind = city.types[type];
  if (kind === undefined) throw new Error(`no request type ${type}`);
  const isBatch = kind.name === 'SW-Rat Rubout Proactive' && random.chance(shares.midnightBatch);
  // Date-only rows, entered by staff in batches.
  const created = isBatch ? createdAt - (createdAt % daySeconds) : createdAt;
  const place = address === null ? drawPlace(stage, type) : { address, point: 1 as const };
  const isResident = kind.methods === 'resident';
  const method: Method = isBatch
    ? 'Internal'
    : isResident && address !== null
      ? drawResidentMethod(random)
      : drawMethod(random, kind.methods);

  const handedOn = kind.transfersTo !== null && random.chance(shares.transferred);
  const handedOnAt = created + Math.round(random.skewed(0.6, 3) * daySeconds);
  if (handedOn && handedOnAt < span.end) {
    const due = dueTime(dueRuleAt(kind.name, kind.due, created, span), created);
    ledger.add({
      type,
      method,
      status: 'Closed (Transferred)',
      outcome: null,
      ...place,
      created,
      due,
      closed: handedOnAt,
    });
    const successor = city.types.findIndex(({ name }) => name === kind.transfersTo);
    addRow(stage, successor, 'Internal', created, place, handedOnAt);
    return null;
  }
  const closed = addRow(stage, type, method, created, place, created);
  if (random.chance(kind.duplicateShare)) addDuplicates(stage, type, created, place, closed);
  return closed;
}

interface Spot {
  address: number;
  point: PointKind;
}

function drawPlace({ random, city }: Stage, type: number): Spot {
  const { book, types } = city;
  const where = types[type]?.point;
  if (where === 'mailroom') return { address: book.mailRoom, point: 1 };
  if (where === 'none' && !random.chance(shares.callWithPoint)) return { address: -1, point: 0 };
  const draw = random.next();
  if (draw < shares.outsidePoint) {
    return { address: book.outside.from + random.below(book.outside.to - book.outside.from), point: 1 };
  }
  const address = city.drawHouse(random, type);
  if (draw < shares.outsidePoint + shares.noPoint) return { address, point: 0 };
  return { address, point: draw > 1 - shares.defaultPoint ? 2 : 1 };
}

/** Adds a request that is worked on from `started`; returns its close, or null while it is open. */
function addRow(
  { random, city, span, ledger }: Stage,
  type: number,
  method: Method,
  created: WallSeconds,
  spot: Spot,
  started: WallSeconds,
): WallSeconds | null {
  const kind = city.types[type];
  if (kind === undefined) throw new Error(`no request type ${type}`);
  const willClose = drawClose(random, kind, started, city.slowness(type, spot.address));
  const closed = willClose !== null && willClose < span.end ? willClose : null;
  ledger.add({
    type,
    method,
    status: closed === null ? drawOpenStatus(random, (span.end - created) / daySeconds) : 'Closed',
    outcome: closed === null ? (random.chance(0.12) ? 'Assigned' : null) : drawOutcome(random, kind.outcomes),
    ...spot,
    created,
    due: dueTime(dueRuleAt(kind.name, kind.due, created, span), created),
    closed,
  });
  return closed;
}

/** Neighbors who report what is already reported: created while the first is open, closed in the same second. */
function addDuplicates(
  { random, city, span, rhythm, ledger }: Stage,
  type: number,
  parentCreated: WallSeconds,
  spot: Spot,
  parentClosed: WallSeconds | null,
): void {
  const kind = city.types[type];
  const until = Math.min(parentClosed ?? span.end, parentCreated + 45 * daySeconds);
  if (kind === undefined || until - parentCreated < hourSeconds) return;
  for (let more = true; more; more = random.chance(0.25)) {
    const created = rhythm.drawBetween(random, parentCreated + 60, until);
    if (created === null) return;
    ledger.add({
      type,
      method: drawResidentMethod(random),
      status:
        parentClosed !== null
          ? 'Closed (Duplicate)'
          : random.chance(0.5)
            ? 'Open (Duplicate)'
            : 'New (Duplicate)',
      outcome: parentClosed !== null ? 'Work completed' : null,
      ...spot,
      created,
      due: dueTime(dueRuleAt(kind.name, kind.due, created, span), created),
      closed: parentClosed,
    });
  }
}

import { describe, expect, it } from 'vitest';
import { boxAround, metersBetween, reportedAgain, samePlace } from '../../../src/components/same-place.ts';
import type { LookupRequest } from '../../../src/data/lookup.ts';
import type { NearbyRequest } from '../../../src/data/nearby.ts';

const here = { longitude: -76.61, latitude: 39.29 };
const end = Date.UTC(2026, 10, 22, 23, 59);
const day = 86_400_000;
let serial = 0;

const other = (more: Partial<NearbyRequest>): NearbyRequest => ({
  id: 2_600_000_000 + (serial += 1),
  number: `26-${String(serial).padStart(8, '0')}`,
  typeId: 1,
  origin: 'resident',
  status: 'open',
  disposition: 'none',
  createdMs: end - 10 * day,
  dueMs: null,
  closedMs: null,
  placeIsBlock: false,
  ...here,
  ...more,
});

/** So many meters east and north of here. */
const at = (east: number, north: number): { longitude: number; latitude: number } => ({
  longitude: here.longitude + east / (111_320 * Math.cos((here.latitude * Math.PI) / 180)),
  latitude: here.latitude + north / 111_320,
});

describe('the same place', () => {
  it('reaches 30 meters in every direction, and its box holds all of it', () => {
    const { west, east, south, north } = boxAround(here);
    for (const [x, y] of [
      [29.9, 0],
      [0, 29.9],
      [-21, 21],
      [-29.9, 0],
    ] as const) {
      const near = at(x, y);
      expect(metersBetween(here, near)).toBeLessThan(30);
      expect(near.longitude > west && near.longitude < east).toBe(true);
      expect(near.latitude > south && near.latitude < north).toBe(true);
      expect(samePlace(here, '', [other(near)], end)).toHaveLength(1);
    }
    expect(samePlace(here, '', [other(at(22, 22)), other(at(30.2, 0))], end)).toEqual([]);
  });

  it('leaves out the request itself, what is older than 24 months, and what shows only its block', () => {
    const own = other({});
    const rows = [own, other({ createdMs: end - 731 * day }), other({ placeIsBlock: true })];
    expect(samePlace(here, own.number, rows, end)).toEqual([]);
  });

  it('lists the newest first', () => {
    const [old, young] = [other({ createdMs: end - 9 * day }), other({ createdMs: end - day })];
    expect(samePlace(here, '', [old, young], end)).toEqual([young, old]);
  });
});

describe('reported again', () => {
  const families: Record<number, string> = { 1: 'pothole', 2: 'pothole', 3: 'graffiti' };
  const familyOf = (typeId: number): string | undefined => families[typeId];
  const closed = { status: 'closed', disposition: 'none', closedMs: end - 20 * day } as LookupRequest;
  const find = (request: LookupRequest, ...others: NearbyRequest[]): string[] =>
    reportedAgain(request, 'pothole', others, familyOf).map(({ number }) => number);

  it('is a resident’s request of the same family, more than a day after the close', () => {
    const again = other({ typeId: 2 });
    const rows = [
      again,
      other({ typeId: 3 }),
      other({ origin: 'city' }),
      other({ createdMs: end - 19.5 * day }),
      other({ createdMs: end - 25 * day }),
    ];
    expect(find(closed, ...rows)).toEqual([again.number]);
  });

  it('is said of none that is open, duplicate or transferred', () => {
    const again = other({});
    for (const request of [
      { ...closed, status: 'open', closedMs: null } as LookupRequest,
      { ...closed, disposition: 'duplicate' } as LookupRequest,
      { ...closed, disposition: 'transferred' } as LookupRequest,
    ])
      expect(find(request, again)).toEqual([]);
  });
});

import { expect, it } from 'vitest';
import { belongings } from '../../../src/data/place-overlap.ts';

it('a place belongs to the areas that hold its requests, by share, and is listed by each of them', () => {
  const row = (neighborhood: number, district: number | null, csa: number | null, requests: number) => ({
    neighborhood,
    council_district: district,
    community_statistical_area: csa,
    requests,
  });
  const found = belongings([
    row(1, 21, 31, 60),
    row(1, 22, 31, 30),
    row(1, 22, null, 9),
    row(1, null, 31, 1),
    row(2, 22, 31, 5),
  ]);
  expect(found.get(1)).toEqual([
    { areaId: 31, kind: 'community_statistical_area', share: 0.91 },
    { areaId: 21, kind: 'council_district', share: 0.6 },
    { areaId: 22, kind: 'council_district', share: 0.39 },
  ]);
  expect(found.get(22)).toEqual([
    { areaId: 2, kind: 'neighborhood', share: 1 },
    { areaId: 1, kind: 'neighborhood', share: 0.39 },
  ]);
});

it('a few requests beyond a line, as inexact points make them, make no belonging', () => {
  const rows = [
    { neighborhood: 1, council_district: 21, community_statistical_area: null, requests: 97 },
    { neighborhood: 1, council_district: 22, community_statistical_area: null, requests: 3 },
  ];
  expect(belongings(rows).get(22)).toBeUndefined();
});

import type { PlaceIds, Run, StreetIndex } from '../../../src/contract/street.ts';

/** Two neighborhoods, Abell and Canton, of one district and two statistical areas. */
export const abell: PlaceIds = [1000, 2000, 3000];
export const canton: PlaceIds = [1001, 2000, 3001];

const run = (from: number, to: number, side: Run['side'], place: PlaceIds): Run => ({
  from,
  to,
  side,
  place,
});

/** A handful of streets, by name. */
export const smallIndex: StreetIndex = {
  areas: [
    { areaId: 1000, kind: 'neighborhood', name: 'Abell', slug: 'abell' },
    { areaId: 1001, kind: 'neighborhood', name: 'Canton', slug: 'canton' },
    { areaId: 1002, kind: 'neighborhood', name: 'Mount Washington', slug: 'mount-washington' },
    { areaId: 2000, kind: 'council_district', name: 'District 9', slug: 'district-9' },
    {
      areaId: 3000,
      kind: 'community_statistical_area',
      name: 'Greater Charles Village',
      slug: 'greater-charles-village',
    },
    { areaId: 3001, kind: 'community_statistical_area', name: 'Canton', slug: 'canton' },
  ],
  streets: [
    {
      name: 'E NORTH AVE',
      runs: [run(1, 99, 'odd', abell)],
      crossings: [{ street: 2, places: [abell, canton] }],
    },
    { name: 'FALLS RD', runs: [run(100, 198, 'both', canton)], crossings: [] },
    {
      name: 'N CHARLES ST',
      runs: [run(1200, 1298, 'even', abell), run(1201, 1299, 'odd', canton), run(1500, 1598, 'even', abell)],
      crossings: [
        { street: 5, places: [abell] },
        { street: 6, places: [abell, canton] },
      ],
    },
    {
      name: 'PENNSYLVANIA AVE',
      runs: [run(100, 198, 'even', abell), run(101, 199, 'odd', abell)],
      crossings: [],
    },
    {
      name: 'S CHARLES ST',
      runs: [run(300, 398, 'even', canton), run(1200, 1210, 'even', canton)],
      crossings: [],
    },
    { name: 'SAINT PAUL ST', runs: [run(3000, 3098, 'even', abell)], crossings: [] },
    { name: 'W NORTH AVE', runs: [run(2, 98, 'even', canton)], crossings: [] },
  ],
};

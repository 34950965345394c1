import type { AreaKind } from '../contract/code.ts';

/** A row of step `overlaps`: how many requests lie in a neighborhood and in these larger areas at once. */
export interface OverlapRow {
  neighborhood: number;
  council_district: number | null;
  community_statistical_area: number | null;
  requests: number;
}

/** An area of another kind that holds some of a place's requests. */
export interface Belonging {
  areaId: number;
  kind: Extract<AreaKind, 'neighborhood' | 'council_district' | 'community_statistical_area'>;
  /** Of the neighborhood's requests, the share (0 to 1) in the larger area. */
  share: number;
}

const larger = ['council_district', 'community_statistical_area'] as const;

/** A smaller share is taken for inexact boundaries and points. */
const leastShare = 0.05;

/**
 * For each neighborhood the districts and statistical areas it lies in, and for each of those its neighborhoods, by
 * area_id, the largest share first. Told from where requests lie: what matters to residents of a place cut in two is
 * how much of it is where.
 */
export function belongings(rows: readonly OverlapRow[]): Map<number, Belonging[]> {
  const found = new Map<number, Belonging[]>();
  const note = (areaId: number, belonging: Belonging): void => {
    found.set(areaId, [...(found.get(areaId) ?? []), belonging]);
  };
  for (const [neighborhood, own] of Map.groupBy(rows, (row) => row.neighborhood)) {
    const all = total(own);
    for (const kind of larger) {
      for (const [areaId, shared] of Map.groupBy(own, (row) => row[kind])) {
        const share = total(shared) / all;
        if (areaId === null || share < leastShare) continue;
        note(neighborhood, { areaId, kind, share });
        note(areaId, { areaId: neighborhood, kind: 'neighborhood', share });
      }
    }
  }
  for (const list of found.values()) list.sort((first, second) => second.share - first.share);
  return found;
}

function total(rows: readonly OverlapRow[]): number {
  return rows.reduce((sum, { requests }) => sum + requests, 0);
}

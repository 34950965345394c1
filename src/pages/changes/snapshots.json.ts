import type { APIRoute } from 'astro';
import type { SnapshotList } from '../../contract/snapshot-list.ts';
import { readPublications } from '../../data/publications.ts';
import { readCarriedManifests } from '../../data/published.ts';

/** Which snapshots the site carries, fetched when an address names one that is not the live one. */
export const GET: APIRoute = async () => {
  const manifests = await readCarriedManifests();
  const carried = manifests.map(({ snapshot: { id, dataThrough, fetchedAt } }) => ({
    id,
    dataThrough,
    fetchedAt,
  }));
  const earlier = (await readPublications())
    .map(({ snapshot_id: id }) => id)
    .filter((id) => !carried.some((one) => one.id === id));
  return Response.json({ live: carried[0]?.id ?? '', carried, earlier } satisfies SnapshotList);
};

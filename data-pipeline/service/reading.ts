import pLimit from 'p-limit';
import { ServiceError } from '../error.ts';
import type { Progress } from '../progress.ts';
import type { Service } from './ask.ts';
import { describeLayer, touchedSince, type Layer } from './layer.ts';
import type { PageFolder } from './page-folder.ts';
import { countRows, listIds, pagesOf, readPage, type ServiceRow } from './query.ts';

/** Rows of one layer as they stand now: those read this night, and which ids the layer holds at all. */
export interface LayerReading {
  layer: Layer;
  /** Every row was read, not only those touched lately. */
  whole: boolean;
  /** Rows of a whole reading, page by page; older than `touched` where both have an id. */
  pages: PageFolder | null;
  /** Rows opened or touched in the window, by object id, as last read. */
  touched: Map<number, ServiceRow>;
  /** Ids the layer holds, ascending. */
  ids: number[];
}

/** What is known of a layer before it is read. */
export interface LayerPlan {
  layer: Layer;
  /** Wall clock `YYYY-MM-DD HH:MM:SS` from which rows are read again; null to read everything. */
  since: string | null;
  /** Ids held from earlier nights. */
  heldIds: ReadonlySet<number>;
  /** Where pages of a whole reading are kept, so that an interrupted one goes on. */
  folder: PageFolder;
}

/** A live layer may move while it is read; one that moves through so many looks is left for another night. */
const mostLooks = 10;

/** How far before the newest stamp of a whole reading the layer is looked at again, in days. */
export const overlapDays = 3;

/** Ids named one by one in a question; more make its address too long for some servers. */
const idsInAddress = 100;

/**
 * Reads a layer until it stands still: whole, or the rows touched since a moment. Then looks again at the touched
 * rows, the ids and the count until two looks agree and the layer did not change between them; rows that moved,
 * came or went meanwhile are read again.
 * @throws ServiceError when the layer keeps changing, or its ids, count and rows never agree.
 */
export async function readLayer(
  service: Service,
  plan: LayerPlan,
  progress: Progress,
): Promise<LayerReading> {
  const touched = new Map<number, ServiceRow>();
  const whole = plan.since === null;
  let since = plan.since;
  if (whole) {
    await readEverything(service, plan, progress);
    since = windowBefore(plan.folder.newestMs());
  }
  let layer = plan.layer;
  let trouble = '';
  for (let look = 1; look <= mostLooks; look += 1) {
    const moved = since === null ? 0 : await readTouched(service, layer, since, touched);
    const ids = await listIds(service, layer, '1=1');
    const known = (id: number): boolean => touched.has(id) || plan.folder.has(id) || plan.heldIds.has(id);
    const missing = ids.filter((id) => !known(id));
    const found = await readMissing(service, layer, missing, touched);
    const count = await countRows(service, layer, '1=1');
    const after = await describeLayer(service, layer.url);
    const still = after.lastEditMs === layer.lastEditMs;
    layer = after;
    if (moved === 0 && missing.length === 0 && count === ids.length && still) {
      return { layer, whole, pages: whole ? plan.folder : null, touched, ids };
    }
    trouble = `${moved} rows moved, ${missing.length} ids were new (${found} of them served), ${ids.length} ids against a count of ${count}`;
  }
  throw new ServiceError(
    `${layer.url} did not stand still in ${mostLooks} looks (last: ${trouble}). What was published stays; run again later.`,
  );
}

async function readEverything(service: Service, plan: LayerPlan, progress: Progress): Promise<void> {
  const { layer, folder } = plan;
  const ids = folder.plannedIds() ?? (await listIds(service, layer, '1=1'));
  folder.planIds(ids);
  const pages = pagesOf(ids, layer.pageRows);
  const limit = pLimit(service.patience.concurrency);
  const step = progress.start(`read ${layer.url}`, ids.length);
  await limit.map(pages, async (page) => {
    const [first] = page;
    if (first === undefined) return;
    if (!folder.hasPage(first)) folder.keepPage(first, await readPage(service, layer, page, '1=1'));
    step.advance(page.length);
  });
  step.end();
}

/** Reads the rows touched since a moment into `touched`. How many were not there yet, or otherwise. */
async function readTouched(
  service: Service,
  layer: Layer,
  since: string,
  touched: Map<number, ServiceRow>,
): Promise<number> {
  const where = touchedSince(layer, since);
  const ids = await listIds(service, layer, where);
  const limit = pLimit(service.patience.concurrency);
  const pages = await limit.map(pagesOf(ids, layer.pageRows), (page) =>
    readPage(service, layer, page, where),
  );
  return pages.reduce((moved, rows) => moved + keep(rows, touched), 0);
}

async function readMissing(
  service: Service,
  layer: Layer,
  missing: readonly number[],
  touched: Map<number, ServiceRow>,
): Promise<number> {
  let found = 0;
  for (const ids of pagesOf(missing, Math.min(idsInAddress, layer.pageRows))) {
    const rows = await readPage(service, layer, ids, `${layer.objectIdField} IN (${ids.join(',')})`);
    found += keep(rows, touched);
  }
  return found;
}

function keep(rows: ReadonlyMap<number, ServiceRow>, into: Map<number, ServiceRow>): number {
  let moved = 0;
  for (const [id, row] of rows) {
    if (JSON.stringify(into.get(id)) === JSON.stringify(row)) continue;
    into.set(id, row);
    moved += 1;
  }
  return moved;
}

/** The start of the overlap before a moment, as the service's own clock writes it. */
export function windowBefore(newestMs: number | null): string | null {
  if (newestMs === null) return null;
  return new Date(newestMs - overlapDays * 86_400_000).toISOString().slice(0, 19).replace('T', ' ');
}

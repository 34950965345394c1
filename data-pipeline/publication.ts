import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Feature } from 'geojson';
import type { Manifest } from '../src/contract/manifest.ts';
import type { Area } from './area.ts';
import { literal, readRow, runStep } from './database.ts';
import { RefusedError } from './error.ts';
import { fingerprintOf } from './fingerprint.ts';
import { countTouched, noteShown, settleHistory } from './history.ts';
import type { Progress } from './progress.ts';
import { readPublished, putInForce } from './snapshot.ts';
import type { BasemapSource } from './sources/basemap.ts';
import { check } from './stages/check.ts';
import { cutParts } from './stages/cut.ts';
import { prepare, summarise } from './stages/derive.ts';
import { drawAreas, drawBasemap } from './stages/draw.ts';
import { createPlaces } from './stages/locate.ts';
import { settlePhotos, type PhotoPlan } from './stages/photos.ts';
import { compose, moveIntoPlace, openMonths, writeMonths, type Snapshot } from './stages/publish.ts';
import { findToWrite, readDataThrough, readMonths, settle } from './stages/settle.ts';
import type { Staging } from './stages/write.ts';
import { forgetDirty, noteDirty, notePublication, readLastPublication } from './store.ts';
import type { StreetIndexer } from './streets.ts';

/** What a publication is made of besides the rows that are held. */
export interface Publication {
  source: Snapshot['source'];
  /** ISO time the source was read. */
  readAt: string;
  areas: readonly Area[];
  ground: ReadonlyMap<BasemapSource, readonly Feature[]>;
  indexStreets: StreetIndexer;
  withheldNumbers: readonly string[];
  photos: PhotoPlan;
  /** `before` and `after` hold the requests that the run touched (sql/touch.sql, merge.sql). */
  isNight: boolean;
  publishFolder: string;
  dataFolder: string;
  progress: Progress;
  warn: (line: string) => void;
}

/** A publication written and checked, waiting to be put in force. */
export interface Prepared {
  manifest: Manifest;
  /** Puts it before readers' eyes. To be called after the transaction that made it is kept. */
  putInForce: (connection: DuckDBConnection) => Promise<void>;
}

/**
 * Settles what is held, writes every file that changes beside the live ones, reads them back and checks them. Nothing
 * that readers see is touched.
 * @throws RefusedError when a check fails, or when a made-up record would replace a real one.
 */
export async function prepareIn(
  staging: Staging,
  connection: DuckDBConnection,
  publication: Publication,
): Promise<Prepared> {
  const { areas, source, readAt, publishFolder, dataFolder, progress } = publication;
  const previous = readPublished(publishFolder);
  if (source === 'sample' && previous !== null && previous.snapshot.source !== 'sample') {
    throw new RefusedError(
      `${publishFolder} holds a real record; a sample would replace it. Set PUBLISH_DIR to another folder.`,
    );
  }
  const earlier = previous?.snapshot.source === 'sample' ? null : previous;
  const settling = progress.start('settle', 0);
  const counts = await settle(connection, publication.withheldNumbers);
  await keepQuarantined(connection, dataFolder);
  settling.end();
  const last = await readLastPublication(connection);
  const isNext = earlier !== null && last !== null && earlier.snapshot.id === last.snapshot_id;
  await settleHistory(connection, publishFolder, earlier);
  const fingerprint = fingerprintOf(areas);
  const months = await readMonths(connection);
  const goesOn = isNext && last.fingerprint === fingerprint;
  const concerned = goesOn ? await findToWrite(connection, last) : null;
  const toWrite = concerned?.months ?? new Set(months.map(({ month }) => month));
  await noteDirty(connection, { months: toWrite, blocks: concerned?.blocks ?? new Set() });

  const writing = progress.start('write', toWrite.size);
  await prepare(connection, areas);
  const findPlaces = await createPlaces(connection, areas);
  const monthly = await writeMonths(connection, staging, findPlaces, months, toWrite, earlier);
  writing.advance(toWrite.size);
  writing.end();

  const checking = progress.start('check', 0);
  await openMonths(connection, staging, publishFolder, monthly, toWrite);
  await summarise(connection);
  await runStep(connection, 'changes_by_month');
  const checks = await check(connection, {
    counts,
    live: source === 'open-baltimore',
    readAt,
    publishFolder,
    previous: source === 'sample' ? null : earlier,
    writtenMonths: goesOn
      ? toWrite
      : new Set(earlier?.tables['detail']?.files.map(({ month = '' }) => month)),
  });
  checking.end();
  for (const { status, name, observed } of checks)
    if (status === 'warn') publication.warn(`Warning: ${name}: ${observed}`);

  const cutting = progress.start('cut', 0);
  const cut = await cutParts(
    connection,
    staging,
    publishFolder,
    earlier,
    concerned,
    monthly.detail,
    counts.published,
  );
  cutting.end();
  const photos = await settlePhotos(connection, staging, publication.photos, dataFolder);

  const withheldSince = await isNewlyWithheld(connection);
  const dataThrough = await readDataThrough(connection);
  const layers = [...drawAreas(areas), ...drawBasemap(publication.ground)];
  const snapshot = { source, fetchedAt: readAt, dataThrough };
  const streets = publication.indexStreets(fingerprint);
  const compared = {
    previous: earlier,
    requests: publication.isNight && isNext ? await countTouched(connection) : null,
  };
  const manifest = await compose(
    connection,
    staging,
    { monthly, cut, layers, streets, photos, compared },
    snapshot,
    counts,
    checks,
  );
  await notePublication(connection, {
    snapshot_id: manifest.snapshot.id,
    read_at: readAt.slice(0, 19),
    data_through: dataThrough,
    fingerprint,
  });
  return {
    manifest,
    async putInForce(after) {
      moveIntoPlace(staging, publishFolder, manifest);
      putInForce(publishFolder, manifest, (kept) => withheldSince || showsMorePictures(kept, manifest));
      await forgetDirty(after);
      await noteShown(after, manifest.snapshot.id);
    },
  };
}

/** Rows set aside are kept where an operator can look at them, with the reason; withheld numbers not even there. */
async function keepQuarantined(connection: DuckDBConnection, dataFolder: string): Promise<void> {
  const path = join(dataFolder, 'quarantined.csv');
  await connection.run(
    `COPY (SELECT * FROM held WHERE reason IS NOT NULL
       AND (request_number IS NULL OR request_number NOT IN (SELECT request_number FROM withheld))
       ORDER BY source, object_id) TO ${literal(path)} (FORMAT csv, HEADER)`,
  );
}

/** True when a snapshot shows a picture file that is there no more: one taken down must not come back with it. */
function showsMorePictures(kept: Manifest, manifest: Manifest): boolean {
  const now = new Set(manifest.tables['pictures']?.files.map(({ path }) => path));
  return (kept.tables['pictures']?.files ?? []).some(({ path }) => !now.has(path));
}

/** True when a number is withheld that the snapshots before may show: they are not kept then. */
async function isNewlyWithheld(connection: DuckDBConnection): Promise<boolean> {
  const { rows } = await readRow<{ rows: number }>(
    connection,
    'SELECT count(*)::INTEGER AS rows FROM withheld ANTI JOIN last_withheld USING (request_number)',
  );
  return rows > 0;
}

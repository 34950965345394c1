import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Manifest, PhotoAccount } from '../src/contract/manifest.ts';
import { areasOf, type Area } from './area.ts';
import { readConfig, type Config } from './config.ts';
import { inTransaction, withDatabase } from './database.ts';
import { RefusedError } from './error.ts';
import { readAreas, readGround, withCity } from './geography.ts';
import { nightly as runNight } from './night/nightly.ts';
import type { NightOptions } from './night/read.ts';
import type { Progress } from './progress.ts';
import { prepareIn, type Publication } from './publication.ts';
import { drawSamplePhotos } from './sample/photo.ts';
import { makeSample, type SampleOptions } from './sample/record.ts';
import type { Service } from './service/ask.ts';
import { rollBack } from './snapshot.ts';
import type { BoundaryFeature } from './sources/boundary.ts';
import { copyKeepingFetch } from './sources/kept-copy.ts';
import { readAttachedPhotos } from './sources/photo-attachment.ts';
import { readPhotoTable } from './sources/photo-table.ts';
import { emptyHeld, holdRaw } from './stages/conform.ts';
import { extractExports, listExports } from './stages/extract.ts';
import type { PhotoPlan } from './stages/photos.ts';
import { indexText } from './stages/street-index.ts';
import { Staging } from './stages/write.ts';
import { createStore } from './store.ts';
import { readStreets, type StreetIndexer } from './streets.ts';
import { verifyPublished } from './verify.ts';
import { readWithheld } from './withheld.ts';

/** Stands in every file of a sample, in both languages of the site. */
const sampleNotice =
  "Sample data: invented requests, not Baltimore's record. Datos de muestra: solicitudes inventadas, no el registro de Baltimore.";

/** Everything the pipeline does to the world outside, so that tests can stand in for it. */
export interface Effects {
  log: (line: string) => void;
  progress: Progress;
  service: Service;
  dataFolder: string;
  publishFolder: string;
}

/** Publishes a record from saved exports (files or folders), with the boundaries a config names. */
export async function rebuild(
  effects: Effects,
  from: readonly string[],
  configPath: string,
): Promise<Manifest> {
  const paths = listExports(from);
  const config = readConfig(configPath);
  const publication = await publicationOf(effects, config, configPath, 'files');
  return inRecord(effects, (connection) =>
    publishAll(effects, connection, publication, () =>
      extractExports(connection, paths, () => holdRaw(connection)),
    ),
  );
}

/** Publishes what changed at the City's service since the last night. */
export async function nightly(
  effects: Effects,
  configPath: string,
  options: NightOptions & { firstYear: number | null },
): Promise<Manifest> {
  const config = readConfig(configPath);
  return inRecord(effects, async (connection) => {
    const publication = await publicationOf(effects, config, configPath, 'open-baltimore');
    const manifest = await runNight(connection, effects.service, config, publication, options);
    announce(effects, manifest);
    return manifest;
  });
}

/** Publishes the made-up record. It leaves no trace in DATA_DIR. */
export async function sample(effects: Effects, options: SampleOptions): Promise<Manifest> {
  return inDatabase(effects, ':memory:', async (connection) => {
    const { boundaries, streetFacts } = await makeSample(options, connection);
    const areas = boundaries.flatMap(({ kind, collection }) =>
      areasOf(kind, collection.features as BoundaryFeature[], `sample ${kind}`),
    );
    const indexStreets: StreetIndexer = () => indexText(areas, streetFacts(areas));
    const photos: PhotoPlan = {
      hosts: [],
      sources: [{ kind: 'drawing', read: drawSamplePhotos }],
      layers: null,
    };
    const publication = makePublication(
      effects,
      withCity(areas),
      new Map(),
      indexStreets,
      'sample',
      [],
      photos,
    );
    return publishAll(effects, connection, publication, () => holdRaw(connection));
  });
}

/** Puts the publication before the live one in force again. */
export function rollback(effects: Effects): Manifest {
  const manifest = rollBack(effects.publishFolder);
  effects.log(
    `Back to ${manifest.snapshot.id}: ${manifest.counts.published} requests through ${manifest.snapshot.dataThrough}. The next nightly or rebuild goes forward again.`,
  );
  return manifest;
}

/** Re-reads what is published against its manifest; throws RefusedError at the first thing that does not fit. */
export async function verify(effects: Effects): Promise<void> {
  const { files, rows } = await inDatabase(effects, ':memory:', (connection) =>
    verifyPublished(connection, effects.publishFolder),
  );
  effects.log(`Verified ${files} files and ${rows} requests in ${effects.publishFolder}`);
}

/** Opens DATA_DIR/record.duckdb; one run at a time. */
function inRecord<Result>(
  effects: Effects,
  work: (connection: DuckDBConnection) => Promise<Result>,
): Promise<Result> {
  return inDatabase(effects, join(effects.dataFolder, 'record.duckdb'), work);
}

async function inDatabase<Result>(
  { dataFolder }: Effects,
  path: string,
  work: (connection: DuckDBConnection) => Promise<Result>,
): Promise<Result> {
  mkdirSync(dataFolder, { recursive: true });
  const spill = mkdtempSync(join(dataFolder, 'spill-'));
  try {
    return await withDatabase(path, spill, work);
  } catch (error) {
    if (!/no space left|disk full|ENOSPC/i.test((error as Error).message)) throw error;
    throw new RefusedError(
      `The disk is full (${(error as Error).message.split('\n')[0]}). Nothing was published and the record stays as it was; make room in DATA_DIR and PUBLISH_DIR, then run again.`,
    );
  } finally {
    rmSync(spill, { recursive: true, force: true });
  }
}

/** Publishes rows that replace everything held. */
async function publishAll(
  effects: Effects,
  connection: DuckDBConnection,
  publication: Publication,
  fill: () => Promise<void>,
): Promise<Manifest> {
  await createStore(connection);
  const notice = publication.source === 'sample' ? sampleNotice : null;
  const staging = new Staging(effects.publishFolder, notice);
  try {
    const prepared = await inTransaction(connection, async () => {
      await emptyHeld(connection);
      await fill();
      return prepareIn(staging, connection, publication);
    });
    await prepared.putInForce(connection);
    announce(effects, prepared.manifest);
    return prepared.manifest;
  } finally {
    staging.remove();
  }
}

function announce({ log, publishFolder }: Effects, { counts, snapshot, photos }: Manifest): void {
  log(
    `Published ${counts.published} requests through ${snapshot.dataThrough} to ${publishFolder} (received ${counts.received}, merged ${counts.merged}, quarantined ${counts.quarantined}, withheld ${counts.withheld})`,
  );
  if (photos !== undefined) sayPhotos(log, photos);
}

/** Nothing is said where no source carries pictures. */
function sayPhotos(log: Effects['log'], { pictures, requests, leftOut }: PhotoAccount): void {
  const reasons = Object.entries(leftOut);
  if (pictures === 0 && reasons.length === 0) return;
  const said = reasons.map(([reason, n]) => `${n} ${reason.replaceAll('_', ' ')}`).join(', ');
  log(
    `Published ${pictures} pictures of ${requests} requests${said === '' ? '' : `; left out: ${said} (photos-left-out.csv in DATA_DIR)`}`,
  );
}

async function publicationOf(
  effects: Effects,
  config: Config,
  configPath: string,
  source: Publication['source'],
): Promise<Publication> {
  const fetchJson = copyKeepingFetch(effects.service, join(effects.dataFolder, 'layers'), effects.log);
  const areas = await readAreas(fetchJson, config, configPath);
  const ground = await readGround(fetchJson, config);
  const { service, dataFolder, log } = effects;
  const indexStreets = await readStreets({ service, dataFolder, warn: log }, config.centerlines, areas);
  const withheld = readWithheld(config.withheld ?? join(effects.dataFolder, 'withheld.txt'));
  const photos = photoPlanOf(config, fetchJson);
  return makePublication(effects, areas, ground, indexStreets, source, withheld, photos);
}

function makePublication(
  effects: Effects,
  areas: readonly Area[],
  ground: Publication['ground'],
  indexStreets: StreetIndexer,
  source: Publication['source'],
  withheldNumbers: readonly string[],
  photos: PhotoPlan,
): Publication {
  const { service, publishFolder, dataFolder, progress, log } = effects;
  const readAt = service.now().toISOString();
  return {
    source,
    readAt,
    areas,
    ground,
    indexStreets,
    withheldNumbers,
    photos,
    isNight: false,
    publishFolder,
    dataFolder,
    progress,
    warn: log,
  };
}

/** Where the pictures of a record come from, the ones an operator keeps first. */
function photoPlanOf({ photos = {} }: Config, fetchJson: (url: string) => Promise<unknown>): PhotoPlan {
  const { hosts = [], tables = [] } = photos;
  return {
    hosts,
    sources: [
      ...tables.map((table) => ({ kind: 'table' as const, read: () => readPhotoTable(table, fetchJson) })),
      { kind: 'layer', read: readAttachedPhotos },
    ],
    layers: null,
  };
}

import type { DuckDBConnection } from '@duckdb/node-api';
import type { Config } from '../config.ts';
import { inTransaction } from '../database.ts';
import { InputError } from '../error.ts';
import { prepareIn, type Publication } from '../publication.ts';
import type { Manifest } from '../../src/contract/manifest.ts';
import type { Service } from '../service/ask.ts';
import { mergeNight } from '../stages/merge.ts';
import { Staging } from '../stages/write.ts';
import { createStore } from '../store.ts';
import { countLayersAsked } from './attachments.ts';
import { findLayers } from './layers.ts';
import { readKnownUrls, readNight, type NightOptions } from './read.ts';
import { Incoming } from './resume.ts';

/** The first year read when neither the config nor the command line names one. */
const usualFirstYear = 2019;

/**
 * One night: reads what changed, merges it into the record, settles, checks and publishes. Either all of it takes
 * place or none: the record and what is published stay as they were when anything on the way refuses.
 * @returns the manifest now in force.
 */
export async function nightly(
  connection: DuckDBConnection,
  service: Service,
  config: Config,
  publication: Publication,
  options: NightOptions & { firstYear: number | null },
): Promise<Manifest> {
  if (config.layers === undefined || config.layers.length === 0)
    throw new InputError('The config names no "layers"; nightly needs the FeatureServer layers to read.');
  await createStore(connection);
  const incoming = new Incoming(publication.dataFolder, service.now());
  const firstYear = options.firstYear ?? config.firstYear ?? usualFirstYear;
  const layers = await findLayers(service, config, firstYear, await readKnownUrls(connection));
  const staging = new Staging(publication.publishFolder);
  try {
    const prepared = await inTransaction(connection, async () => {
      const { whole, looked, photoTroubles } = await readNight(
        connection,
        service,
        layers,
        incoming,
        options,
        new Set(publication.photos.hosts),
        publication.progress,
      );
      const merged = await mergeNight(connection, publication.readAt.slice(0, 19));
      const noted = Object.entries(merged.changes).map(
        ([change, n]) => `${n} ${change.replaceAll('_', ' ')}`,
      );
      publication.warn(
        `Read ${looked} of ${layers.length} layers, ${whole} whole: ${merged.incoming} rows new or changed${noted.length > 0 ? ` (${noted.join(', ')})` : ''}`,
      );
      if (merged.kept > 0)
        publication.warn(
          `Warning: ${merged.kept} requests of the old year are kept: the current layer rolled over and no layer of that year is served yet.`,
        );
      for (const trouble of photoTroubles)
        publication.warn(`Warning: pictures were not read, those of earlier nights stay. ${trouble}`);
      const asked = await countLayersAsked(connection, layers);
      return prepareIn(staging, connection, {
        ...publication,
        isNight: true,
        photos: { ...publication.photos, layers: asked },
      });
    });
    await prepared.putInForce(connection);
    incoming.remove();
    return prepared.manifest;
  } finally {
    staging.remove();
  }
}

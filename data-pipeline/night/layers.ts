import { wallClock } from '../../src/contract/freshness.ts';
import type { Config } from '../config.ts';
import { ServiceError } from '../error.ts';
import type { Service } from '../service/ask.ts';
import { describeLayer, type Layer } from '../service/layer.ts';

/** A layer of the service that a night looks at. */
export interface NightLayer {
  layer: Layer;
  /** Starts anew each January. */
  rolls: boolean;
}

/**
 * The layers to read: those of the config from `firstYear` on, and yearly layers that the City has added since, found
 * by the config's pattern. A year that is not there yet is no mistake; a layer that was read before must answer.
 * @param known addresses read on earlier nights.
 * @throws ServiceError when a layer does not answer, or its fields do not fit.
 */
export async function findLayers(
  service: Service,
  config: Config,
  firstYear: number,
  known: ReadonlySet<string>,
): Promise<NightLayer[]> {
  const found: NightLayer[] = [];
  const configured = (config.layers ?? []).filter(({ year }) => year === 'current' || year >= firstYear);
  for (const { year, url } of configured)
    found.push({ layer: await describeLayer(service, url), rolls: year === 'current' });
  for (const url of newYearAddresses(config, service.now())) {
    if (configured.some((layer) => layer.url === url)) continue;
    const layer = await describeIfPresent(service, url, known.has(url));
    if (layer !== null) found.push({ layer, rolls: false });
  }
  return found;
}

/** Addresses of yearly layers after the newest configured year, through this year. */
function newYearAddresses({ layers = [], newYears }: Config, now: Date): string[] {
  if (newYears === undefined) return [];
  const newest = Math.max(...layers.map(({ year }) => (year === 'current' ? 0 : year)));
  const thisYear = Number(wallClock(now).slice(0, 4));
  const addresses: string[] = [];
  for (let year = newest + 1; newest > 0 && year <= thisYear; year += 1)
    addresses.push(newYears.replace('{year}', String(year)));
  return addresses;
}

async function describeIfPresent(service: Service, url: string, mustBeThere: boolean): Promise<Layer | null> {
  try {
    return await describeLayer(service, url);
  } catch (error) {
    if (error instanceof ServiceError && error.absent && !mustBeThere) return null;
    throw error;
  }
}
